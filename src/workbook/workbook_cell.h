/*
 * workbook_cell - a cell of a worksheet: what it holds, and its place by name ("D9").
 *
 * Rows and columns count from 0 here: row 8, column 3 is "D9".
 */
#ifndef WORKBOOK_WORKBOOK_CELL_H
#define WORKBOOK_WORKBOOK_CELL_H

#include <glib.h>

#define WORKBOOK_ROWS 1048576
#define WORKBOOK_COLUMNS 16384

struct workbook_place {
    guint row, column;
};

struct workbook_cell {
    struct workbook_place place;
    gboolean is_text;
    const char *value;   /* a number as the file writes it; "" where only a formula stands */
    const char *formula; /* without "="; NULL: none */
};

/* "D9". New string. */
char *workbook_cell_name(struct workbook_place place);

/* FALSE for anything but capital letters and a number inside a worksheet. */
gboolean workbook_cell_parse(const char *name, struct workbook_place *place);

/* Whether the cell holds the number `scaled` / 10^decimals, as exactly as a double does. */
gboolean workbook_cell_is_number(const struct workbook_cell *cell, gint64 scaled, guint decimals);

#endif
