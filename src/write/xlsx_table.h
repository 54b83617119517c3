/*
 * xlsx_table - the table of a sheet: header, index row, rows, total.
 */
#ifndef WRITE_XLSX_TABLE_H
#define WRITE_XLSX_TABLE_H

#include "write/xlsx_layout.h"
#include "write/xlsx_output.h"

/* The sheet's page must hold the widths that xlsx_fit asked for. */
void xlsx_table_write(const struct xlsx_sheet *sheet, const struct xlsx_rows *rows);

#endif
