/*
 * xlsx_formula - a table's law written as a live formula.
 *
 * A formula stands only where the builder proved the relation and the figures shown still
 * satisfy it: recalculating must never change a printed digit. Pure.
 */
#ifndef WRITE_XLSX_FORMULA_H
#define WRITE_XLSX_FORMULA_H

#include "base/request.h"
#include "book/book.h"
#include "write/xlsx_layout.h"

/*
 * "=ROUND(C7/B7,3)", "=SUM(C7:C14)", "=SUM(C7,C12)"; NULL when the cell is to be written as a
 * value, as all are where the request says so. New string.
 */
char *xlsx_formula(const struct request *request, const struct book_table *table,
                   const struct xlsx_layout *layout, struct cell_place place);

#endif
