/*
 * job_same - whether a job would make again what is there already.
 */
#ifndef JOB_JOB_SAME_H
#define JOB_JOB_SAME_H

#include <glib.h>

#include "job/job_plan.h"

/*
 * Whether each book of the job has a manifest that speaks of the same program and libraries,
 * template, dictionary, office, choices, inputs and files, and the files are there. The plans are
 * settled; the inputs are read only for their digests. Errors: INPUT.
 */
gboolean job_same(const struct job_plan *plan, gboolean *same, GError **error);

#endif
