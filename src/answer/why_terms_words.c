/* What the rows of terms have to meet, and the rule that they are held against. */
#include "answer/why_terms.h"

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
