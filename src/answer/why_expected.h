/*
 * why_expected - the units that should have returned for a cell; used by why_rows.c only.
 */
#ifndef ANSWER_WHY_EXPECTED_H
#define ANSWER_WHY_EXPECTED_H

#include "answer/why.h"

/* Fills the hits of a term that counts WHY_EXPECTED: a unit each, with the returns that it owes. */
void why_expected_fill(const struct why_cell *cell, struct why_term *term);

#endif
