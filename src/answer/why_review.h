/*
 * why_review - what a figure of a table of kind review rests on.
 *
 * Used by why_terms.c and why_rows.c.
 */
#ifndef ANSWER_WHY_REVIEW_H
#define ANSWER_WHY_REVIEW_H

#include "answer/why.h"

/* Adds the terms of the cell: of a cap those of its own table, of a ranking the rows that the
 * verdict rests on; of a total those of each mark. */
void why_review_fill(struct why_cell *cell);

/* Whether a verdict that a term is of rests on a fact of a dataset. */
gboolean why_review_holds(const struct why_cell *cell, const struct why_term *term,
                          const struct dataset *dataset, const struct fact *fact);

#endif
