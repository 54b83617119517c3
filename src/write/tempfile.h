/*
 * tempfile - temporary files that do not forget a failed write.
 *
 * libxlsxwriter writes each part of a workbook to a temporary file and checks neither fprintf nor
 * fflush there: with a full disk it delivers a broken workbook and reports success. Its
 * temporary files come from the exported symbol `tmpfileplus`; this module defines that symbol, so
 * that the library gets streams over an unlinked private file which remember their first
 * failed read or write.
 *
 * This is the program's one mutable file-level state, since the library passes nothing through. A
 * book is written by one thread of a process of its own.
 */
#ifndef WRITE_TEMPFILE_H
#define WRITE_TEMPFILE_H

#include <stdio.h>

/* Called by libxlsxwriter. `prefix`, `pathname` and `keep` have no use for a file without a name.
 */
FILE *tmpfileplus(const char *dir, const char *prefix, char **pathname, int keep);

/* Forgets an earlier failure; before a workbook. */
void tempfile_reset(void);

/* The errno of the first failure since the reset; 0 when all went well. */
int tempfile_failed(void);

#endif
