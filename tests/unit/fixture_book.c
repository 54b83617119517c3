#include "fixture.h"

struct book_sheet *fixture_sheet(const struct book *book, const char *table)
{
    for (guint i = 0; book != NULL && i < book->sheets->len; i++) {
        struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        if (sheet->table != NULL && strcmp(sheet->table->id, table) == 0)
            return sheet;
    }
    CU_FAIL_FATAL("no such sheet");
    return NULL;
}

/* Finds the cell of a path and its measure. */
static struct book_cell *find_cell(const struct book *book, const char *path, enum measure *measure)
{
    g_auto(GStrv) names = g_strsplit(path, "/", 4);
    CU_ASSERT_EQUAL_FATAL(g_strv_length(names), 4);
    struct book_table *table = fixture_sheet(book, names[0])->table;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            *measure = book_column(table, c)->measure;
            if (strcmp(book_row(table, r)->code, names[1]) == 0 &&
                strcmp(book_column(table, c)->code, names[2]) == 0 &&
                strcmp(measure_info(*measure)->code, names[3]) == 0)
                return book_cell(table, r, c);
        }
    g_printerr("no cell %s\n", path);
    CU_FAIL_FATAL("no such cell");
    return NULL;
}

struct book_cell *fixture_cell(const struct book *book, const char *path)
{
    enum measure measure;
    return find_cell(book, path, &measure);
}

gboolean fixture_says(const struct book *book, const char *path, const char *text)
{
    enum measure measure;
    const struct book_cell *cell = find_cell(book, path, &measure);
    g_autofree char *said = cell_text(cell, measure);
    if (strcmp(said, text) != 0)
        g_printerr("%s: expected %s, said %s\n", path, text, said);
    return strcmp(said, text) == 0;
}

char *fixture_rows(const struct book *book, const char *table)
{
    const struct book_table *shown = fixture_sheet(book, table)->table;
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint r = 0; r < shown->rows->len; r++)
        g_string_append_printf(codes, "%s%s", r > 0 ? " " : "", book_row(shown, r)->code);
    return g_strdup(codes->str);
}

char *fixture_columns(const struct book *book, const char *table)
{
    const struct book_table *shown = fixture_sheet(book, table)->table;
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint c = 0; c < shown->columns->len; c++)
        if (c == 0 || strcmp(book_column(shown, c)->code, book_column(shown, c - 1)->code) != 0)
            g_string_append_printf(codes, "%s%s", c > 0 ? " " : "", book_column(shown, c)->code);
    return g_strdup(codes->str);
}
