/*
 * csv_line - one line of the CSV that we write: commas, LF, quotes only where RFC 4180 needs them.
 */
#ifndef WRITE_CSV_LINE_H
#define WRITE_CSV_LINE_H

#include <glib.h>

/* A field without the comma before it. */
void csv_line_field(GString *csv, const char *text);

/* Fields (NULL-terminated) and the line end. */
void csv_line_append(GString *csv, const char *const *fields);

#endif
