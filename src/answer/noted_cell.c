#include "answer/noted_cell.h"

#include <string.h>

/* The `number`-th row of that code; -1: none. */
static int find_row(const struct book_table *table, const char *code, guint number)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && strcmp(book_row(table, r)->code, code) == 0 &&
            number-- == 0)
            return (int)r;
    return -1;
}

static int find_column(const struct book_table *table, const struct manifest_column *wanted,
                       guint number)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(book_column(table, c)->code, wanted->code) == 0 &&
            strcmp(measure_info(book_column(table, c)->measure)->code, wanted->measure) == 0 &&
            number-- == 0)
            return (int)c;
    return -1;
}

/* How many rows of the same code stand above it. */
static guint row_number(const struct manifest_table *noted, guint row)
{
    guint number = 0;
    for (guint r = 0; r < row; r++)
        number +=
            g_strcmp0(g_ptr_array_index(noted->rows, r), g_ptr_array_index(noted->rows, row)) == 0;
    return number;
}

static const struct manifest_column *column_at(const struct manifest_table *noted, guint column)
{
    return &g_array_index(noted->columns, struct manifest_column, column);
}

static guint column_number(const struct manifest_table *noted, guint column)
{
    const struct manifest_column *wanted = column_at(noted, column);
    guint number = 0;
    for (guint c = 0; c < column; c++)
        number += strcmp(column_at(noted, c)->code, wanted->code) == 0 &&
                  strcmp(column_at(noted, c)->measure, wanted->measure) == 0;
    return number;
}

gboolean noted_cell_find(const struct manifest_table *noted, struct cell_place at,
                         const struct book_table *table, struct cell_place *found)
{
    const char *code = g_ptr_array_index(noted->rows, at.row);
    int row = code != NULL ? find_row(table, code, row_number(noted, at.row)) : -1;
    int column = find_column(table, column_at(noted, at.column), column_number(noted, at.column));
    if (row < 0 || column < 0)
        return FALSE;
    *found = (struct cell_place){(guint)row, (guint)column};
    return TRUE;
}
