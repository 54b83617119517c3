/*
 * xlsx_slice - a chart longer than a page as several pictures.
 *
 * Cuts run between rows: through no text and no bar. Pure.
 */
#ifndef WRITE_XLSX_SLICE_H
#define WRITE_XLSX_SLICE_H

#include <glib.h>

#include "chart/display_list.h"

/*
 * The list in pieces of about one height: at most `first` points, then `room`. An array of
 * struct display_list *, which it owns.
 */
GPtrArray *xlsx_slice(const struct display_list *list, const struct ruler *ruler, double first,
                      double room);

#endif
