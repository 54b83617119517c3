/*
 * xlsx_sign - the foot of a document: receivers at the left, who signs at the right.
 */
#ifndef WRITE_XLSX_SIGN_H
#define WRITE_XLSX_SIGN_H

#include "write/xlsx_output.h"

/* Height of its rows over the columns of the sheet's first page; 0: nobody signs. */
double xlsx_sign_height(struct xlsx_output *output, const struct xlsx_page *page);

/* Writes it from `row` on; returns the next free row. */
guint xlsx_sign_write(struct xlsx_output *output, const struct xlsx_page *page, guint row);

#endif
