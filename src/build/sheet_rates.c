/* Rates over another table, when all tables are filled. */
#include <string.h>

#include "build/sheet.h"

/* The count of a row and column by code; NULL if the table does not show it. */
static const struct book_cell *count_at(const struct book_table *table, const char *row,
                                        const char *column)
{
    for (guint c = 0; c < table->columns->len; c++) {
        const struct book_column *candidate = book_column(table, c);
        if (!measure_info(candidate->measure)->form->is_count ||
            strcmp(candidate->code, column) != 0)
            continue;
        for (guint r = 0; r < table->rows->len; r++)
            if (strcmp(book_row(table, r)->code, row) == 0)
                return book_cell(table, r, c);
    }
    return NULL;
}

/* A base of which returns are out is too small for what happened in all units. */
static gboolean is_out(const struct book_cell *base)
{
    return base->state == CELL_MISSING || base->made < base->due;
}

static void fill_rate(const struct sheet_rate *rate, const struct book_table *other,
                      const char *code)
{
    struct book_cell *cell = book_cell(rate->table, rate->at.row, rate->at.column);
    const struct book_cell *base = count_at(other, book_row(rate->table, rate->at.row)->code, code);
    if (cell->state != CELL_EMPTY)
        return;
    gboolean known = base != NULL && base->state == CELL_OK && !is_out(base);
    const gint64 counts[] = {rate->count, known ? base->numerator : 0};
    cell_set_ratio(cell, measure_info(rate->shown->show)->combine(counts));
    if (base != NULL && is_out(base))
        cell->state = CELL_MISSING;
}

void sheet_fill_rates(const GArray *rates, const struct template *template, struct book *book)
{
    for (guint i = 0; i < rates->len; i++) {
        const struct sheet_rate *rate = &g_array_index(rates, struct sheet_rate, i);
        g_auto(GStrv) path = g_strsplit(rate->shown->over, "/", 2);
        guint table = (guint)(template_table(template, path[0]) - template->tables);
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, table);
        fill_rate(rate, sheet->table, template_code(path[1]));
    }
}
