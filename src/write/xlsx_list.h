/*
 * xlsx_list - lines of text in columns: findings, missing units.
 */
#ifndef WRITE_XLSX_LIST_H
#define WRITE_XLSX_LIST_H

#include "write/xlsx_sheet.h"

/* As xlsx_table_wants(). */
void xlsx_list_wants(const struct xlsx_sheet *sheet, struct xlsx_want *wants);

void xlsx_list_write(const struct xlsx_sheet *sheet);

#endif
