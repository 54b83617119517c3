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

/* The list of contents begins a page of its own unless it ends on that of what stands above it. */
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
 * the rows fall on pages; pages that are shrunk have no room. `rows`: NULL without a table.
 */
struct xlsx_flow xlsx_setup_repeat(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows);

/* Whether the sheet's one chart has room below the rows on the last of several pages. */
gboolean xlsx_setup_last_page_holds_chart(const struct xlsx_sheet *sheet, struct xlsx_flow flow);

#endif
