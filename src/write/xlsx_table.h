/*
 * xlsx_table - the table of a sheet: header, index row, rows, total.
 */
#ifndef WRITE_XLSX_TABLE_H
#define WRITE_XLSX_TABLE_H

#include "write/xlsx_layout.h"
#include "write/xlsx_output.h"

/* Height of a row of one line, in points. */
#define XLSX_TABLE_ROW 18.75

/* The sheet's page must hold the widths that xlsx_fit asked for. */
void xlsx_table_write(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows);

#endif
