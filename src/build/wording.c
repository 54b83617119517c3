#include "build/wording.h"

#include <string.h>

#include "base/decimal.h"

static const struct book_table *find_table(const struct book *book, const char *id)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, id) == 0)
            return sheet->table;
    }
    return NULL;
}

/* What the figures of a text rest on, said once behind it. */
struct filling {
    const struct book *book;
    guint due, made; /* of the first figure that lacks returns */
    GString *bounds; /* "74,5% có thể từ 62,1 đến 78,8%" */
};

/*
 * What a share may come to once the returns that are due are in, each of which is one thing more:
 * none of them a part, or all.
 */
static void add_bounds(struct filling *filling, const struct book_column *column,
                       const struct cell *cell, const char *text)
{
    if (!column->one_each || !measure_info(column->measure)->form->is_share)
        return;
    guint decimals = measure_info(column->measure)->decimals;
    gint64 open = cell->due - cell->made, whole = cell->denominator + open;
    struct ratio low = {cell->numerator, whole}, high = {cell->numerator + open, whole};
    g_autofree char *least = decimal_vietnamese(ratio_round(low, decimals + 2), decimals);
    g_autofree char *most = decimal_vietnamese(ratio_round(high, decimals + 2), decimals);
    g_string_append_printf(filling->bounds, "%s%s có thể từ %s đến %s%%",
                           filling->bounds->len > 0 ? "; " : "", text, least, most);
}

static char *reading(struct filling *filling, const struct book_column *column,
                     const struct cell *cell)
{
    char *text = cell_text(cell, column->measure);
    if (cell->made >= cell->due || cell->state != CELL_OK)
        return text;
    if (filling->due == 0) {
        filling->due = cell->due;
        filling->made = cell->made;
    }
    add_bounds(filling, column, cell, text);
    return text;
}

/* " Mới có 61 trên 72 đơn vị báo cáo; tùy số chưa báo cáo, 74,5% có thể từ 62,1 đến 78,8%." */
static void add_remark(const struct filling *filling, GString *filled)
{
    if (filling->due == 0)
        return;
    g_autofree char *made = decimal_vietnamese(filling->made, 0);
    g_autofree char *due = decimal_vietnamese(filling->due, 0);
    g_string_append_printf(filled, " Mới có %s trên %s đơn vị báo cáo", made, due);
    if (filling->bounds->len > 0)
        g_string_append_printf(filled, "; tùy số chưa báo cáo, %s", filling->bounds->str);
    g_string_append_c(filled, '.');
}

/* As it is printed; NULL: the table does not show it. New string. */
static char *figure(struct filling *filling, const struct placeholder *wanted)
{
    const struct book_table *table = find_table(filling->book, wanted->table);
    for (guint r = 0; table != NULL && r < table->rows->len; r++) {
        if (book_row(table, r)->heading || strcmp(book_row(table, r)->code, wanted->row) != 0)
            continue;
        for (guint c = 0; c < table->columns->len; c++) {
            const struct book_column *column = book_column(table, c);
            if (strcmp(column->code, wanted->column) == 0 &&
                strcmp(measure_info(column->measure)->code, wanted->measure) == 0)
                return reading(filling, column, book_cell(table, r, c));
        }
    }
    return NULL;
}

char *wording_fill(const char *text, const struct book *book, const struct period *period,
                   struct wording_absent *absent)
{
    GString *filled = g_string_new(NULL);
    g_autoptr(GString) bounds = g_string_new(NULL);
    struct filling filling = {book, 0, 0, bounds};
    gsize position = 0;
    for (;;) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, position, &found);
        g_string_append_len(filled, text + position, (gssize)(found.start - position));
        if (found.kind == PLACEHOLDER_NONE)
            break;
        if (found.kind == PLACEHOLDER_FIGURE) {
            g_autofree char *value = figure(&filling, &found);
            if (value == NULL && absent != NULL)
                value = absent->say(absent->data, &found);
            if (value == NULL) {
                if (absent != NULL)
                    absent->refused = g_strndup(text + found.start, found.end - found.start);
                g_string_free(filled, TRUE);
                return NULL;
            }
            g_string_append(filled, value);
        } else if (found.kind != PLACEHOLDER_BAD) {
            g_autofree char *words = found.kind == PLACEHOLDER_PERIOD
                                         ? period_words(*period)
                                         : date_vietnamese(period_day(period));
            g_string_append(filled, words);
        }
        position = found.end;
    }
    add_remark(&filling, filled);
    return g_string_free(filled, FALSE);
}

char *wording_lower(const char *heading)
{
    if (*heading == '\0')
        return g_strdup("");
    GString *lower = g_string_new(NULL);
    g_string_append_unichar(lower, g_unichar_tolower(g_utf8_get_char(heading)));
    g_string_append(lower, g_utf8_next_char(heading));
    return g_string_free(lower, FALSE);
}
