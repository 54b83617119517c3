#include "check/completeness.h"

#include <string.h>

gboolean completeness_is_expected(const struct dataset *dataset, const struct unit_tree *tree,
                                  gint32 unit, date day)
{
    if (!unit_is_valid(tree, unit, day))
        return FALSE;
    const struct unit *named = unit_at(tree, unit);
    for (guint i = 0; i < dataset->reported_by.count; i++) {
        const char *level = dataset->reported_by.item[i];
        if (strcmp(level, level_code(named->level)) == 0 ||
            (named->is_cell && strcmp(level, level_code(LEVEL_CHI_BO)) == 0))
            return TRUE;
    }
    return FALSE;
}

gboolean completeness_awaits(const struct query *query, guint scope, gint32 unit)
{
    return scopes_home(query->scopes, unit) == (gint32)scope &&
           filter_passes_unit(query->filter, unit) &&
           completeness_is_expected(query->dataset, query->scopes->tree, unit, query->period.last);
}

gint64 completeness_expected(const struct query *query, guint scope,
                             const struct numbering *numbering, gint64 *by_number)
{
    const struct scopes *scopes = query->scopes;
    gint64 expected = 0;
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        if (!completeness_awaits(query, scope, (gint32)i))
            continue;
        expected++;
        if (numbering != NULL && numbering->number[i] >= 0)
            by_number[numbering->number[i]]++;
    }
    return expected;
}

struct missing completeness_of_unit(const struct dataset *dataset, const struct unit_tree *tree,
                                    gint32 unit, const struct returned *returned)
{
    struct missing missing = {unit, 0, 0};
    for (guint p = 0; p < returned_periods(returned); p++) {
        date first, last;
        returned_period(returned, p, &first, &last);
        if (!completeness_is_expected(dataset, tree, unit, last))
            continue;
        missing.expected++;
        missing.made += returned_has(returned, unit, p);
    }
    return missing;
}

struct missing completeness_coverage(const struct query *query, guint scope,
                                     const struct returned *returned)
{
    const struct scopes *scopes = query->scopes;
    struct missing all = {UNIT_NONE, 0, 0};
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        if (scopes_home(scopes, (gint32)i) != (gint32)scope ||
            !filter_passes_unit(query->filter, (gint32)i))
            continue;
        struct missing missing =
            completeness_of_unit(query->dataset, scopes->tree, (gint32)i, returned);
        all.expected += missing.expected;
        all.made += missing.made;
    }
    return all;
}

GArray *completeness_missing(const struct dataset *dataset, const struct scopes *scopes,
                             guint scope, const struct returned *returned, struct missing *all)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct missing));
    *all = (struct missing){.unit = UNIT_NONE};
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        if (scopes_home(scopes, (gint32)i) != (gint32)scope)
            continue;
        struct missing missing = completeness_of_unit(dataset, scopes->tree, (gint32)i, returned);
        all->expected += missing.expected;
        all->made += missing.made;
        if (missing.made < missing.expected)
            g_array_append_val(list, missing);
    }
    return list;
}

/* "1–7/2024, 9/2024", "2021–2023": one stretch of neighbouring periods more. */
static void append_stretch(GString *text, const struct returned *returned, guint first, guint last)
{
    date begin, end;
    int year, month, last_year, last_month, day;
    returned_period(returned, first, &begin, &end);
    date_to_civil(begin, &year, &month, &day);
    returned_period(returned, last, &begin, &end);
    date_to_civil(end, &last_year, &last_month, &day);
    gboolean months = date_month_end(begin) == end;
    if (text->len == 0)
        g_string_append(text, months ? "tháng " : "năm ");
    else
        g_string_append(text, ", ");
    g_string_append_printf(text, "%d", months ? month : year);
    if (last > first)
        g_string_append_printf(text, "–%d", months ? last_month : last_year);
    if (months)
        g_string_append_printf(text, "/%d", year);
}

/* Months of two years never make one stretch. */
static gboolean goes_on(const struct returned *returned, guint period)
{
    date first, last;
    int year, month, day;
    returned_period(returned, period, &first, &last);
    date_to_civil(first, &year, &month, &day);
    return date_month_end(first) != last || month > 1;
}

char *completeness_gap(const struct dataset *dataset, const struct unit_tree *tree, gint32 unit,
                       const struct returned *returned)
{
    GString *text = g_string_new(NULL);
    guint count = returned_periods(returned), first = G_MAXUINT;
    for (guint p = 0; p <= count; p++) {
        date begin, end;
        gboolean owed = FALSE;
        if (p < count) {
            returned_period(returned, p, &begin, &end);
            owed = completeness_is_expected(dataset, tree, unit, end) &&
                   !returned_has(returned, unit, p);
        }
        if (first != G_MAXUINT && (!owed || !goes_on(returned, p))) {
            append_stretch(text, returned, first, p - 1);
            first = G_MAXUINT;
        }
        if (owed && first == G_MAXUINT)
            first = p;
    }
    return g_string_free(text, FALSE);
}
