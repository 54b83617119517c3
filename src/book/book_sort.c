/* The order of the rows of a table, and which of them stay. */
#include <string.h>

#include "book/book.h"

/* 64 bits do not hold the product of two counts. */
__extension__ typedef __int128 int128;

struct sorting {
    const struct book_table *table;
    guint column;
    gboolean rising;
};

static gboolean is_total(const struct book_row *row)
{
    return strcmp(row->code, BOOK_TOTAL_CODE) == 0;
}

/* 0: a figure; 1: none; 2: what is left of the rows; 3: the total. */
static int rank_of(const struct sorting *sorting, guint row)
{
    const struct book_row *about = book_row(sorting->table, row);
    if (is_total(about))
        return 3;
    if (book_row_is_rest(about))
        return 2;
    return book_cell(sorting->table, row, sorting->column)->state != CELL_OK;
}

int book_cell_compare(const struct book_cell *a, const struct book_cell *b)
{
    int128 left = (int128)a->numerator * (b->denominator != 0 ? b->denominator : 1);
    int128 right = (int128)b->numerator * (a->denominator != 0 ? a->denominator : 1);
    return left < right ? -1 : left > right;
}

static gint compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct sorting *sorting = data;
    guint first = *(const guint *)a, second = *(const guint *)b;
    int order = rank_of(sorting, first) - rank_of(sorting, second);
    if (order == 0 && rank_of(sorting, first) == 0)
        order = (sorting->rising ? 1 : -1) *
                book_cell_compare(book_cell(sorting->table, first, sorting->column),
                                  book_cell(sorting->table, second, sorting->column));
    return order != 0 ? order : first < second ? -1 : first > second;
}

/* The row below which another stands; -1: none, or the total, which stands below all. */
static int head_of(const struct book_table *table, guint row)
{
    int parent = book_row(table, row)->parent;
    return parent >= 0 && !is_total(book_row(table, (guint)parent)) ? parent : -1;
}

/* The rows below a head, each with those below it. */
static void add_sorted(const struct sorting *sorting, int head, GArray *order)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint r = 0; r < sorting->table->rows->len; r++)
        if (head_of(sorting->table, r) == head)
            g_array_append_val(rows, r);
    g_array_sort_with_data(rows, compare_rows, (gpointer)sorting);
    for (guint i = 0; i < rows->len; i++) {
        guint row = g_array_index(rows, guint, i);
        g_array_append_val(order, row);
        if (!is_total(book_row(sorting->table, row)))
            add_sorted(sorting, (int)row, order);
    }
}

GArray *book_table_order(const struct book_table *table, guint column, gboolean rising)
{
    struct sorting sorting = {table, column, rising};
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));
    add_sorted(&sorting, -1, order);
    return order;
}

/* What is printed instead of figures goes with its cells. */
static void move_words(struct book_table *table, const guint *order)
{
    guint columns = table->columns->len;
    GHashTable *words = g_steal_pointer(&table->words);
    for (guint i = 0; words != NULL && i < table->rows->len; i++)
        for (guint c = 0; c < columns; c++)
            book_table_set_words(
                table, (struct cell_place){i, c},
                g_hash_table_lookup(words, GSIZE_TO_POINTER((gsize)order[i] * columns + c)));
    g_clear_pointer(&words, g_hash_table_unref);
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
    move_words(table, order);
}

void book_table_sort(struct book_table *table, guint column, gboolean rising)
{
    g_autoptr(GArray) order = book_table_order(table, column, rising);
    if (order->len > 0)
        move_rows(table, &g_array_index(order, guint, 0));
}

char *book_row_name(const struct book_row *row)
{
    return g_strndup(row->label, row->name_length > 0 ? row->name_length : strlen(row->label));
}

char *book_row_remark(const struct book_row *row)
{
    gsize length = strlen(row->label), brackets = strlen(" ()");
    if (row->name_length == 0 || length < row->name_length + brackets)
        return g_strdup("");
    return g_strndup(row->label + row->name_length + 2, length - row->name_length - brackets);
}

gboolean book_row_is_rest(const struct book_row *row)
{
    return strcmp(row->code, BOOK_REST_CODE) == 0;
}

guint book_table_add_rest(struct book_table *table, const char *label, const GArray *rows)
{
    guint at = table->rows->len, columns = table->columns->len;
    const struct book_row first = *book_row(table, g_array_index(rows, guint, 0));
    struct book_row rest = {.code = g_strdup(BOOK_REST_CODE),
                            .label = g_strdup(label),
                            .parent = first.parent,
                            .depth = first.depth,
                            .subtotal = TRUE};
    g_array_append_val(table->rows, rest);
    table->cells = g_renew(struct book_cell, table->cells, (gsize)(at + 1) * columns);
    memset(&table->cells[(gsize)at * columns], 0, columns * sizeof(struct book_cell));
    for (guint i = 0; i < rows->len; i++) {
        struct book_row *row = book_row(table, g_array_index(rows, guint, i));
        row->parent = (int)at;
        row->unprinted = TRUE;
    }
    return at;
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
