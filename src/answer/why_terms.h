/*
 * why_terms - the counts that a cell is made of.
 */
#ifndef ANSWER_WHY_TERMS_H
#define ANSWER_WHY_TERMS_H

#include "answer/why.h"

/* Fills cell->terms, without hits. The cell's table and place are set. */
void why_terms_fill(struct why_cell *cell);

/* The cap rule of the cell's table; the table is of kind cap. */
const struct cap_rule *why_terms_cap(const struct why_cell *cell);

/* The conditions that the rows of the first term meet, in words: "cap = chi_bo; xep_loai = tot".
 * New string. */
char *why_terms_conditions(const struct why_cell *cell);

/* What why_terms_fill() does for a table of kind missing. */
void why_terms_missing(struct why_cell *cell);

#endif
