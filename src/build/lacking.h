/*
 * lacking - what some file of a dataset does not say, so that figures which need it are not known.
 *
 * A file may have no column for what a condition asks: its blanks are no answers. A wide table
 * (read/wide.h) may have no column for a value: who has it is then not told, which is no zero.
 */
#ifndef BUILD_LACKING_H
#define BUILD_LACKING_H

#include "book/book.h"
#include "build/grid.h"

/* The column that the conditions of a cell ask and some file does not have, or not for a value that
 * the cell counts; NULL: none. A row or column that is NULL stands for the total. */
const struct column *lacking_column(const struct grid *grid, const struct grid_line *row,
                                    const struct grid_line *column);

/* Says so below the table. */
void lacking_add_notes(const struct grid *grid, struct book_sheet *sheet);

#endif
