/*
 * sheet_rest - the row of all that a table does not print one by one.
 *
 * Its figures are made of the same facts as those of its rows: counts are added up, shares taken of
 * the added base, comparisons of the units that return in both years, averages and medians of the
 * numbers of all its rows. What counts different things cannot be added: the same thing may stand
 * in two of the rows.
 */
#ifndef BUILD_SHEET_REST_H
#define BUILD_SHEET_REST_H

#include "build/coverage.h"
#include "build/sheet.h"

/* Adds the row for some rows of a crosstab (guint) that stand as the grid has them. */
void sheet_fill_rest(const struct sheet_task *task, struct book_table *table, const GArray *rows);

#endif
