/*
 * svg - a display list as SVG with real text.
 *
 * Text stays text (it can be searched, read aloud, set in the page's font), and ids are the
 * picture's own, so that several charts can stand in one page: cairo's SVG has neither.
 */
#ifndef WRITE_SVG_H
#define WRITE_SVG_H

#include "chart/display_list.h"

/* `id` makes the ids unique in a page. Errors: INTERNAL when a number is not finite. */
GBytes *svg_of_list(const struct display_list *list, const char *id, GError **error);

#endif
