/*
 * job_guard - what must hold before figures that nobody watches are given out.
 *
 * All errors are INPUT: nothing has been written, and the reports of the last time stand.
 */
#ifndef JOB_JOB_GUARD_H
#define JOB_JOB_GUARD_H

#include <glib.h>

#include "job/job_plan.h"
#include "run/publication.h"

/* Each dataset that a report reads has a file, but for those the job lets be missing. */
gboolean job_guard_files(const struct job_plan *plan, GError **error);

/*
 * After the pass: what is returned month by month or year by year has rows in the period, and each
 * dataset has the rows that the job asks for.
 */
gboolean job_guard_rows(const struct job_plan *plan, GError **error);

/* The findings that nobody has accepted: a file that may be missing is none. New list. */
struct findings *job_guard_open_findings(const struct job_plan *plan);

/*
 * No total of a report with one book has moved by more than the job allows since the last time.
 * Books of a burst are not looked at: the counts of a small unit jump every month.
 */
gboolean job_guard_totals(const struct job_plan *plan, const struct publication *publication,
                          GError **error);

#endif
