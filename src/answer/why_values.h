/*
 * why_values - the numbers that an average or a median is of.
 */
#ifndef ANSWER_WHY_VALUES_H
#define ANSWER_WHY_VALUES_H

#include "answer/why.h"
#include "build/operand.h"

/* Keeps in the cell how its numbers spread, if it is such a figure of the grid. */
void why_values_fill(struct why_cell *cell, const struct grid *grid,
                     const struct template_shown *shown, struct operand here);

/* Of such a figure the count at a place of its formula. New string. */
char *why_values_count(const struct why_cell *cell, guint place);

/* A line "27 × 3, 28 × 5, …": each number with how many rows say it, at most `limit` of them and
 * the last one; nothing if the cell is no such figure. */
void why_values_say(const struct why_cell *cell, guint limit, enum language language,
                    GString *text);

#endif
