/* The order of the rows of a table, and which of them stay. */
#include <string.h>

#include "book/book.h"

/* 64 bits do not hold the product of two counts. */
__extension__ typedef __int128 int128;

struct sorting {
    const struct book_table *table;
    guint column;
};

/* 0: a figure; 1: none; 2: the total. */
static int rank_of(const struct sorting *sorting, guint row)
{
    if (strcmp(book_row(sorting->table, row)->code, BOOK_TOTAL_CODE) == 0)
        return 2;
    return book_cell(sorting->table, row, sorting->column)->state != CELL_OK;
}

static gint compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct sorting *sorting = data;
    guint first = *(const guint *)a, second = *(const guint *)b;
    int ranks = rank_of(sorting, first) - rank_of(sorting, second);
    if (ranks != 0)
        return ranks;
    const struct book_cell *x = book_cell(sorting->table, first, sorting->column);
    const struct book_cell *y = book_cell(sorting->table, second, sorting->column);
    int128 left = (int128)x->numerator * (y->denominator != 0 ? y->denominator : 1);
    int128 right = (int128)y->numerator * (x->denominator != 0 ? x->denominator : 1);
    if (left != right && rank_of(sorting, first) == 0)
        return left > right ? -1 : 1;
    return first < second ? -1 : first > second;
}

/* Rows and cells take the order's places, and what refers to rows goes with them. */
static void move_rows(struct book_table *table, const guint *order)
{
    guint rows = table->rows->len, columns = table->columns->len;
    g_autofree guint *new = g_new(guint, rows);
    g_autofree struct book_row *old = g_memdup2(table->rows->data, rows * sizeof *old);
    struct book_cell *cells = g_new(struct book_cell, (gsize)rows * columns);
    for (guint i = 0; i < rows; i++)
        new[order[i]] = i;
    for (guint i = 0; i < rows; i++) {
        *book_row(table, i) = old[order[i]];
        if (book_row(table, i)->parent >= 0)
            book_row(table, i)->parent = (int)new[book_row(table, i)->parent];
        for (guint c = 0; c < columns; c++) {
            struct book_cell *cell = &cells[(gsize)i * columns + c];
            *cell = *book_cell(table, order[i], c);
            if (cell->relation != RELATION_RATIO)
                continue;
            cell->part.row = new[cell->part.row];
            cell->whole.row = new[cell->whole.row];
        }
    }
    g_free(table->cells);
    table->cells = cells;
}

void book_table_sort(struct book_table *table, guint column)
{
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    struct sorting sorting = {table, column};
    for (guint i = 0; i < table->rows->len; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_rows, &sorting);
    move_rows(table, &g_array_index(order, guint, 0));
}

static void keep_range(GArray *lines, guint first, guint count)
{
    if (first + count < lines->len)
        g_array_remove_range(lines, first + count, lines->len - first - count);
    if (first > 0)
        g_array_remove_range(lines, 0, first);
}

static gboolean is_total_count(const struct book_column *column)
{
    return strcmp(column->code, BOOK_TOTAL_CODE) == 0 &&
           measure_info(column->measure)->form->is_count;
}

void book_table_keep_totals(struct book_table *table, gboolean grand)
{
    guint rows = table->rows->len, columns = table->columns->len, row = 0, column = 0;
    while (row < rows && strcmp(book_row(table, row)->code, BOOK_TOTAL_CODE) != 0)
        row++;
    while (grand && column < columns && !is_total_count(book_column(table, column)))
        column++;
    guint kept_rows = row < rows, kept = grand ? column < columns : columns;
    struct book_cell *cells = g_new0(struct book_cell, MAX(kept, 1));
    for (guint c = 0; c < kept && kept_rows > 0; c++) {
        cells[c] = *book_cell(table, row, column + c);
        cells[c].relation = RELATION_NONE;
    }
    g_free(table->cells);
    table->cells = cells;
    keep_range(table->rows, row, kept_rows);
    keep_range(table->columns, column, kept);
    g_clear_pointer(&table->words, g_hash_table_unref);
    for (guint r = 0; r < table->rows->len; r++)
        book_row(table, r)->parent = -1;
    for (guint c = 0; c < table->columns->len; c++) {
        book_column(table, c)->parent = grand ? -1 : book_column(table, c)->parent;
        g_clear_pointer(&book_column(table, c)->parts, g_array_unref);
    }
    table->rows_exhaustive = FALSE;
    table->columns_exhaustive = table->columns_exhaustive && !grand;
}
