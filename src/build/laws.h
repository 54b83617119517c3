/*
 * laws - what must be true of a finished book, whatever the data were.
 *
 * One function a law and one row in the table of laws.c. The laws that held are printed on the
 * cover; a broken one stops the run, since the program itself is then wrong.
 */
#ifndef BUILD_LAWS_H
#define BUILD_LAWS_H

#include "build/report.h"

/* Appends to book->laws. Errors: SPEC, naming sheet, row and column. */
gboolean laws_check(struct book *book, GError **error);

/*
 * The same for the rows of a report: each row that the reader used is counted, or outside the
 * period, or outside the unit, and is so once. `accounts`: struct account_told.
 */
gboolean laws_check_rows(const GArray *accounts, struct book *book, GError **error);

/* Takes from book->laws how often each was tested: that tells of cells that are hidden. */
void laws_untell(struct book *book);

#endif
