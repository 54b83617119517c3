#include "answer/located.h"

#include <string.h>

#include "answer/located_table.h"
#include "workbook/workbook_cell.h"

static void located_free(gpointer data)
{
    struct located *located = data;
    g_array_unref(located->rows);
    g_array_unref(located->columns);
    g_array_unref(located->new_rows);
    g_array_unref(located->new_columns);
    g_array_unref(located->labels);
    g_free(located);
}

static struct located *located_new(const struct manifest_table *noted, guint sheet)
{
    struct located *located = g_new0(struct located, 1);
    located->noted = noted;
    located->sheet = sheet;
    located->rows = located_table_numbers(noted->rows->len);
    located->columns = located_table_numbers(noted->columns->len);
    located->new_rows = located_table_numbers(0);
    located->new_columns = located_table_numbers(0);
    located->labels = g_array_new(FALSE, FALSE, sizeof(struct located_label));
    if (!workbook_cell_parse(noted->first, &located->first))
        located->first = (struct workbook_place){1, 1};
    return located;
}

static struct located *look_at(const struct workbook *workbook, const struct manifest_table *noted,
                               guint sheet, guint *found)
{
    struct located *located = located_new(noted, sheet);
    *found = located_table_fill(located, workbook);
    return located;
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
static struct located *find_renamed(const struct workbook *workbook,
                                    const struct manifest_record *record,
                                    const struct manifest_table *noted)
{
    struct located *best = NULL;
    guint most = 0;
    for (guint sheet = 0; sheet < workbook_sheets_count(workbook); sheet++) {
        guint found;
        if (is_named(record, workbook_sheet_name(workbook, sheet)) ||
            !bears_title(workbook, sheet, noted->title))
            continue;
        struct located *located = look_at(workbook, noted, sheet, &found);
        if (found > most) {
            most = found;
            g_clear_pointer(&best, located_free);
            best = g_steal_pointer(&located);
        }
        g_clear_pointer(&located, located_free);
    }
    return best != NULL ? best : located_new(noted, LOCATED_NOWHERE);
}

GPtrArray *located_find(const struct workbook *workbook, const struct manifest_record *record)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(located_free);
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

gboolean located_place(const struct located *located, guint row, guint column,
                       struct workbook_place *place)
{
    *place =
        (struct workbook_place){number_at(located->rows, row), number_at(located->columns, column)};
    return located->sheet != LOCATED_NOWHERE && place->row != LOCATED_NOWHERE &&
           place->column != LOCATED_NOWHERE;
}

gboolean located_noted(const struct located *located, struct workbook_place place, guint *row,
                       guint *column)
{
    guint r = 0, c = 0;
    while (r < located->rows->len && number_at(located->rows, r) != place.row)
        r++;
    while (c < located->columns->len && number_at(located->columns, c) != place.column)
        c++;
    *row = r;
    *column = c;
    return r < located->rows->len && c < located->columns->len;
}
