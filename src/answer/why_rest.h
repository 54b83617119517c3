/*
 * why_rest - what makes the figure of all rows that a table prints as one: what makes that of each.
 */
#ifndef ANSWER_WHY_REST_H
#define ANSWER_WHY_REST_H

#include "answer/why.h"

/* Fills cell->terms as why_terms_fill() does, for a cell of such a row (book_row_is_rest()). */
void why_rest_fill(struct why_cell *cell);

#endif
