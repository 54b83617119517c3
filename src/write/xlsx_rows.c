#include "write/xlsx_rows.h"

#include <string.h>

#include "base/decimal.h"

#define LEVELS 8
#define ROMAN_LIMIT 3999

gboolean xlsx_rows_is_total(const struct book_row *row)
{
    return strcmp(row->code, BOOK_TOTAL_CODE) == 0;
}

static void find_levels(const struct book_table *table, struct xlsx_rows *rows)
{
    guint least = G_MAXUINT;
    for (guint r = 0; r < table->rows->len; r++)
        if (!xlsx_rows_is_total(book_row(table, r)))
            least = MIN(least, book_row(table, r)->depth);
    for (guint r = 0; r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        gboolean total = xlsx_rows_is_total(row);
        rows->levels[r] = total ? 0 : row->depth - least;
        if (!total && row->parent >= 0 && !xlsx_rows_is_total(book_row(table, row->parent)))
            rows->groups[row->parent] = TRUE;
        if (row->heading)
            rows->groups[r] = TRUE;
    }
}

static gboolean has_levels(const struct xlsx_rows *rows, guint count)
{
    for (guint r = 0; r < count; r++)
        if (rows->levels[r] > 0)
            return TRUE;
    return FALSE;
}

static char *number_text(guint number, guint level, gboolean levels)
{
    if (levels && level == 0 && number <= ROMAN_LIMIT)
        return decimal_roman(number);
    if (levels && level == 2 && number <= 26)
        return g_strdup_printf("%c", 'a' + (char)(number - 1));
    if (levels && level > 2)
        return g_strdup("-");
    return g_strdup_printf("%u", number);
}

struct xlsx_rows *xlsx_rows_new(const struct book_table *table)
{
    guint count = table->rows->len;
    struct xlsx_rows *rows = g_new0(struct xlsx_rows, 1);
    rows->numbers = g_ptr_array_new_with_free_func(g_free);
    rows->groups = g_new0(gboolean, count + 1);
    rows->levels = g_new0(guint, count + 1);
    find_levels(table, rows);

    gboolean levels = has_levels(rows, count);
    guint counters[LEVELS] = {0};
    for (guint r = 0; r < count; r++) {
        guint level = MIN(rows->levels[r], LEVELS - 1);
        if (xlsx_rows_is_total(book_row(table, r))) {
            g_ptr_array_add(rows->numbers, g_strdup(""));
            continue;
        }
        counters[level]++;
        memset(counters + level + 1, 0, (LEVELS - level - 1) * sizeof *counters);
        g_ptr_array_add(rows->numbers, number_text(counters[level], level, levels));
    }
    return rows;
}

void xlsx_rows_free(struct xlsx_rows *rows)
{
    g_ptr_array_unref(rows->numbers);
    g_free(rows->groups);
    g_free(rows->levels);
    g_free(rows);
}
