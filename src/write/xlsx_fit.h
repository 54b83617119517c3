/*
 * xlsx_fit - how wide the columns of a sheet are and on what paper it stands, measured.
 *
 * Figures are never cut, labels and headers wrap at blanks.
 */
#ifndef WRITE_XLSX_FIT_H
#define WRITE_XLSX_FIT_H

#include "write/xlsx_layout.h"
#include "write/xlsx_output.h"

extern const struct xlsx_style xlsx_fit_header_style;

/* A label stands off the rule at its left, and in by a step more for each level. */
guint8 xlsx_fit_label_indent(const struct xlsx_rows *rows, guint row);

/* The one column of a sheet that holds text only. */
#define XLSX_TEXT_COLUMN 400.0

/*
 * Column widths and paper that would serve a sheet, the plainest first; at least one. `rows`: of
 * its table, or NULL. An array of struct xlsx_page *, which it owns.
 */
GPtrArray *xlsx_fit_pages(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows);

#endif
