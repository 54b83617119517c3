/*
 * xlsx_rows - how the rows of a table are numbered and set off from each other.
 *
 * In a table of one level rows count 1, 2, 3. With levels the outermost bear roman numerals,
 * the next 1, 2, 3 anew in each group, then a, b, c. Totals have no number. Pure.
 */
#ifndef WRITE_XLSX_ROWS_H
#define WRITE_XLSX_ROWS_H

#include <glib.h>

#include "book/book.h"

struct xlsx_rows {
    GPtrArray *numbers; /* char * a row, "" for none */
    gboolean *groups;   /* rows that hold others: printed bold */
    guint *levels;      /* indent and outline, 0 outermost */
};

struct xlsx_rows *xlsx_rows_new(const struct book_table *table);
void xlsx_rows_free(struct xlsx_rows *rows);
typedef struct xlsx_rows xlsx_rows_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xlsx_rows_t, xlsx_rows_free)

gboolean xlsx_rows_is_total(const struct book_row *row);

#endif
