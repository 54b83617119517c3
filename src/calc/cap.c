#include "calc/cap.h"

#include <string.h>

#include "base/decimal.h"

static gint64 limit_of(const struct cap_rule *rule, gint64 base)
{
    gint64 percent = 0;
    gboolean read = decimal_parse_whole(rule->percent, -1, &percent);
    g_assert(read); /* dictionary_load() has seen to it */
    if (strcmp(rule->rounding, "floor") == 0)
        return base * percent / 100;
    return ratio_round((struct ratio){base * percent, 100}, 0);
}

struct cap cap_of(const struct cap_rule *rule, gint64 excellent, gint64 good, gint64 ranked)
{
    struct cap cap = {
        .base = ranked,
        .awarded = excellent,
        .inclusive = {excellent, excellent + good},
        .exclusive = {excellent, good},
    };
    if (strcmp(rule->base, "good_or_better") == 0)
        cap.base = excellent + good;
    else if (strcmp(rule->base, "good_only") == 0)
        cap.base = good;
    cap.limit = limit_of(rule, cap.base);
    cap.left = cap.limit - cap.awarded;
    cap.over = MAX(-cap.left, 0);
    return cap;
}

static enum cap_outcome outcome_of(const struct cap_rule *rule, gint64 base, gint64 awarded)
{
    gint64 percent = 0;
    decimal_parse_whole(rule->percent, -1, &percent);
    if (awarded > limit_of(rule, base))
        return CAP_OVER;
    return 100 * awarded > percent * base ? CAP_TOUCHING : CAP_WITHIN;
}

/* Of those that are open, some may be excellent; of the others, some stand in the base. */
guint cap_outcomes(const struct cap_rule *rule, gint64 base, gint64 awarded, gint64 open)
{
    gboolean inclusive = strcmp(rule->base, "good_only") != 0;
    guint outcomes = 0;
    for (gint64 excellent = 0; excellent <= open; excellent++)
        for (gint64 others = 0; others <= open - excellent; others++)
            outcomes |=
                outcome_of(rule, base + others + (inclusive ? excellent : 0), awarded + excellent);
    return outcomes;
}

gboolean cap_is_judged_in(struct period period)
{
    int year, month, day;
    date_to_civil(period.first, &year, &month, &day);
    return period.first == date_from_civil(year, 1, 1) &&
           period.last == date_from_civil(year, 12, 31);
}

static void set_column(struct template_entry *entry, char *code, const struct cap_rule *rule,
                       struct names values)
{
    entry->code = code;
    entry->where = g_new0(struct template_condition, 1);
    entry->where->field = rule->field;
    entry->where->is = values;
    entry->where_count = 1;
}

/* Organizations of the level, and of the types, if the rule names any. */
static void keep_to_organizations(struct template_table *query, const struct cap_rule *rule)
{
    const struct template_condition level = {
        .field = "cap", .is = {(char **)&rule->level, 1}, .listed = TRUE};
    const struct template_condition types = {.field = "loai_hinh", .is = rule->types};
    struct template_condition *where = g_new0(struct template_condition, query->where_count + 2);
    for (unsigned i = 0; i < query->where_count; i++)
        where[i] = query->where[i];
    where[query->where_count++] = level;
    if (rule->types.count > 0)
        where[query->where_count++] = types;
    query->where = where;
}

struct template_table *cap_query_table(const struct template_table *table,
                                       const struct cap_rule *rule)
{
    static char *const codes[CAP_COLUMNS] = {"excellent", "good", "ranked"};
    struct template_table *query = g_memdup2(table, sizeof *table);
    query->kind = TABLE_CROSSTAB;
    query->measures = NULL;
    query->measures_count = 0;
    query->columns_count = CAP_COLUMNS;
    query->columns = g_new0(struct template_entry, CAP_COLUMNS);
    const struct names values[CAP_COLUMNS] = {rule->excellent, rule->good, rule->ranked};
    for (guint i = 0; i < CAP_COLUMNS; i++)
        set_column(&query->columns[i], codes[i], rule, values[i]);
    if (rule->subject == CAP_ORGANIZATIONS)
        keep_to_organizations(query, rule);
    else
        query->where = g_memdup2(query->where, query->where_count * sizeof *query->where);
    return query;
}

void cap_query_table_free(struct template_table *table)
{
    if (table == NULL)
        return;
    for (guint i = 0; i < table->columns_count; i++)
        g_free(table->columns[i].where);
    g_free(table->columns);
    g_free(table->where);
    g_free(table);
}
