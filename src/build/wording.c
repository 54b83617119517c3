#include "build/wording.h"

#include <string.h>

#include "spec/placeholder.h"

static const struct book_table *find_table(const struct book *book, const char *id)
{
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, id) == 0)
            return sheet->table;
    }
    return NULL;
}

static char *figure(const struct book *book, const struct placeholder *wanted)
{
    const struct book_table *table = find_table(book, wanted->table);
    for (guint r = 0; table != NULL && r < table->rows->len; r++) {
        if (strcmp(book_row(table, r)->code, wanted->row) != 0)
            continue;
        for (guint c = 0; c < table->columns->len; c++) {
            const struct book_column *column = book_column(table, c);
            if (strcmp(column->code, wanted->column) == 0 &&
                strcmp(measure_info(column->measure)->code, wanted->measure) == 0)
                return cell_text(book_cell(table, r, c), column->measure);
        }
    }
    return g_strdup("0");
}

char *wording_fill(const char *text, const struct book *book, const char *period, const char *as_of)
{
    GString *filled = g_string_new(NULL);
    gsize position = 0;
    for (;;) {
        g_auto(placeholder_t) found = {0};
        placeholder_find(text, position, &found);
        g_string_append_len(filled, text + position, (gssize)(found.start - position));
        if (found.kind == PLACEHOLDER_NONE)
            break;
        if (found.kind == PLACEHOLDER_FIGURE) {
            g_autofree char *value = figure(book, &found);
            g_string_append(filled, value);
        } else if (found.kind != PLACEHOLDER_BAD) {
            g_string_append(filled, found.kind == PLACEHOLDER_PERIOD ? period : as_of);
        }
        position = found.end;
    }
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
