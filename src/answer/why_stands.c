#include "answer/why_stands.h"

#include <string.h>

#include "base/decimal.h"
#include "workbook/workbook_cell.h"
#include "write/xlsx_formula.h"

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
    g_autofree char *formula = xlsx_formula(cell->sheet->table, &layout, cell->at);
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
        const struct located_label *label = &g_array_index(labels, struct located_label, i);
        if (label->place.row == cell->place.row)
            say(text, language, MESSAGE_WHY_LABEL_EDITED, label->was, label->is);
    }
}

void why_stands(GString *text, const struct why_cell *cell, enum language language)
{
    const struct located *own = cell->own;
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
