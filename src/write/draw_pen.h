/*
 * draw_pen - the part of the pen (draw.h) that needs cairo's types.
 */
#ifndef WRITE_DRAW_PEN_H
#define WRITE_DRAW_PEN_H

#include <cairo.h>

#include "write/draw.h"

/* Errors: INTERNAL when a letter has no shape. */
gboolean pen_draw_text(struct pen *pen, cairo_t *cairo, const struct display_item *item,
                       GError **error);

/* What pen_lines() knows of letters; goes with the pen. */
GPtrArray *pen_letters(struct pen *pen);

#endif
