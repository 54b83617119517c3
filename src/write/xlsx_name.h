/*
 * xlsx_name - names inside a workbook: sheets, defined names, references.
 *
 * libxlsxwriter lets names pass that Excel refuses (32 UTF-16 units, "History", two names that
 * differ only in the case of "Đ") and leaves names unquoted that look like a cell ("Q1", "2024").
 * The tab names are therefore made here, once, for the writer and for whoever reads the workbook
 * back. All functions return new strings.
 */
#ifndef WRITE_XLSX_NAME_H
#define WRITE_XLSX_NAME_H

#include <glib.h>

#include "book/book.h"

/*
 * Tab names: the cover, then sheet 0 of the book, sheet 1, …; after them for each sheet again the
 * tab of its charts, used when its table is longer than a page. An array of char *.
 */
GPtrArray *xlsx_name_sheets(const struct book *book);

/* A sheet's name as it stands in formulas and links: always quoted, "'" doubled. */
char *xlsx_name_quote(const char *sheet);

/*
 * The defined name of a table: "tk_" and the id with "_" for every other sign, made
 * unique among `taken` (a set of names in lower case, which it joins).
 */
char *xlsx_name_define(const char *id, GHashTable *taken);

#endif
