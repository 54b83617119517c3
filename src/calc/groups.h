/*
 * groups - one thread's facts, counted together where no table tells them apart.
 *
 * Classes of unit and time, the file and the values of the columns asked make a group (see
 * grouping.h); a row adds one to it, and its numbers to the group's sums. What is in the table is
 * poured into the tallies when it is full, and after the last row: cubes are filled once, by
 * thousands of groups instead of millions of rows, and memory does not grow with the rows. Pouring
 * goes by the text of values that only the data know, since each thread numbers them by itself. In
 * which order groups come changes nothing.
 *
 * Noted by row are: who returned, rows that no report takes, months that have rows.
 */
#ifndef CALC_GROUPS_H
#define CALC_GROUPS_H

#include <glib.h>

#include "calc/grouping.h"

struct groups;

/* Made and freed by the thread that has the grouping, which is kept. */
struct groups *groups_new(struct grouping *grouping);
void groups_free(struct groups *groups);

/* All facts are of one vocabulary. */
void groups_take(struct groups *groups, const struct fact *fact);

/* Gives all that was taken to the tallies. Several threads may pour at once. */
void groups_pour(struct groups *groups);

#endif
