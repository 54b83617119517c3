#include "check/completeness.h"

#include <string.h>

guint completeness_levels(const struct dataset *dataset)
{
    guint levels = 0;
    for (guint level = 0; level < LEVELS; level++)
        levels |= (guint)names_hold(&dataset->reported_by, level_code((enum level)level)) << level;
    return levels;
}

/* The same as completeness_owes() where one unit is asked about. */
static gboolean owes(const struct dataset *dataset, const struct unit *unit)
{
    return names_hold(&dataset->reported_by, level_code(unit->level)) ||
           (unit->is_cell && names_hold(&dataset->reported_by, level_code(LEVEL_CHI_BO)));
}

gboolean completeness_is_expected(const struct dataset *dataset, const struct unit_tree *tree,
                                  gint32 unit, date day)
{
    return unit_is_valid(tree, unit, day) && owes(dataset, unit_at(tree, unit));
}

gboolean completeness_awaits(const struct query *query, gint32 unit)
{
    return filter_passes_unit(query->filter, unit, query->period.last) &&
           completeness_is_expected(query->dataset, query->scopes->tree, unit, query->period.last);
}

/* The units on their way up, for one period. */
struct ascent {
    guint levels; /* that owe it */
    const struct unit_tree *tree;
    struct returned *returned;
    gint period;
    date day;
    guint *below, *whole; /* by unit: units right below that do not owe it, and those all there */
    guint8 *some;         /* by unit: something was returned below it */
    guint *waiting;       /* by unit: units right below that were not looked at yet */
};

static gint32 parent_on(const struct ascent *ascent, gint32 unit)
{
    gint32 parent = unit_at(ascent->tree, unit)->parent;
    return parent == UNIT_NONE ? UNIT_NONE : unit_version(ascent->tree, parent, ascent->day);
}

static gboolean passes_up(const struct ascent *ascent, gint32 unit)
{
    return !completeness_owes(ascent->levels, unit_at(ascent->tree, unit));
}

static enum return_state state_of(const struct ascent *ascent, gint32 unit)
{
    enum return_state own = returned_state(ascent->returned, unit, ascent->period);
    if (own != RETURN_NONE)
        return own;
    if (ascent->below[unit] > 0 && ascent->whole[unit] == ascent->below[unit])
        return RETURN_WHOLE;
    return ascent->some[unit] ? RETURN_PART : RETURN_NONE;
}

/* From a unit up to the one that owes, as far as all below is known. */
static void climb(struct ascent *ascent, gint32 unit)
{
    while (unit != UNIT_NONE && ascent->waiting[unit] == 0 && passes_up(ascent, unit)) {
        gint32 parent = parent_on(ascent, unit);
        enum return_state state = state_of(ascent, unit);
        if (parent == UNIT_NONE || !unit_is_valid(ascent->tree, unit, ascent->day))
            return;
        ascent->whole[parent] += state == RETURN_WHOLE;
        ascent->waiting[parent]--;
        unit = parent;
    }
}

/* What a unit returned, be it one that has ended since, is something for all above it. */
static void mark_above(struct ascent *ascent, gint32 unit)
{
    while (unit != UNIT_NONE && passes_up(ascent, unit)) {
        unit = parent_on(ascent, unit);
        if (unit != UNIT_NONE)
            ascent->some[unit] = TRUE;
    }
}

static void settle_period(struct ascent *ascent)
{
    guint units = unit_tree_count(ascent->tree);
    memset(ascent->below, 0, units * sizeof(guint));
    memset(ascent->whole, 0, units * sizeof(guint));
    memset(ascent->some, 0, units);
    for (guint i = 0; i < units; i++)
        if (passes_up(ascent, (gint32)i) && unit_is_valid(ascent->tree, (gint32)i, ascent->day) &&
            parent_on(ascent, (gint32)i) != UNIT_NONE)
            ascent->below[parent_on(ascent, (gint32)i)]++;
    memcpy(ascent->waiting, ascent->below, units * sizeof(guint));
    for (guint i = 0; i < units; i++)
        if (returned_state(ascent->returned, (gint32)i, ascent->period) != RETURN_NONE)
            mark_above(ascent, (gint32)i);
    for (guint i = 0; i < units; i++)
        if (ascent->below[i] == 0)
            climb(ascent, (gint32)i);
    for (guint i = 0; i < units; i++)
        if (!passes_up(ascent, (gint32)i))
            returned_set(ascent->returned, (gint32)i, ascent->period, state_of(ascent, (gint32)i));
}

/* Whether anybody who does not owe it returned for the period. */
static gboolean is_mixed(const struct ascent *ascent)
{
    for (guint i = 0; i < unit_tree_count(ascent->tree); i++)
        if (returned_state(ascent->returned, (gint32)i, ascent->period) != RETURN_NONE &&
            passes_up(ascent, (gint32)i))
            return TRUE;
    return FALSE;
}

void completeness_settle(const struct dataset *dataset, const struct unit_tree *tree,
                         struct returned *returned)
{
    guint units = unit_tree_count(tree) + 1;
    g_autofree guint *below = g_new(guint, units), *whole = g_new(guint, units);
    g_autofree guint *waiting = g_new(guint, units);
    g_autofree guint8 *some = g_malloc(units);
    struct ascent ascent = {.levels = completeness_levels(dataset),
                            .tree = tree,
                            .returned = returned,
                            .below = below,
                            .whole = whole,
                            .some = some,
                            .waiting = waiting};
    for (gint p = returned_first(returned); p < (gint)returned_periods(returned); p++) {
        date first;
        returned_period(returned, p, &first, &ascent.day);
        ascent.period = p;
        if (is_mixed(&ascent))
            settle_period(&ascent);
    }
}

gboolean completeness_is_rule(enum rule rule)
{
    return rule == RULE_RETURN_MISSING || rule == RULE_RETURN_IN_PART;
}

/* The periods of a unit that owes returns. */
static struct missing count_periods(const struct unit_tree *tree, gint32 unit,
                                    const struct returned *returned, const struct filter *filter)
{
    struct missing missing = {unit, 0, 0, 0};
    for (gint p = 0; p < (gint)returned_periods(returned); p++) {
        date first, last;
        returned_period(returned, p, &first, &last);
        if (!unit_is_valid(tree, unit, last) ||
            (filter != NULL && !filter_passes_unit(filter, unit, last)))
            continue;
        enum return_state state = returned_state(returned, unit, p);
        missing.expected++;
        missing.made += state == RETURN_WHOLE;
        missing.part += state == RETURN_PART;
    }
    return missing;
}

struct missing completeness_of_unit(const struct dataset *dataset, const struct unit_tree *tree,
                                    gint32 unit, const struct returned *returned,
                                    const struct filter *filter)
{
    if (!owes(dataset, unit_at(tree, unit)))
        return (struct missing){.unit = unit};
    return count_periods(tree, unit, returned, filter);
}

static void add_up(struct missing *all, const struct missing *missing)
{
    all->expected += missing->expected;
    all->made += missing->made;
    all->part += missing->part;
}

struct missing completeness_coverage(const struct query *query, guint scope,
                                     const struct returned *returned)
{
    const struct unit_tree *tree = query->scopes->tree;
    const GArray *units = scopes_units(query->scopes, scope);
    guint levels = completeness_levels(query->dataset);
    struct missing all = {UNIT_NONE, 0, 0, 0};
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (!completeness_owes(levels, unit_at(tree, unit)))
            continue;
        struct missing missing = count_periods(tree, unit, returned, query->filter);
        add_up(&all, &missing);
    }
    return all;
}

GArray *completeness_missing(const struct dataset *dataset, const struct scopes *scopes,
                             guint scope, const struct returned *returned, struct missing *all)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct missing));
    const GArray *units = scopes_units(scopes, scope);
    guint levels = completeness_levels(dataset);
    *all = (struct missing){.unit = UNIT_NONE};
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (!completeness_owes(levels, unit_at(scopes->tree, unit)))
            continue;
        struct missing missing = count_periods(scopes->tree, unit, returned, NULL);
        add_up(all, &missing);
        if (missing.made < missing.expected)
            g_array_append_val(list, missing);
    }
    return list;
}

void completeness_tell(const struct dataset *dataset, const struct unit_tree *tree,
                       const struct missing *missing, guint32 file, struct findings *findings)
{
    g_autofree char *hint =
        g_strdup_printf("%s %u/%u", dataset->name, missing->made, missing->expected);
    findings_add(findings,
                 &(struct finding){.rule = missing->made + missing->part == missing->expected
                                               ? RULE_RETURN_IN_PART
                                               : RULE_RETURN_MISSING,
                                   .file = file,
                                   .unit = (guint32)(missing->unit + 1),
                                   .value = (char *)unit_at(tree, missing->unit)->code,
                                   .hint = hint});
}

/* "1–7/2024, 9/2024", "2021–2023": one stretch of neighbouring periods more. */
static void append_stretch(GString *text, const struct returned *returned, guint first, guint last)
{
    date begin, end;
    int year, month, last_year, last_month, day;
    returned_period(returned, (gint)first, &begin, &end);
    date_to_civil(begin, &year, &month, &day);
    returned_period(returned, (gint)last, &begin, &end);
    date_to_civil(end, &last_year, &last_month, &day);
    int quarter = date_quarter(begin, end);
    gboolean months = date_month_end(begin) == end;
    if (quarter > 0) {
        g_string_append_printf(text, "quý %s/%d", date_quarter_name(quarter), year);
        return;
    }
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
    returned_period(returned, (gint)period, &first, &last);
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
            returned_period(returned, (gint)p, &begin, &end);
            owed = completeness_is_expected(dataset, tree, unit, end) &&
                   returned_state(returned, unit, (gint)p) != RETURN_WHOLE;
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
