/*
 * job_plan - a job file with its workspace and a plan a report, ready for the pass.
 *
 * All reports share the workspace, so that each dataset is read once (report_pass.h). What
 * report_plan.h has to say against a report is said with its place in the job file.
 */
#ifndef JOB_JOB_PLAN_H
#define JOB_JOB_PLAN_H

#include <glib.h>

#include "deliver/lock.h"
#include "run/report_plan.h"
#include "spec/job.h"

struct job_plan {
    struct job_file *file;
    struct lock *lock; /* of the output folder; NULL: a dry run */
    struct workspace *workspace;
    GPtrArray
        *requests;    /* struct request *, of the reports: they agree on all but the reports' own */
    GPtrArray *plans; /* struct report_plan * */
};

/*
 * Judges the job, its templates and its dictionary, and takes the lock, before any data are looked
 * at. `asked` is the request of the command line: its file is the job. The caller clears the plan
 * whatever comes of it, which releases the lock. Errors: SPEC, INPUT, USAGE, OUTPUT, LOCKED.
 */
gboolean job_plan_fill(struct job_plan *plan, const struct request *asked,
                       const struct search *search, GError **error);
void job_plan_clear(struct job_plan *plan);
typedef struct job_plan job_plan_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(job_plan_t, job_plan_clear)

#endif
