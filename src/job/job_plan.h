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

struct job_options {
    const char *file;
    gboolean dry_run;                /* nothing is written: the folder is not locked */
    gboolean if_changed;             /* nothing is done when nothing has changed */
    gboolean accept;                 /* a person has looked at totals that jumped */
    guint wait_seconds;              /* for the lock */
    date today;                      /* for last-month */
    const struct progress *progress; /* NULL: nobody watches */
};

struct job_plan {
    struct job_file *file;
    struct lock *lock; /* of the output folder; NULL: a dry run */
    struct workspace *workspace;
    char *out;
    char **data; /* NULL-terminated */
    char *dictionary, *office;
    GPtrArray *options; /* struct report_options * */
    GPtrArray *plans;   /* struct report_plan * */
    GPtrArray *owned;   /* what the options point to */
};

/*
 * Judges the job, its templates and its dictionary, and takes the lock, before any data are looked
 * at. The caller clears the plan whatever comes of it,
 * which releases the lock. Errors: SPEC, INPUT, USAGE, OUTPUT, LOCKED.
 */
gboolean job_plan_fill(struct job_plan *plan, const struct job_options *options,
                       const struct search *search, GError **error);
void job_plan_clear(struct job_plan *plan);
typedef struct job_plan job_plan_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(job_plan_t, job_plan_clear)

#endif
