/*
 * job_text - what a job would do, for `tongket run --dry-run`.
 */
#ifndef JOB_JOB_TEXT_H
#define JOB_JOB_TEXT_H

#include <glib.h>

#include "base/error.h"
#include "job/job_plan.h"

/* Files with their datasets; for each report unit, period, sheets and names of outputs. New string.
 */
GString *job_text(const struct job_plan *plan, enum language language);

#endif
