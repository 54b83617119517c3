/*
 * xlsx_sheet - one sheet of the book as a worksheet.
 *
 * Title, paragraphs, notes, charts and page setup are here; the table and the list in
 * between are xlsx_table and xlsx_list.
 */
#ifndef WRITE_XLSX_SHEET_H
#define WRITE_XLSX_SHEET_H

#include "write/xlsx_output.h"

/* Writes sheet `index` of the book; failures stay in the output. */
void xlsx_sheet_write(struct xlsx_output *output, guint index);

#endif
