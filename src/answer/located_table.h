/*
 * located_table - the rows and columns of a table on one sheet; used by located.c only.
 */
#ifndef ANSWER_LOCATED_TABLE_H
#define ANSWER_LOCATED_TABLE_H

#include "answer/located.h"

/* So many numbers, all of them LOCATED_NOWHERE. New array of guint. */
GArray *located_table_numbers(guint count);

/*
 * Finds the table on its sheet, which is set, and what else stands amid it. How many of its rows
 * bear their labels there; 0, and each row and column where it was made, when the manifest notes no
 * labels (version 2).
 */
guint located_table_fill(struct located *located, const struct workbook *workbook);

#endif
