#include "answer/why_cell.h"

#include <string.h>

#include "answer/table_match.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "workbook/workbook_cell.h"
#include "write/xlsx_formula.h"

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
        !table_match_cell(noted, cell->noted_at, cell->sheet->table, &cell->at))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_CELL_IS_GONE, noted->id, NULL);
    if (book_cell(cell->sheet->table, cell->at.row, cell->at.column)->state != CELL_SUPPRESSED)
        return TRUE;
    g_autofree char *place = noted_place(noted, cell->noted_at);
    return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_CELL_IS_SUPPRESSED, place, NULL);
}

/* Where no figure was found: the place is outside of the table, or in what was added to it. */
static gboolean no_place(const struct why_cell *cell, GError **error)
{
    const struct table_match *own = cell->own;
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
    if (cell->recompute.record->request.each != NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_IS_AN_INDEX, sheet, NULL);
    cell->matches = table_match_all(workbook, cell->recompute.record);
    cell->own = table_match_on(cell->matches, number);
    if (cell->own == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_SHEET_HAS_NO_FIGURES, sheet, NULL);
    cell->noted = cell->own->noted;
    if (!table_match_noted(cell->own, cell->place, &cell->noted_at.row, &cell->noted_at.column) ||
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

static void say(GString *text, enum language language, enum message message, const char *first,
                const char *second)
{
    g_autofree char *line = message_text(language, message, first, second, NULL);
    g_string_append_printf(text, "%s\n", line);
}

/* The measure of the column asked about. */
static enum measure measure_of(const struct why_cell *cell)
{
    return book_column(cell->sheet->table, cell->at.column)->measure;
}

static gboolean is_percentage(const struct why_cell *cell)
{
    return measure_info(measure_of(cell))->form->holds_quotient;
}

/* The figure as the manifest notes it; one of version 2 does not. New string, or NULL. */
static char *noted_figure(const struct why_cell *cell)
{
    const GPtrArray *figures = cell->noted->figures;
    if (cell->noted_at.row >= figures->len)
        return NULL;
    g_auto(GStrv) texts = g_strsplit(g_ptr_array_index(figures, cell->noted_at.row), " ", -1);
    guint column = cell->noted_at.column;
    return column < g_strv_length(texts) ? g_strdup(texts[column]) : NULL;
}

/* The figure that the data give; the manifest's where it has it, since the data may be others. */
static char *made_figure(const struct why_cell *cell)
{
    char *noted = noted_figure(cell);
    if (noted != NULL || cell->recompute.changes->len > 0)
        return noted;
    return cell_plain(book_cell(cell->sheet->table, cell->at.row, cell->at.column),
                      measure_of(cell));
}

/* Whether a value of the worksheet is the figure: "0.333" and 33.3 per cent. */
static gboolean is_figure(const struct why_cell *cell, const struct workbook_cell *found,
                          const char *made)
{
    g_auto(GStrv) parts = g_strsplit(made + (*made == '~'), ".", -1);
    g_autofree char *digits = g_strjoinv("", parts);
    gint64 scaled;
    if (!decimal_parse_whole(digits, -1, &scaled))
        return found->is_text && strcmp(found->value, made) == 0;
    return workbook_cell_is_number(found, scaled, measure_cell_decimals(measure_of(cell)));
}

/* Where a program has not computed a formula yet: whether it is ours. */
static gboolean is_our_formula(const struct why_cell *cell, const struct workbook_cell *found)
{
    struct xlsx_layout layout;
    xlsx_layout_sheet(cell->recompute.book, cell->sheet, &layout);
    g_autofree char *formula =
        xlsx_formula(&cell->recompute.request, cell->sheet->table, &layout, cell->at);
    return found->formula != NULL && *found->value == '\0' && formula != NULL &&
           strcmp(formula + 1, found->formula) == 0;
}

/* What stands in the cell, as a reader of the page sees it. New string. */
static char *found_words(const struct why_cell *cell, const struct workbook_cell *found)
{
    if (found == NULL || (*found->value == '\0' && found->formula == NULL))
        return g_strdup("∅");
    if (*found->value == '\0')
        return g_strdup_printf("=%s", found->formula);
    if (found->is_text)
        return g_strdup_printf("'%s", found->value);
    char *end;
    double value = g_ascii_strtod(found->value, &end);
    if (*end != '\0' || !is_percentage(cell))
        return g_strdup(found->value);
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup_printf("%s%%", g_ascii_formatd(buffer, sizeof buffer, "%.10g", 100 * value));
}

static void say_value(GString *text, const struct why_cell *cell, enum language language)
{
    const struct workbook_cell *found =
        workbook_at(cell->recompute.workbook, cell->own->sheet, cell->place);
    g_autofree char *made = made_figure(cell);
    if (made == NULL ||
        (found != NULL && (is_figure(cell, found, made) || is_our_formula(cell, found))))
        return;
    g_autofree char *holds = found_words(cell, found);
    g_autofree char *was = g_strdup_printf("%s%s", made, is_percentage(cell) ? "%" : "");
    say(text, language, MESSAGE_WHY_CELL_EDITED, holds, was);
}

static void say_label(GString *text, const struct why_cell *cell, enum language language)
{
    const GArray *labels = cell->own->labels;
    for (guint i = 0; i < labels->len; i++) {
        const struct table_match_label *label = &g_array_index(labels, struct table_match_label, i);
        if (label->place.row == cell->place.row)
            say(text, language, MESSAGE_WHY_LABEL_EDITED, label->was, label->is);
    }
}

void why_cell_tell_changes(GString *text, const struct why_cell *cell, enum language language)
{
    const struct table_match *own = cell->own;
    if (own == NULL)
        return;
    struct workbook_place made = {own->first.row + cell->noted_at.row,
                                  own->first.column + cell->noted_at.column};
    if (strcmp(workbook_sheet_name(cell->recompute.workbook, own->sheet), own->noted->sheet) != 0)
        say(text, language, MESSAGE_WHY_SHEET_RENAMED, own->noted->sheet, NULL);
    if (own->rows_reordered)
        say(text, language, MESSAGE_WHY_TABLE_SORTED, NULL, NULL);
    if (made.row != cell->place.row || made.column != cell->place.column) {
        g_autofree char *name = workbook_cell_name(made);
        say(text, language, MESSAGE_WHY_CELL_MOVED, name, NULL);
    }
    say_label(text, cell, language);
    say_value(text, cell, language);
}
