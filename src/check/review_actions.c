#include "check/review_actions.h"

gpointer review_actions_at(GHashTable *table, gint32 unit, gsize size)
{
    gpointer key = GINT_TO_POINTER(unit + 1), value = g_hash_table_lookup(table, key);
    if (value == NULL && size > 0) {
        value = g_malloc0(size);
        g_hash_table_insert(table, key, value);
    }
    return value;
}

static struct review_actions *actions_at(GHashTable *table, gint32 unit)
{
    return review_actions_at(table, unit, sizeof(struct review_actions));
}

GHashTable *review_actions_of(const struct rule_sums *gathered, const struct unit_tree *tree,
                              int year)
{
    GHashTable *table = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GPtrArray) list = rule_sums_list(gathered);
    date last_day = date_from_civil(year, 12, 31);
    for (guint i = 0; i < list->len; i++) {
        const struct rule_sum *sums = g_ptr_array_index(list, i);
        if (sums->year != year)
            continue;
        gint64 organizations = rule_sums_figure(gathered, sums, RULE_SUMS_ORGANIZATIONS);
        gint64 postless = rule_sums_figure(gathered, sums, RULE_SUMS_POSTLESS);
        actions_at(table, sums->unit)->leaders +=
            rule_sums_figure(gathered, sums, RULE_SUMS_LEADERS);
        gint32 unit = organizations + postless > 0 ? sums->unit : UNIT_NONE;
        while (unit != UNIT_NONE) {
            struct review_actions *actions = actions_at(table, unit);
            actions->organizations += organizations;
            actions->postless += postless;
            gint32 parent = unit_at(tree, unit)->parent;
            unit = parent != UNIT_NONE ? unit_version(tree, parent, last_day) : UNIT_NONE;
        }
    }
    return table;
}
