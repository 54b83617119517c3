/*
 * job_frozen - how a file is read, put into words, and held against what a job file has frozen.
 *
 * A month that nobody watches must not be read in another way than the month somebody looked at: a
 * file with other headers, another delimiter or encoding may be right, but a person has to say so.
 */
#ifndef JOB_JOB_FROZEN_H
#define JOB_JOB_FROZEN_H

#include <glib.h>

#include "job/job_plan.h"

/* The traits of a file beside its columns, as keys of a job file; NULL after the last. */
const char *job_frozen_trait(guint trait);

/* How the file has that trait; NULL: it has not. New string. */
char *job_frozen_of_input(const struct input *input, guint trait);

/* Whether the frozen name is a pattern (`ky_luat_*.csv`) that the name of the file fits. */
gboolean job_frozen_fits(const char *frozen, const char *name);

/*
 * Holds each file against what was frozen for its name, else for a pattern that its name fits. A
 * frozen file must come, unless its dataset may be missing and is, and no other file may come that
 * a report would read. A job in which nothing is frozen takes files as they like. The inputs must
 * be open (workspace_find()). Errors: INPUT.
 */
gboolean job_frozen_check(const struct job_plan *plan, GError **error);

/*
 * The encoding before Unicode that the frozen files are written in, so that next month's evidence
 * need not find it again; NULL: none, or several.
 */
const char *job_frozen_encoding(const struct job *job);

#endif
