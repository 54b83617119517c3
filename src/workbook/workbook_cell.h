/*
 * workbook_cell - a cell of a worksheet: what it holds, and its place by name ("D9").
 *
 * Rows and columns count from 0 here: row 8, column 3 is "D9".
 */
#ifndef WORKBOOK_WORKBOOK_CELL_H
#define WORKBOOK_WORKBOOK_CELL_H

#include <glib.h>

#include "workbook/workbook_format.h"

/* Among the properties of a workbook: when it was saved, "2025-01-20T03:15:00Z"; without the zone
 * it is that of who saved it. */
#define WORKBOOK_MODIFIED "dcterms:modified"

#define WORKBOOK_ROWS 1048576
#define WORKBOOK_COLUMNS 16384

struct workbook_place {
    guint row, column;
};

enum workbook_kind {
    WORKBOOK_NUMBER,
    WORKBOOK_TEXT,
    WORKBOOK_BOOLEAN, /* 1 or 0 */
    WORKBOOK_ERROR,   /* "#N/A" */
    WORKBOOK_DATE,    /* 2024-08-31, perhaps with the time */
    WORKBOOK_NO_VALUE /* a formula whose value was not kept */
};

struct workbook_cell {
    struct workbook_place place;
    gboolean is_text;    /* anything but a number */
    const char *value;   /* a number as the file writes it; "" where only a formula stands */
    const char *formula; /* without "="; NULL: none */
    enum workbook_kind kind;
    struct workbook_format format; /* if it was asked for */
};

/* "D9". New string. */
char *workbook_cell_name(struct workbook_place place);

/* FALSE for anything but capital letters and a number inside a worksheet. */
gboolean workbook_cell_parse(const char *name, struct workbook_place *place);

/* Whether the cell holds the number `scaled` / 10^decimals, as exactly as a double does. */
gboolean workbook_cell_is_number(const struct workbook_cell *cell, gint64 scaled, guint decimals);

/*
 * What the cells of a workbook come to: how many hold a value, and a sum over all.
 *
 * The writer adds each cell as it hands it to the library, the reader each cell that it finds in
 * the file. A cell that was lost, moved or changed on the way makes the two differ. The order of
 * the cells has no say.
 */
struct cell_sum {
    guint64 cells, sum;
};

/* `tab` is the name of the sheet. */
void cell_sum_add_text(struct cell_sum *sum, const char *tab, struct workbook_place place,
                       const char *text);
/* Fifteen digits count: a file holds no more for certain. */
void cell_sum_add_number(struct cell_sum *sum, const char *tab, struct workbook_place place,
                         double value);

#endif
