/*
 * job_run - reports that nobody watches, all or none.
 *
 * Each dataset is read once for all reports. Nothing is written before everything has been
 * looked at (job_guard.h): whoever gets the reports sees those of the last time or new ones that
 * hold.
 */
#ifndef JOB_JOB_RUN_H
#define JOB_JOB_RUN_H

#include <glib.h>

#include "job/job_plan.h"

struct job_outcome {
    GPtrArray *paths;   /* char *: files made */
    gboolean unchanged; /* nothing had changed, nothing was done */
};

void job_outcome_clear(struct job_outcome *outcome);
typedef struct job_outcome job_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(job_outcome_t, job_outcome_clear)

/*
 * Runs a filled plan; the caller clears the outcome whatever comes of it. A dry run reads the data,
 * builds the books and holds them to all guards, and stops before the first file is written.
 * Errors: those of a report, and INPUT from the guards.
 */
gboolean job_run(const struct job_plan *plan, const struct request *asked,
                 struct job_outcome *outcome, GError **error);

#endif
