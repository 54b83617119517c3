/*
 * returned - which units returned what for which year or month.
 *
 * One bit a unit and period; made while facts stream by, so that completeness needs no
 * second pass.
 */
#ifndef CALC_RETURNED_H
#define CALC_RETURNED_H

#include <glib.h>

#include "base/period.h"
#include "data/fact.h"
#include "data/unit.h"

struct returned;

/* Periods are the years (months, if the dataset's time column is one) inside `period`. */
struct returned *returned_new(const struct dataset *dataset, const struct unit_tree *tree,
                              struct period period);
void returned_free(struct returned *returned);
typedef struct returned returned_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(returned_t, returned_free)

/* The column of the answer: the first required one beyond the key; -1: none. */
int returned_answer(const struct dataset *dataset);

/* A row whose answer is blank is no return. */
void returned_take(struct returned *returned, const struct fact *fact);
/* The number of the period for which the fact is a return; -1: none. */
gint32 returned_number(const struct returned *returned, const struct fact *fact);
void returned_merge(struct returned *to, const struct returned *from);

guint returned_periods(const struct returned *returned);
/* First day and last day of a period. */
void returned_period(const struct returned *returned, guint index, date *first, date *last);
gboolean returned_has(const struct returned *returned, gint32 unit, guint period);

#endif
