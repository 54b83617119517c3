#include "answer/why_cell.h"

#include <string.h>

#include "answer/noted_cell.h"
#include "base/error.h"
#include "base/text.h"
#include "workbook/workbook_cell.h"

/* "Sheet's" of "'Sheet''s'" or "$'Sheet''s'". New string. */
static char *unquote(const char *text, gsize length)
{
    g_autofree char *sheet = g_strndup(text + (*text == '$'), length - (*text == '$'));
    gsize end = strlen(sheet);
    if (end < 2 || sheet[0] != '\'' || sheet[end - 1] != '\'')
        return g_steal_pointer(&sheet);
    sheet[end - 1] = '\0';
    g_auto(GStrv) parts = g_strsplit(sheet + 1, "''", -1);
    return g_strjoinv("'", parts);
}

/* "d14" and "$D$14" are D14. */
static gboolean parse_place(const char *text, struct workbook_place *place)
{
    g_auto(GStrv) pieces = g_strsplit(text, "$", -1);
    g_autofree char *joined = g_strjoinv("", pieces);
    g_autofree char *capital = g_ascii_strup(joined, -1);
    return workbook_cell_parse(capital, place);
}

/*
 * "Sheet" of "'Sheet'!$D$14" as Excel writes it, or of "$'Sheet'.$D$14" as LibreOffice does. New
 * string; NULL: no cell.
 */
static char *split(const char *text, struct workbook_place *place)
{
    static const char signs[] = {'!', '.'};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *sign = strrchr(text, signs[i]);
        if (sign != NULL && sign > text && parse_place(sign + 1, place))
            return unquote(text, (gsize)(sign - text));
    }
    return NULL;
}

/* Spreadsheets do not tell capital from small letters in the names of sheets. */
static guint find_sheet(const struct workbook *workbook, const char *name)
{
    guint sheet = workbook_find_sheet(workbook, name);
    g_autofree char *folded = g_utf8_validate(name, -1, NULL) ? g_utf8_casefold(name, -1) : NULL;
    for (guint i = 0; folded != NULL && sheet == G_MAXUINT && i < workbook_sheets_count(workbook);
         i++) {
        g_autofree char *other = g_utf8_casefold(workbook_sheet_name(workbook, i), -1);
        if (strcmp(folded, other) == 0)
            sheet = i;
    }
    return sheet;
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

/* The table that a sheet holds; NULL: none. */
static const struct located *table_of(const struct why_cell *cell, guint sheet)
{
    for (guint i = 0; i < cell->located->len; i++) {
        const struct located *located = g_ptr_array_index(cell->located, i);
        if (located->sheet == sheet)
            return located;
    }
    return NULL;
}

/* What stands above, left of, right of or below the figures. */
static enum message block_at(const struct manifest_table *table, struct workbook_place first,
                             struct workbook_place place)
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

static gboolean no_figure(const struct manifest_table *table, struct workbook_place first,
                          struct workbook_place place, GError **error)
{
    struct workbook_place last = {first.row + table->rows->len - 1,
                                  first.column + table->columns->len - 1};
    g_autofree char *name = workbook_cell_name(place);
    g_autofree char *start = workbook_cell_name(first);
    g_autofree char *end = workbook_cell_name(last);
    return error_raise(error, TONGKET_ERROR_USAGE, block_at(table, first, place), table->sheet,
                       name, start, end, NULL);
}

/* "Sheet!D14". New string. */
static char *noted_place(const struct manifest_table *noted, struct cell_place at)
{
    struct workbook_place first = {0, 0};
    workbook_cell_parse(noted->first, &first);
    g_autofree char *name =
        workbook_cell_name((struct workbook_place){first.row + at.row, first.column + at.column});
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

/* Where no figure was found: the place is outside of the table, or in what was added to it. */
static gboolean no_place(const struct why_cell *cell, GError **error)
{
    const struct located *own = cell->own;
    if (!own->shifted && own->new_rows->len == 0 && own->new_columns->len == 0)
        return no_figure(own->noted, own->first, cell->place, error);
    g_autofree char *name = workbook_cell_name(cell->place);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CELL_NOT_FOUND, name, own->noted->sheet,
                       NULL);
}

gboolean why_cell_find(struct why_cell *cell, const char *text, GError **error)
{
    const struct workbook *workbook = cell->recompute.workbook;
    g_autofree char *sheet = split(text, &cell->place);
    if (sheet == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CELL, text, NULL);
    guint number = find_sheet(workbook, sheet);
    if (number == G_MAXUINT)
        return no_sheet(cell, sheet, error);
    if (cell->recompute.record->each != NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_IS_AN_INDEX, sheet, NULL);
    cell->located = located_find(workbook, cell->recompute.record);
    cell->own = table_of(cell, number);
    if (cell->own == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_HAS_NO_FIGURES, sheet, NULL);
    cell->noted = cell->own->noted;
    if (!located_noted(cell->own, cell->place, &cell->noted_at.row, &cell->noted_at.column) ||
        g_ptr_array_index(cell->noted->rows, cell->noted_at.row) == NULL)
        return no_place(cell, error);
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
