/* Which cells of a finished crosstab are sums of others. */
#include "build/sheet.h"

/* Which rows are the sum of their children in every additive column. */
static guint8 *rows_that_add_up(const struct book_table *table)
{
    guint rows = table->rows->len;
    guint8 *adds_up = g_malloc0(MAX(rows, 1));
    g_autofree gint64 *sum = g_new(gint64, MAX(rows, 1));
    for (guint r = 0; r < rows; r++)
        if (book_row(table, r)->parent >= 0)
            adds_up[book_row(table, r)->parent] = 1;
    for (guint c = 0; c < table->columns->len; c++) {
        if (!book_column(table, c)->additive)
            continue;
        memset(sum, 0, rows * sizeof(gint64));
        for (guint r = 0; r < rows; r++)
            if (book_row(table, r)->parent >= 0)
                sum[book_row(table, r)->parent] += book_cell(table, r, c)->numerator;
        for (guint r = 0; r < rows; r++)
            if (sum[r] != book_cell(table, r, c)->numerator)
                adds_up[r] = 0;
    }
    return adds_up;
}

static gboolean columns_add_up(const struct book_table *table, guint parent)
{
    gboolean any = FALSE;
    for (guint r = 0; r < table->rows->len; r++) {
        gint64 sum = 0;
        for (guint c = 0; c < table->columns->len; c++)
            if (book_column(table, c)->parent == (int)parent) {
                sum += book_cell(table, r, c)->numerator;
                any = TRUE;
            }
        if (sum != book_cell(table, r, parent)->numerator)
            return FALSE;
    }
    return any;
}

static void set_relation(struct book_cell *cell, enum relation relation)
{
    if (cell->state == CELL_OK)
        cell->relation = relation;
}

void sheet_bind_sums(struct book_table *table)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (book_column(table, c)->additive && columns_add_up(table, c))
            for (guint r = 0; r < table->rows->len; r++)
                set_relation(book_cell(table, r, c), RELATION_SUM_COLUMNS);
    g_autofree guint8 *adds_up = rows_that_add_up(table);
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len && adds_up[r]; c++)
            if (book_column(table, c)->additive)
                set_relation(book_cell(table, r, c), RELATION_SUM_ROWS);
}
