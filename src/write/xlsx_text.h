/*
 * xlsx_text - texts and names from data made safe for a workbook.
 *
 * A workbook is XML: control characters and U+FFFE/FFFF make a part ill-formed, "_x0041_" is read
 * back as "A", "&" starts a code in a page header. Nothing else about a text changes.
 * All functions return new strings.
 */
#ifndef WRITE_XLSX_TEXT_H
#define WRITE_XLSX_TEXT_H

#include <glib.h>

#include "book/book.h"

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

/*
 * Tab names, made once for the writer and for whoever reads the workbook back: libxlsxwriter lets
 * names pass that Excel refuses (32 UTF-16 units, "History", two that differ only in the case of
 * "Đ"). The cover, then sheet 0 of the book, sheet 1, …; after them for each sheet again the
 * tab of its charts, used when its table is longer than a page. An array of char *.
 */
GPtrArray *xlsx_name_sheets(const struct book *book);

/* A sheet's name as it stands in formulas and links: always quoted ("Q1" and "2024" look like
 * cells), "'" doubled. */
char *xlsx_name_quote(const char *sheet);

/*
 * The defined name of a table: "tk_" and the id with "_" for every other sign, made
 * unique among `taken` (a set of names in lower case, which it joins).
 */
char *xlsx_name_define(const char *id, GHashTable *taken);

#endif
