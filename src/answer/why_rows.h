/*
 * why_rows - which rows stand in the terms of a cell; used by why.c only.
 *
 * One more pass over each dataset, by the same reader, rules and query that counted: a row is named
 * when it adds to the cell. The key of a row is that of its dataset without the column of time, so
 * that the same unit or person is known again in another year: a 64-bit hash, no text.
 */
#ifndef ANSWER_WHY_ROWS_H
#define ANSWER_WHY_ROWS_H

#include "answer/why.h"

/*
 * Fills the hits of all terms; `beside`: also with the rows of the table that stand elsewhere.
 * Errors: INPUT.
 */
gboolean why_rows_fill(struct why_cell *cell, gboolean beside, GError **error);

/* The order of hits (struct why_hit): by file and line. */
gint why_rows_compare(gconstpointer a, gconstpointer b);

#endif
