/*
 * xlsx_text - text from data made safe for a workbook.
 *
 * A workbook is XML: control characters and U+FFFE/FFFF make a part ill-formed, "_x0041_" is read
 * back as "A", "&" starts a code in a page header. Nothing else about a text changes.
 * All functions return new strings.
 */
#ifndef WRITE_XLSX_TEXT_H
#define WRITE_XLSX_TEXT_H

#include <glib.h>

/* What a cell holds, in UTF-16 units. */
#define XLSX_TEXT_LIMIT 32767

/*
 * For cells: control characters but the newline become blanks, what XML does not take
 * becomes U+FFFD, and a literal "_xHHHH_" is escaped.
 */
char *xlsx_text_clean(const char *text);

/* As above in one line, cut to `limit` characters (for properties and page headers). */
char *xlsx_text_line(const char *text, guint limit);

/* For page headers and footers: "&" doubled. */
char *xlsx_text_header(const char *text);

/* Length as Excel counts it. */
gsize xlsx_text_units(const char *text);

/*
 * A long text as several, each short enough for a row of its own (a row ends at 409
 * points); cut at blanks. An array of char *.
 */
GPtrArray *xlsx_text_pieces(const char *text);

#endif
