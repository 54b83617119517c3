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

/*
 * Runs a filled plan; the paths made (char *) are appended, none when nothing had changed. Errors:
 * those of a report, and INPUT from the guards.
 */
gboolean job_run(const struct job_plan *plan, const struct job_options *options, GPtrArray *paths,
                 GError **error);

#endif
