/*
 * csv_line - one line of the CSV that we write: commas, LF, quotes only where RFC 4180 needs them.
 *
 * A spreadsheet that opens the file takes a text that begins with = + - @ TAB or CR for a formula
 * and runs it, so such a text gets an apostrophe before it.
 */
#ifndef WRITE_CSV_LINE_H
#define WRITE_CSV_LINE_H

#include <glib.h>

/* A text without the comma before it. */
void csv_line_text(GString *csv, const char *text);

/* Fields (NULL-terminated) and the line end. A number ("-5", "+1.5") stays one. */
void csv_line_append(GString *csv, const char *const *fields);

#endif
