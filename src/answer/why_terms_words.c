/* What the rows of terms have to meet, the rule that they are held against, and the terms of a
 * table of those who have not returned. */
#include "answer/why_terms.h"

#include <string.h>

const struct cap_rule *why_terms_cap(const struct why_cell *cell)
{
    const struct report *report = &cell->recompute.plan.report;
    return dictionary_cap(report->dictionary, cell->table->rule, report->period.last);
}

static void append_names(GString *text, const struct template_condition *condition,
                         const char *sign, const struct names *names)
{
    if (names->count == 0)
        return;
    g_string_append_printf(text, "%s%s %s ", text->len > 0 ? "; " : "", condition->field, sign);
    for (guint i = 0; i < names->count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " | " : "", names->item[i]);
}

static void append_conditions(GString *text, const struct template_condition *conditions,
                              guint count)
{
    for (guint i = 0; i < count; i++) {
        append_names(text, &conditions[i], "=", &conditions[i].is);
        append_names(text, &conditions[i], "≠", &conditions[i].is_not);
        if (conditions[i].blank)
            g_string_append_printf(text, "%s%s = ∅", text->len > 0 ? "; " : "",
                                   conditions[i].field);
        enum bound bound;
        const char *limit = condition_limit(&conditions[i], &bound);
        if (limit != NULL)
            g_string_append_printf(text, "%s%s %s %s", text->len > 0 ? "; " : "",
                                   conditions[i].field, template_bounds[bound].sign, limit);
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
        const struct template_entry *entry = axis->part[part].entry;
        append_conditions(one, entry->where, entry->where_count);
        g_string_append_printf(all, "%s%s", all->len > 0 && one->len > 0 ? " | " : "", one->str);
        appended = part;
    }
    if (all->len > 0)
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", all->str);
}

char *why_terms_conditions(const struct why_cell *cell)
{
    GString *text = g_string_new(NULL);
    const struct why_term *term =
        cell->terms->len > 0 ? &g_array_index(cell->terms, struct why_term, 0) : NULL;
    if (term == NULL || term->query == NULL || term->query->own)
        append_conditions(text, cell->table->where, cell->table->where_count);
    if (term != NULL && term->query != NULL) {
        append_places(text, &term->query->rows, term->rows);
        append_places(text, &term->query->columns, term->columns);
    }
    return g_string_free(text, FALSE);
}

static void add_missing_term(struct why_cell *cell, enum message role, enum why_counting counting,
                             guint column)
{
    const struct report *report = &cell->recompute.plan.report;
    const struct book_table *table = cell->sheet->table;
    const struct book_row *row = book_row(table, cell->at.row);
    struct why_term term = {
        .role = role,
        .counting = counting,
        .what = g_strdup_printf("%s × %s", row->label, book_column(table, column)->label),
        .unit = unit_tree_find(report->scopes->tree, row->code, -1),
        .value = book_cell(table, cell->at.row, column)->numerator,
    };
    for (guint i = 0; i < report->sources->len; i++) {
        term.source = &g_array_index(report->sources, struct report_source, i);
        if (strcmp(term.source->dataset->name, cell->table->from) == 0)
            break;
    }
    g_array_append_val(cell->terms, term);
}

void why_terms_missing(struct why_cell *cell)
{
    if (cell->at.column != 1)
        add_missing_term(cell, MESSAGE_WHY_EXPECTED, WHY_EXPECTED, 0);
    if (cell->at.column != 0)
        add_missing_term(cell, MESSAGE_WHY_RETURNED, WHY_RETURNS, 1);
}
