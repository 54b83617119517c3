/*
 * check_run - every dataset of the data is read once and held to all rules; no report is made.
 *
 * A file that is refused does not keep the other datasets from being looked at.
 */
#ifndef ANSWER_CHECK_RUN_H
#define ANSWER_CHECK_RUN_H

#include <glib.h>

#include "base/period.h"
#include "run/workspace.h"

/* What a unit should have returned to a dataset. */
struct check_gap {
    guint expected, made; /* periods */
    char *periods;        /* those that are missing, in words; "": none */
};

/* Who should have returned to one dataset, and who did; counted in units and periods. */
struct check_returns {
    const struct dataset *dataset;
    GArray *gaps; /* struct check_gap, by unit */
    guint expected, made;
    guint nil;     /* of those made: nothing but zeros */
    guint64 blank; /* rows that name a unit and say nothing */
};

struct check_outcome {
    struct workspace *workspace; /* for findings and accounts; set even on failure */
    struct period period;        /* its name is empty if none was given */
    GArray *returns;             /* struct check_returns, in the dictionary's order */
};

void check_outcome_clear(struct check_outcome *outcome);
typedef struct check_outcome check_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(check_outcome_t, check_outcome_clear)

/* Errors: USAGE, INPUT (the first file refused), SPEC. */
gboolean check_run(const struct request *request, const struct search *search,
                   struct check_outcome *outcome, GError **error);

#endif
