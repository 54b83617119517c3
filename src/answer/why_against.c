#include "answer/why_against.h"

#include <string.h>

#include "answer/why_rows.h"

/* What a key adds on one side. */
struct side {
    gint64 amount;
    gboolean in_row;
    const struct why_hit *hit;
};

struct key {
    struct side then, now;
};

static gboolean is_distinct(const struct why_term *term)
{
    return term->counting == WHY_RETURNS ||
           (term->counting == WHY_FACTS &&
            query_adding(term->query, &g_array_index(term->columns, struct why_place, 0).place)
                    ->aggregate == AGGREGATE_DISTINCT);
}

/* Where different things are counted the thing itself is the key, and counts once. */
static void add_hits(GHashTable *keys, GPtrArray *order, const struct why_term *term, gboolean now)
{
    gboolean distinct = is_distinct(term);
    for (guint i = 0; i < term->hits->len; i++) {
        struct why_hit *hit = &g_array_index(term->hits, struct why_hit, i);
        guint64 name = distinct && hit->inside ? (guint64)hit->amount : hit->key;
        struct key *key = g_hash_table_lookup(keys, &name);
        if (key == NULL) {
            key = g_new0(struct key, 1);
            g_hash_table_insert(keys, g_memdup2(&name, sizeof name), key);
            g_ptr_array_add(order, key);
        }
        struct side *side = now ? &key->now : &key->then;
        if (hit->inside)
            side->amount = distinct ? 1 : side->amount + hit->amount;
        side->in_row |= hit->in_row;
        if (side->hit == NULL || (hit->inside && !side->hit->inside))
            side->hit = hit;
    }
}

static const char *unit_code(const struct unit_tree *tree, const struct why_hit *hit)
{
    return unit_at(tree, hit->unit)->code;
}

static enum why_reason reason_of(const struct key *key, gboolean same_unit)
{
    if (key->then.hit == NULL)
        return WHY_ENTERED;
    if (key->now.hit == NULL)
        return WHY_LEFT;
    if (key->then.amount != 0 && key->now.amount != 0)
        return WHY_NUMBER;
    if (key->then.in_row && key->now.in_row)
        return WHY_RANKED;
    return same_unit ? WHY_MOVED : WHY_TRANSFERRED;
}

static gint compare_reasons(gconstpointer a, gconstpointer b)
{
    const struct why_change *first = a, *second = b;
    return (gint)first->reason - (gint)second->reason;
}

GArray *why_against(const struct why_term *then, const struct unit_tree *then_tree,
                    const struct why_term *now, const struct unit_tree *now_tree)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct why_change));
    add_hits(keys, order, then, FALSE);
    add_hits(keys, order, now, TRUE);
    for (guint i = 0; i < order->len; i++) {
        const struct key *key = g_ptr_array_index(order, i);
        struct why_change change = {.amount = key->now.amount - key->then.amount,
                                    .then = key->then.hit,
                                    .now = key->now.hit};
        if (change.amount == 0)
            continue;
        change.reason = reason_of(key, change.then != NULL && change.now != NULL &&
                                           strcmp(unit_code(then_tree, change.then),
                                                  unit_code(now_tree, change.now)) == 0);
        g_array_append_val(changes, change);
    }
    g_array_sort(changes, compare_reasons);
    return changes;
}
