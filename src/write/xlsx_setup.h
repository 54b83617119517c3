/*
 * xlsx_setup - paper, margins, page numbers and repeated rows of a worksheet.
 */
#ifndef WRITE_XLSX_SETUP_H
#define WRITE_XLSX_SETUP_H

#include "write/xlsx_layout.h"
#include "write/xlsx_output.h"

/* A4, margins, header and footer; for every sheet and the cover. */
void xlsx_setup_paper(struct xlsx_output *output, const struct xlsx_page *page);

/* What is printed: from the first row to `last_row`, over all columns of the sheet. */
void xlsx_setup_area(struct xlsx_output *output, const struct xlsx_page *page, guint last_row);

/* A cover that is longer than a page is torn before its list of contents. */
void xlsx_setup_cover(struct xlsx_output *output, const struct xlsx_page *page, guint contents_row);

/*
 * Whether the first chart, and below it a foot of that height, have room on the page below the rows
 * written so far.
 */
gboolean xlsx_setup_is_one_page(const struct xlsx_sheet *sheet, double foot);

/*
 * The header rows repeated on paper, if the rows written so far need more than a page, and
 * frozen on the screen; rows that are a little more than a page are shrunk onto it, and pages of a
 * longer table end where it can be cut: no heading of a group is last, no total alone. Returns how
 * the rows fall on pages: on one only if charts may follow them there. `rows`: NULL without a
 * table.
 */
struct xlsx_flow xlsx_setup_repeat(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows);

#endif
