/*
 * check_groups - findings that say the same of one column of a file, as one.
 *
 * Thousands of lines that one by one say the same are read by nobody. Findings of one rule with
 * one text are a group; where a column of a file still has more groups of a rule than a reader goes
 * through, those of one place in the tree are. Who has not returned is not told here (see
 * check_missing.h), nor what an exception accepts.
 */
#ifndef ANSWER_CHECK_GROUPS_H
#define ANSWER_CHECK_GROUPS_H

#include "answer/check_run.h"

/* More groups than these of a rule in a column of a file are put together by place. */
#define CHECK_GROUPS_MANY 30

struct check_group {
    GPtrArray *findings; /* const struct finding *, in their order */
    gboolean by_place;   /* they differ */
    gint32 place;        /* by place: the unit below `top` that they are in, or UNIT_NONE */
};

/*
 * Of these findings (guint: places in the list) on units below `top` (UNIT_NONE: on all data), in
 * the order of their first ones. New array that owns its groups; the findings must outlive it.
 */
GPtrArray *check_groups(const struct check_outcome *outcome, const GArray *findings, gint32 top);

/* "12–15, 20, …": the lines of a group; "" for a whole file. New string. */
char *check_group_lines(const struct check_group *group);

/* What is wrong; of findings that differ the first ones with their lines. New string. */
char *check_group_text(const struct check_group *group);

/* What to do, if the same is to be done for all; else NULL. New string. */
char *check_group_advice(const struct check_group *group);

#endif
