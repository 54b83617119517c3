/*
 * xlsx_header - the header of a table: up to three levels of merged cells.
 *
 * Columns of one code stand under their label, labels of one group under the group. A
 * measure's own heading is printed only where it says something: a lone count is named
 * by its label. Pure; rows count from the header's first, columns are those of the table.
 */
#ifndef WRITE_XLSX_HEADER_H
#define WRITE_XLSX_HEADER_H

#include <glib.h>

#include "book/book.h"

struct xlsx_header {
    guint first_row, last_row;
    guint first_column, last_column;
    gboolean label;   /* a column's label, whose measures stay together */
    const char *text; /* owned by the table */
};

guint xlsx_header_levels(const struct book_table *table);

/* An array of struct xlsx_header that covers levels × columns once. */
GArray *xlsx_header_cells(const struct book_table *table);

#endif
