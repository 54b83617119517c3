#include "answer/table_match.h"

#include <string.h>

#include "answer/table_match_sheet.h"
#include "workbook/workbook_cell.h"

static void match_free(gpointer data)
{
    struct table_match *match = data;
    g_array_unref(match->rows);
    g_array_unref(match->columns);
    g_array_unref(match->new_rows);
    g_array_unref(match->new_columns);
    g_array_unref(match->labels);
    g_free(match);
}

static struct table_match *match_new(const struct manifest_table *noted, guint sheet)
{
    struct table_match *match = g_new0(struct table_match, 1);
    match->noted = noted;
    match->sheet = sheet;
    match->rows = table_match_sheet_numbers(noted->rows->len);
    match->columns = table_match_sheet_numbers(noted->columns->len);
    match->new_rows = table_match_sheet_numbers(0);
    match->new_columns = table_match_sheet_numbers(0);
    match->labels = g_array_new(FALSE, FALSE, sizeof(struct table_match_label));
    if (!workbook_cell_parse(noted->first, &match->first))
        match->first = (struct workbook_place){1, 1};
    return match;
}

static struct table_match *look_at(const struct workbook *workbook,
                                   const struct manifest_table *noted, guint sheet, guint *found)
{
    struct table_match *match = match_new(noted, sheet);
    *found = table_match_sheet_fill(match, workbook);
    return match;
}

static gboolean bears_title(const struct workbook *workbook, guint sheet, const char *title)
{
    const GArray *cells = workbook_cells(workbook, sheet);
    for (guint i = 0; title != NULL && i < cells->len; i++)
        if (strcmp(g_array_index(cells, struct workbook_cell, i).value, title) == 0)
            return TRUE;
    return FALSE;
}

/* Whether the manifest gives a table that name. */
static gboolean is_named(const struct manifest_record *record, const char *name)
{
    for (guint i = 0; i < record->tables->len; i++)
        if (strcmp(g_array_index(record->tables, struct manifest_table, i).sheet, name) == 0)
            return TRUE;
    return FALSE;
}

/* The sheet of another name that bears the title and holds most of the table. */
static struct table_match *find_renamed(const struct workbook *workbook,
                                        const struct manifest_record *record,
                                        const struct manifest_table *noted)
{
    struct table_match *best = NULL;
    guint most = 0;
    for (guint sheet = 0; sheet < workbook_sheets_count(workbook); sheet++) {
        guint found;
        if (is_named(record, workbook_sheet_name(workbook, sheet)) ||
            !bears_title(workbook, sheet, noted->title))
            continue;
        struct table_match *match = look_at(workbook, noted, sheet, &found);
        if (found > most) {
            most = found;
            g_clear_pointer(&best, match_free);
            best = g_steal_pointer(&match);
        }
        g_clear_pointer(&match, match_free);
    }
    return best != NULL ? best : match_new(noted, TABLE_MATCH_NOWHERE);
}

GPtrArray *table_match_all(const struct workbook *workbook, const struct manifest_record *record)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(match_free);
    for (guint i = 0; i < record->tables->len; i++) {
        const struct manifest_table *noted =
            &g_array_index(record->tables, struct manifest_table, i);
        guint sheet = workbook_find_sheet(workbook, noted->sheet), found;
        g_ptr_array_add(all, sheet != G_MAXUINT ? look_at(workbook, noted, sheet, &found)
                                                : find_renamed(workbook, record, noted));
    }
    return all;
}

static guint number_at(const GArray *array, guint index)
{
    return g_array_index(array, guint, index);
}

const struct table_match *table_match_on(const GPtrArray *matches, guint sheet)
{
    for (guint i = 0; i < matches->len; i++) {
        const struct table_match *match = g_ptr_array_index(matches, i);
        if (match->sheet == sheet)
            return match;
    }
    return NULL;
}

gboolean table_match_place(const struct table_match *match, guint row, guint column,
                           struct workbook_place *place)
{
    *place =
        (struct workbook_place){number_at(match->rows, row), number_at(match->columns, column)};
    return match->sheet != TABLE_MATCH_NOWHERE && place->row != TABLE_MATCH_NOWHERE &&
           place->column != TABLE_MATCH_NOWHERE;
}

gboolean table_match_noted(const struct table_match *match, struct workbook_place place, guint *row,
                           guint *column)
{
    guint r = 0, c = 0;
    while (r < match->rows->len && number_at(match->rows, r) != place.row)
        r++;
    while (c < match->columns->len && number_at(match->columns, c) != place.column)
        c++;
    *row = r;
    *column = c;
    return r < match->rows->len && c < match->columns->len;
}

/* The `number`-th row of that code; -1: none. */
static int find_row(const struct book_table *table, const char *code, guint number)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (!book_row(table, r)->heading && strcmp(book_row(table, r)->code, code) == 0 &&
            number-- == 0)
            return (int)r;
    return -1;
}

static int find_column(const struct book_table *table, const struct manifest_column *wanted,
                       guint number)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (strcmp(book_column(table, c)->code, wanted->code) == 0 &&
            strcmp(measure_info(book_column(table, c)->measure)->code, wanted->measure) == 0 &&
            number-- == 0)
            return (int)c;
    return -1;
}

/* How many rows of the same code stand above it. */
static guint row_number(const struct manifest_table *noted, guint row)
{
    guint number = 0;
    for (guint r = 0; r < row; r++)
        number +=
            g_strcmp0(g_ptr_array_index(noted->rows, r), g_ptr_array_index(noted->rows, row)) == 0;
    return number;
}

static const struct manifest_column *column_at(const struct manifest_table *noted, guint column)
{
    return &g_array_index(noted->columns, struct manifest_column, column);
}

static guint column_number(const struct manifest_table *noted, guint column)
{
    const struct manifest_column *wanted = column_at(noted, column);
    guint number = 0;
    for (guint c = 0; c < column; c++)
        number += strcmp(column_at(noted, c)->code, wanted->code) == 0 &&
                  strcmp(column_at(noted, c)->measure, wanted->measure) == 0;
    return number;
}

gboolean table_match_cell(const struct manifest_table *noted, struct cell_place at,
                          const struct book_table *table, struct cell_place *found)
{
    const char *code = g_ptr_array_index(noted->rows, at.row);
    int row = code != NULL ? find_row(table, code, row_number(noted, at.row)) : -1;
    int column = find_column(table, column_at(noted, at.column), column_number(noted, at.column));
    if (row < 0 || column < 0)
        return FALSE;
    *found = (struct cell_place){(guint)row, (guint)column};
    return TRUE;
}
