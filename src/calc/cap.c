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
    return cap;
}

static void set_column(struct entry *entry, char *code, const struct cap_rule *rule,
                       struct names values)
{
    entry->code = code;
    entry->where = g_new0(struct condition, 1);
    entry->where->field = rule->field;
    entry->where->is = values;
    entry->where_count = 1;
}

struct table *cap_query_table(const struct table *table, const struct cap_rule *rule)
{
    static char *const codes[CAP_COLUMNS] = {"excellent", "good", "ranked"};
    struct table *query = g_memdup2(table, sizeof *table);
    query->kind = TABLE_CROSSTAB;
    query->measures = NULL;
    query->measures_count = 0;
    query->columns_count = CAP_COLUMNS;
    query->columns = g_new0(struct entry, CAP_COLUMNS);
    const struct names values[CAP_COLUMNS] = {rule->excellent, rule->good, rule->ranked};
    for (guint i = 0; i < CAP_COLUMNS; i++)
        set_column(&query->columns[i], codes[i], rule, values[i]);
    return query;
}

void cap_query_table_free(struct table *table)
{
    if (table == NULL)
        return;
    for (guint i = 0; i < table->columns_count; i++)
        g_free(table->columns[i].where);
    g_free(table->columns);
    g_free(table);
}
