/*
 * xlsx_slice - a chart that is longer than a page, in pieces for several.
 */
#ifndef WRITE_XLSX_SLICE_H
#define WRITE_XLSX_SLICE_H

#include <glib.h>

#include "chart/display_list.h"

/*
 * A chart longer than a page in pieces of about one height: at most `first` points, then `room`.
 * Cuts run between rows: through no text and no bar. An array of struct display_list *, which it
 * owns. Pure.
 */
GPtrArray *xlsx_slice_list(const struct display_list *list, const struct ruler *ruler, double first,
                           double room);

#endif
