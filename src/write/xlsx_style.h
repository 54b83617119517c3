/*
 * xlsx_style - how a cell looks, as a plain value, and how much room its text takes.
 *
 * Equal values give one format of the workbook, made at first use.
 */
#ifndef WRITE_XLSX_STYLE_H
#define WRITE_XLSX_STYLE_H

#include <glib.h>
#include <xlsxwriter.h>

#include "base/measure.h"
#include "book/book.h"
#include "write/draw.h"

#define XLSX_FONT "Times New Roman"

/* Points. Pages are never shrunk so far that the least of these prints below 8 points. */
#define XLSX_SIZE_BODY 11
#define XLSX_SIZE_TEXT 12
#define XLSX_SIZE_TITLE 14

enum xlsx_align { XLSX_LEFT, XLSX_CENTER, XLSX_RIGHT, XLSX_JUSTIFY };

enum xlsx_border {
    XLSX_BORDER_NONE,
    XLSX_BORDER_THIN,
    XLSX_BORDER_TOTAL, /* thin, with a heavier line above */
    XLSX_BORDER_BELOW, /* a line below only */
};

enum xlsx_content { XLSX_GENERAL, XLSX_TEXT, XLSX_MEASURE, XLSX_PLACE };

/* All members are bytes, so that styles compare as memory. */
struct xlsx_style {
    guint8 size;
    guint8 bold, italic, underline, link;
    guint8 align; /* enum xlsx_align */
    guint8 top;   /* text at the top of the cell instead of its middle */
    guint8 wrap, rotated, shaded;
    guint8 indent;  /* steps */
    guint8 border;  /* enum xlsx_border */
    guint8 content; /* enum xlsx_content */
    guint8 measure; /* enum measure, of XLSX_MEASURE */
    guint8 estimate;
    guint8 level; /* enum book_level */
    guint8 mark;  /* enum book_mark: the tint of a line that says how things stand */
};

/* Formats by style; the workbook owns the formats, the table the keys. */
GHashTable *xlsx_style_table_new(void);

/*
 * `words`, unless it is NULL, is what a number of the style is printed as. NULL only when
 * libxlsxwriter has no memory.
 */
lxw_format *xlsx_style_format(GHashTable *table, lxw_workbook *workbook, struct xlsx_style style,
                              const char *words);

/* Before a count below zero (a limit passed), which is red too: for who sees or prints no colour.
 */
#define XLSX_BELOW_ZERO "▼ "

/*
 * How much room a text takes in a cell, in points with the cell's own margins: on one line.
 * Measured with Liberation Serif, which has the widths of Times New Roman; spreadsheet programs
 * round glyphs to screen pixels, so a little is added.
 */
double xlsx_measure_width(struct pen *pen, const char *text, struct xlsx_style style);

/* The longest word, below which a column should not shrink. */
double xlsx_measure_word(struct pen *pen, const char *text, struct xlsx_style style);

/* Height of a row that shows the text, wrapped into a cell of that width. */
double xlsx_measure_height(struct pen *pen, const char *text, struct xlsx_style style,
                           double width);

#endif
