/*
 * xlsx_picture - a sheet's charts as pictures below its notes.
 *
 * A picture never covers text: it has rows of its own. It does not cross a page's end; a chart
 * longer than a page continues on the next. It is laid out in the size it has on paper, so that
 * its text prints in full size.
 */
#ifndef WRITE_XLSX_PICTURE_H
#define WRITE_XLSX_PICTURE_H

#include "write/xlsx_output.h"

/*
 * Charts from `row` on; `flow` says how the rows above fall on pages. Returns the last row used:
 * `row` - 1 without charts.
 */
guint xlsx_picture_write(const struct xlsx_sheet *sheet, struct xlsx_flow flow, guint row);

/* Whether each of the first charts has room on one page of the sheet below rows of this height. */
gboolean xlsx_picture_fits(const struct xlsx_sheet *sheet, guint count, double used);

#endif
