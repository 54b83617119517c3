/*
 * job_freeze - notes in a job file how its data are read now.
 *
 * Only the section `frozen` is replaced, or added at the end; all other bytes stay. The new file is
 * written beside the old one, loaded, and takes its place, or the old one stays.
 */
#ifndef JOB_JOB_FREEZE_H
#define JOB_JOB_FREEZE_H

#include <glib.h>

#include "read/input.h"
#include "spec/job.h"

/*
 * The text with the section put in; the line ends are the text's own. Where there is a section,
 * it ends before the next key at the start of a line, and comments and blank lines before that key
 * are not part of it. `before`: the job as it was, of which patterns of names are kept; or NULL.
 * New string.
 */
char *job_freeze_text(const char *text, const struct inputs *inputs, const struct job *before);

/*
 * At least one file is recognized. Errors: SPEC (no good job file), OUTPUT. `names`: the files that
 * were noted, "don_vi.csv, ky_luat.csv". New string.
 */
gboolean job_freeze(const char *path, const struct inputs *inputs, char **names, GError **error);

#endif
