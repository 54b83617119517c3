/*
 * xlsx_sheet - one sheet of the book as a worksheet.
 *
 * Title, paragraphs, notes, charts and page setup are here; the table and the list in
 * between are xlsx_table and xlsx_list.
 */
#ifndef WRITE_XLSX_SHEET_H
#define WRITE_XLSX_SHEET_H

#include "write/xlsx_output.h"
#include "write/xlsx_page.h"

/* What the parts of a sheet need while it is written. */
struct xlsx_sheet {
    struct xlsx_output *output;
    const struct book_sheet *source;
    struct xlsx_layout layout;
    struct xlsx_page *page;
};

/* Writes sheet `index` of the book; failures stay in the output. */
void xlsx_sheet_write(struct xlsx_output *output, guint index);

/*
 * Merges row over the columns of the first page (those of figures, if further pages stand beside
 * it) and gives it the height its text takes.
 */
void xlsx_sheet_line(const struct xlsx_sheet *sheet, guint row, const char *text,
                     struct xlsx_style style);

#endif
