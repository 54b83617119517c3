#include "build/rates.h"

#include <string.h>

#include "build/sheet.h"

static const struct book_sheet *sheet_at(const struct book *book, guint index)
{
    return g_ptr_array_index(book->sheets, index);
}

/* The count of a row and column by code; NULL if the table does not show it. */
static const struct cell *count_at(const struct book_table *table, const char *row,
                                   const char *column)
{
    for (guint c = 0; c < table->columns->len; c++) {
        const struct book_column *candidate = book_column(table, c);
        if (candidate->measure != MEASURE_COUNT || strcmp(candidate->code, column) != 0)
            continue;
        for (guint r = 0; r < table->rows->len; r++)
            if (strcmp(book_row(table, r)->code, row) == 0)
                return book_cell(table, r, c);
    }
    return NULL;
}

/* A base of which returns are out is too small for what happened in all units. */
static gboolean is_out(const struct cell *base)
{
    return base != NULL && (base->state == CELL_MISSING || base->made < base->due);
}

/* figures.c has left the counts in cells that are empty for want of a base. */
static void fill_column(struct book_table *table, guint column, const struct book_table *other,
                        const char *code)
{
    for (guint r = 0; r < table->rows->len; r++) {
        struct cell *cell = book_cell(table, r, column);
        const struct cell *base = count_at(other, book_row(table, r)->code, code);
        if (cell->state != CELL_EMPTY)
            continue;
        if (base != NULL && base->state == CELL_OK && base->numerator != 0 && !is_out(base)) {
            cell->state = CELL_OK;
            cell->denominator = base->numerator;
        } else {
            cell->numerator = 0;
            cell->state = is_out(base) ? CELL_MISSING : CELL_EMPTY;
        }
    }
}

void rates_fill(const struct template *template, struct book *book)
{
    for (guint t = 0; t < template->tables_count; t++)
        for (guint m = 0; m < template->tables[t].measures_count; m++) {
            const struct shown *shown = &template->tables[t].measures[m];
            if (shown->show != MEASURE_RATE_1000 || strchr(shown->over, '/') == NULL)
                continue;
            g_auto(GStrv) path = g_strsplit(shown->over, "/", 2);
            const struct table *other = template_table(template, path[0]);
            struct book_table *table = sheet_at(book, t)->table;
            for (guint c = 0; c < table->columns->len; c++)
                if (book_column(table, c)->measure == MEASURE_RATE_1000 &&
                    sheet_shows(shown, book_column(table, c)->code))
                    fill_column(table, c, sheet_at(book, (guint)(other - template->tables))->table,
                                template_code(path[1]));
        }
}
