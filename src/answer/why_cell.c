#include "answer/why_cell.h"

#include <string.h>

#include "answer/noted_cell.h"
#include "base/error.h"
#include "base/text.h"
#include "write/xlsx_reference.h"

/* "Sheet" of "'Sheet''s'!$D$14". New string; *place behind the sign. */
static char *split(const char *text, char **place)
{
    const char *sign = strrchr(text, '!');
    if (sign == NULL)
        return NULL;
    g_autofree char *sheet = g_strndup(text, (gsize)(sign - text));
    gsize length = strlen(sheet);
    if (length >= 2 && sheet[0] == '\'' && sheet[length - 1] == '\'') {
        g_autofree char *inner = g_strndup(sheet + 1, length - 2);
        g_auto(GStrv) parts = g_strsplit(inner, "''", -1);
        g_free(sheet);
        sheet = g_strjoinv("'", parts);
    }
    g_auto(GStrv) pieces = g_strsplit(sign + 1, "$", -1);
    *place = g_strjoinv("", pieces);
    return g_steal_pointer(&sheet);
}

static gboolean no_sheet(const struct why_cell *cell, const char *sheet, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < workbook_sheets_count(cell->recompute.workbook); i++)
        g_ptr_array_add(names, (char *)workbook_sheet_name(cell->recompute.workbook, i));
    g_ptr_array_add(names, NULL);
    const char *near = text_suggest(sheet, (const char *const *)names->pdata);
    g_autofree char *all = near != NULL ? g_strdup(near) : g_strjoinv(", ", (char **)names->pdata);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_SHEET, sheet, all, NULL);
}

/* The table that a sheet holds, by the manifest; NULL: none. */
static const struct manifest_table *table_of(const struct why_cell *cell, const char *sheet)
{
    const GArray *tables = cell->recompute.record->tables;
    for (guint i = 0; i < tables->len; i++) {
        const struct manifest_table *table = &g_array_index(tables, struct manifest_table, i);
        if (strcmp(table->sheet, sheet) == 0)
            return table;
    }
    return NULL;
}

/* What stands above, left of, right of or below the figures. */
static enum message block_at(const struct manifest_table *table, struct xlsx_place first,
                             struct xlsx_place place)
{
    if (place.row >= first.row + table->rows->len)
        return MESSAGE_BLOCK_NOTES;
    if (place.row < first.row)
        return MESSAGE_BLOCK_HEADER;
    if (place.column < first.column)
        return MESSAGE_BLOCK_LABELS;
    return place.column >= first.column + table->columns->len ? MESSAGE_BLOCK_MARGIN
                                                              : MESSAGE_BLOCK_HEADING;
}

static gboolean no_figure(const struct manifest_table *table, struct xlsx_place first,
                          struct xlsx_place place, GError **error)
{
    struct xlsx_place last = {first.row + table->rows->len - 1,
                              first.column + table->columns->len - 1};
    g_autofree char *name = xlsx_reference_text(place);
    g_autofree char *start = xlsx_reference_text(first);
    g_autofree char *end = xlsx_reference_text(last);
    return error_raise(error, TONGKET_ERROR_USAGE, block_at(table, first, place), table->sheet,
                       name, start, end, NULL);
}

/* "Sheet!D14". New string. */
static char *noted_place(const struct manifest_table *noted, struct cell_place at)
{
    struct xlsx_place first = {0, 0};
    xlsx_reference_parse(noted->first, &first);
    g_autofree char *name =
        xlsx_reference_text((struct xlsx_place){first.row + at.row, first.column + at.column});
    return g_strdup_printf("%s!%s", noted->sheet, name);
}

/* The table's sheet in the recomputed book and in the template. */
static gboolean set_place(struct why_cell *cell, GError **error)
{
    const struct manifest_table *noted = cell->noted;
    cell->sheet = recompute_sheet(&cell->recompute, noted->id);
    cell->table = template_table(cell->recompute.plan.template, noted->id);
    if (cell->sheet == NULL || cell->table == NULL ||
        !noted_cell_find(noted, cell->noted_at, cell->sheet->table, &cell->at))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_CELL_IS_GONE, noted->id, NULL);
    if (book_cell(cell->sheet->table, cell->at.row, cell->at.column)->state != CELL_SUPPRESSED)
        return TRUE;
    g_autofree char *place = noted_place(noted, cell->noted_at);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_CELL_IS_SUPPRESSED, place, NULL);
}

gboolean why_cell_find(struct why_cell *cell, const char *text, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *sheet = split(text, &name);
    struct xlsx_place place, first;
    if (sheet == NULL || !xlsx_reference_parse(name, &place))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CELL, text, NULL);
    if (workbook_find_sheet(cell->recompute.workbook, sheet) == G_MAXUINT)
        return no_sheet(cell, sheet, error);
    if (cell->recompute.record->each != NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_IS_AN_INDEX, sheet, NULL);
    cell->noted = table_of(cell, sheet);
    if (cell->noted == NULL || !xlsx_reference_parse(cell->noted->first, &first))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_HAS_NO_FIGURES, sheet, NULL);
    guint row = place.row - first.row, column = place.column - first.column;
    if (place.row < first.row || row >= cell->noted->rows->len || place.column < first.column ||
        column >= cell->noted->columns->len || g_ptr_array_index(cell->noted->rows, row) == NULL)
        return no_figure(cell->noted, first, place, error);
    cell->noted_at = (struct cell_place){row, column};
    return set_place(cell, error);
}

gboolean why_cell_find_same(struct why_cell *cell, const struct why_cell *as, GError **error)
{
    const GArray *tables = cell->recompute.record->tables;
    const struct book_row *row = book_row(as->sheet->table, as->at.row);
    const struct book_column *column = book_column(as->sheet->table, as->at.column);
    for (guint t = 0; t < tables->len; t++) {
        const struct manifest_table *table = &g_array_index(tables, struct manifest_table, t);
        for (guint r = 0; strcmp(table->id, as->noted->id) == 0 && r < table->rows->len; r++)
            for (guint c = 0; c < table->columns->len; c++) {
                const struct manifest_column *one =
                    &g_array_index(table->columns, struct manifest_column, c);
                if (g_strcmp0(g_ptr_array_index(table->rows, r), row->code) != 0 ||
                    strcmp(one->code, column->code) != 0 ||
                    strcmp(one->measure, measure_info(column->measure)->code) != 0)
                    continue;
                cell->noted = table;
                cell->noted_at = (struct cell_place){r, c};
                return set_place(cell, error);
            }
    }
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_NO_SUCH_CELL, as->noted->id, row->code,
                       column->code, NULL);
}
