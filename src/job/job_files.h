/*
 * job_files - which files a report will make, known before it is made.
 */
#ifndef JOB_JOB_FILES_H
#define JOB_JOB_FILES_H

#include <glib.h>

#include "run/report_plan.h"

/*
 * Names of the files of a scope's book, relative to the output folder, in the order they are
 * written; the manifest is not among them. The plan must be settled. New array of new strings.
 */
GPtrArray *job_files_of_book(const struct report_plan *plan, guint scope);

/* STEM of the index of a burst; NULL: the plan is none. New string. */
char *job_files_index(const struct report_plan *plan);

#endif
