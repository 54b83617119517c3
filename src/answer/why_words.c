#include "answer/why_words.h"

#include <string.h>

#include "answer/why_terms.h"
#include "base/decimal.h"
#include "base/text.h"

static char *value_of(const struct why_cell *cell, guint term)
{
    if (term >= cell->terms->len)
        return g_strdup("–");
    return decimal_vietnamese(g_array_index(cell->terms, struct why_term, term).value, 0);
}

/* The counts of a table of kind cap that are no count of rows. */
static char *cap_pattern(const struct why_cell *cell, const char *code)
{
    const struct cap_rule *rule = why_terms_cap(cell);
    const char *rounding = strcmp(rule->rounding, "floor") == 0 ? "⌊ ⌋" : "≈";
    gboolean total = strcmp(book_row(cell->sheet->table, cell->at.row)->code, BOOK_TOTAL_CODE) == 0;
    if (strcmp(code, "gioi_han") == 0)
        return g_strdup_printf("%s%s %s%% × {0}", total ? "Σ " : "", rounding, rule->percent);
    if (strcmp(code, "con_lai") == 0)
        return g_strdup_printf("%s%s %s%% × {0} − {1}", total ? "Σ " : "", rounding, rule->percent);
    return NULL;
}

char *why_words_arithmetic(const struct why_cell *cell)
{
    const struct book_column *column = book_column(cell->sheet->table, cell->at.column);
    const struct cell *figure = book_cell(cell->sheet->table, cell->at.row, cell->at.column);
    g_autofree char *pattern = NULL;
    if (cell->table->kind == TABLE_CAP)
        pattern = cap_pattern(cell, column->code);
    else if (cell->table->kind == TABLE_MISSING && cell->at.column == 2)
        pattern = g_strdup("{0} − {1}");
    if (pattern == NULL)
        pattern = g_strdup(measure_info(column->measure)->formula);
    g_autofree char *first = value_of(cell, 0), *second = value_of(cell, 1);
    g_autofree char *third = value_of(cell, 2), *fourth = value_of(cell, 3);
    const char *const values[] = {first, second, third, fourth, NULL};
    g_autofree char *text = cell_text(figure, column->measure);
    g_autofree char *sum = text_fill(pattern, values);
    return figure->state == CELL_MISSING || figure->state == CELL_NOT_APPLICABLE
               ? g_strdup(text)
               : g_strdup_printf("%s = %s", text, sum);
}

static void append_names(GString *text, const struct condition *condition, const char *sign,
                         const struct names *names)
{
    if (names->count == 0)
        return;
    g_string_append_printf(text, "%s%s %s ", text->len > 0 ? "; " : "", condition->field, sign);
    for (guint i = 0; i < names->count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " | " : "", names->item[i]);
}

static void append_conditions(GString *text, const struct condition *conditions, guint count)
{
    for (guint i = 0; i < count; i++) {
        append_names(text, &conditions[i], "=", &conditions[i].is);
        append_names(text, &conditions[i], "≠", &conditions[i].is_not);
        if (conditions[i].at_least != NULL)
            g_string_append_printf(text, "%s%s ≥ %s", text->len > 0 ? "; " : "",
                                   conditions[i].field, conditions[i].at_least);
    }
}

/* Places of one term are alternatives: "xep_loai = xuat_sac | xep_loai = tot". */
static void append_places(GString *text, const struct axis *axis, const GArray *places)
{
    gint32 appended = CUBE_TOTAL;
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < places->len; i++) {
        gint32 part = g_array_index(places, struct why_place, i).place.part;
        if (part < 0 || part == appended)
            continue;
        g_autoptr(GString) one = g_string_new(NULL);
        const struct entry *entry = axis->part[part].entry;
        append_conditions(one, entry->where, entry->where_count);
        g_string_append_printf(all, "%s%s", all->len > 0 && one->len > 0 ? " | " : "", one->str);
        appended = part;
    }
    if (all->len > 0)
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", all->str);
}

char *why_words_filter(const struct why_cell *cell)
{
    GString *text = g_string_new(NULL);
    append_conditions(text, cell->table->where, cell->table->where_count);
    const struct why_term *term =
        cell->terms->len > 0 ? &g_array_index(cell->terms, struct why_term, 0) : NULL;
    if (term != NULL && term->query != NULL) {
        append_places(text, &term->query->rows, term->rows);
        append_places(text, &term->query->columns, term->columns);
    }
    return g_string_free(text, FALSE);
}

char *why_words_days(const struct why_cell *cell, const struct why_term *term)
{
    struct plane plane = term->query != NULL
                             ? term->query->planes[term->span]
                             : span_plane(SPAN_PERIOD, cell->recompute.plan.report.period);
    g_autofree char *first = date_vietnamese(plane.first);
    g_autofree char *last = date_vietnamese(plane.last);
    return g_strdup_printf("%s–%s", first, last);
}
