/*
 * noted_cell - cells of a table as a manifest notes it, found again in a book by their codes.
 */
#ifndef ANSWER_NOTED_CELL_H
#define ANSWER_NOTED_CELL_H

#include "book/book.h"
#include "deliver/manifest_read.h"

/*
 * The place in `table` of a noted row and column, counted from 0; codes that stand there several
 * times are told by their order. FALSE: the table has no such cell any more.
 */
gboolean noted_cell_find(const struct manifest_table *noted, struct cell_place at,
                         const struct book_table *table, struct cell_place *found);

#endif
