/*
 * check_watch - what `check` keeps of one dataset while its facts stream by: who returned, and the
 * sums that rules over several rows need.
 */
#ifndef ANSWER_CHECK_WATCH_H
#define ANSWER_CHECK_WATCH_H

#include "base/period.h"
#include "calc/returned.h"
#include "check/gathered.h"

struct check_watch_plan {
    const struct dataset *dataset;
    const struct unit_tree *tree;
    const struct period *period; /* NULL: nobody asks who returned */
};

/* One thread's; `made` and `spoke` are NULL unless the dataset is one of returns. */
struct check_watch {
    guint64 *rows; /* by unit: those of the period, or all of them */
    const struct check_watch_plan *plan;
    struct gathered *gathered; /* may be NULL */
    struct returned *made;
    struct returned *spoke; /* who returned more than zeros */
    guint64 blank;          /* rows of the period that name a unit and say nothing */
};

/* For struct consumer: `plan` is a struct check_watch_plan, a state a struct check_watch. */
void *check_watch_new(void *plan);
void check_watch_take(void *watch, const struct fact *fact);
void check_watch_free(void *watch);

void check_watch_merge(struct check_watch *to, const struct check_watch *from);

#endif
