#include "run/key_totals.h"

#include <string.h>

static gboolean find_row(const struct book_table *table, guint *row)
{
    for (*row = 0; *row < table->rows->len; (*row)++)
        if (strcmp(book_row(table, *row)->code, BOOK_TOTAL_CODE) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_total(const struct book_column *column)
{
    return strcmp(column->code, BOOK_TOTAL_CODE) == 0;
}

static gboolean find_column(const struct book_table *table, guint *column)
{
    gboolean found = FALSE;
    for (guint i = 0; i < table->columns->len; i++) {
        const struct book_column *here = book_column(table, i);
        if (!measure_info(here->measure)->form->is_count || (found && !is_total(here)))
            continue;
        *column = i;
        found = TRUE;
        if (is_total(here))
            break;
    }
    return found;
}

GArray *key_totals(const struct book *book)
{
    GArray *totals = g_array_new(FALSE, FALSE, sizeof(struct key_total));
    for (guint i = 0; i < book->sheets->len; i++) {
        struct key_total total = {.sheet = g_ptr_array_index(book->sheets, i)};
        const struct book_table *table = total.sheet->table;
        if (table != NULL && find_row(table, &total.row) && find_column(table, &total.column))
            g_array_append_val(totals, total);
    }
    return totals;
}

char *key_total_name(const struct key_total *total)
{
    const struct book_column *column = book_column(total->sheet->table, total->column);
    return is_total(column) ? g_strdup(total->sheet->title)
                            : g_strdup_printf("%s: %s", total->sheet->title, column->label);
}

const struct book_cell *key_total_cell(const struct key_total *total)
{
    return book_cell(total->sheet->table, total->row, total->column);
}

gboolean key_total_value(const struct key_total *total, gint64 *value)
{
    return cell_value(key_total_cell(total),
                      book_column(total->sheet->table, total->column)->measure, value);
}
