/*
 * table_match_sheet - the rows and columns of a table on one sheet; used by table_match.c only.
 */
#ifndef ANSWER_TABLE_MATCH_SHEET_H
#define ANSWER_TABLE_MATCH_SHEET_H

#include "answer/table_match.h"

/* So many numbers, all of them TABLE_MATCH_NOWHERE. New array of guint. */
GArray *table_match_sheet_numbers(guint count);

/*
 * Finds the table on its sheet, which is set, and what else stands amid it. How many of its rows
 * bear their labels there; 0, and each row and column where it was made, when the manifest notes no
 * labels (version 2).
 */
guint table_match_sheet_fill(struct table_match *match, const struct workbook *workbook);

#endif
