/*
 * why_missing - what makes a figure of a table of those who have not returned.
 */
#ifndef ANSWER_WHY_MISSING_H
#define ANSWER_WHY_MISSING_H

#include "answer/why.h"

/* Fills cell->terms as why_terms_fill() does, for a table of kind missing. */
void why_missing_fill(struct why_cell *cell);

#endif
