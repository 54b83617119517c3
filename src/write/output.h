/*
 * output - how writers put bytes into the job's folder, but for libxlsxwriter, which writes its
 * file itself (xlsx_interpose.h watches it).
 *
 * A file is there wholly or not at all: every step up to fclose() is checked, and what could not
 * be finished is removed again. Where it comes to rest, and fsync, are the caller's business.
 */
#ifndef WRITE_OUTPUT_H
#define WRITE_OUTPUT_H

#include "write/writer.h"

/*
 * Writes the bytes to `name` (relative to the job's folder; its own folder is made) and appends
 * the name to the job's files. Errors: OUTPUT.
 */
gboolean output_write(const struct write_job *job, const char *name, const char *bytes,
                      gsize length, GError **error);

#endif
