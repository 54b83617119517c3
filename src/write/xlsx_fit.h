/*
 * xlsx_fit - how wide the columns of a table may be and want to be, measured.
 *
 * Figures are never cut, labels and headers wrap at blanks.
 */
#ifndef WRITE_XLSX_FIT_H
#define WRITE_XLSX_FIT_H

#include "write/xlsx_rows.h"
#include "write/xlsx_sheet.h"

/* The headings over the columns that are not figures. */
#define XLSX_NUMBER_HEADING "TT"
#define XLSX_CODE_HEADING "Mã"

extern const struct xlsx_style xlsx_fit_header_style;

/* How headings over one column are meant to stand. */
enum xlsx_fit { XLSX_FIT_LEVEL, XLSX_FIT_TURNED };

/* `wants` has layout.width places. */
void xlsx_fit_table(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows, enum xlsx_fit fit,
                    struct xlsx_want *wants);

#endif
