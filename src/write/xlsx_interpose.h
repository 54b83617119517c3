/*
 * xlsx_interpose - two functions that libxlsxwriter calls and this program defines itself.
 *
 * A program's own definitions stand before those of its shared libraries. Where a library calls
 * them some other way, nothing breaks: the workbook is a little larger, and a failed write shows in
 * the read-back only.
 *
 * The temporary files. libxlsxwriter writes each part of a workbook to one and checks neither
 * fprintf nor fflush there: with a full disk it delivers a broken workbook and reports success. It
 * opens them by `tmpfileplus`; ours gives streams over memory, and over an unlinked private file
 * once they are long, which remember their first failed read or write.
 *
 * The entries of the zip file. A PNG is compressed already; to deflate it again takes as long as
 * drawing it and wins a few per cent. Ours stores entries whose names end in ".png" as they are.
 *
 * The first failure is the program's one mutable file-level state, since the library passes nothing
 * through. A book is written by one thread.
 */
#ifndef WRITE_XLSX_INTERPOSE_H
#define WRITE_XLSX_INTERPOSE_H

#include <stdio.h>

/* Called by libxlsxwriter. `prefix`, `pathname` and `keep` have no use for a file without a name.
 */
FILE *tmpfileplus(const char *dir, const char *prefix, char **pathname, int keep);

/* Forgets an earlier failure; before a workbook. */
void xlsx_interpose_reset(void);

/* The errno of the first failure since the reset; 0 when all went well. */
int xlsx_interpose_failed(void);

#endif
