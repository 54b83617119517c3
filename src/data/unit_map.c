#include "data/unit_map_parts.h"

/* 64 bits do not hold a sum of members times 10^9. */
__extension__ typedef __int128 int128;

static struct map_share *share_at(const GArray *shares, guint number)
{
    return &g_array_index(shares, struct map_share, number);
}

gboolean shares_settle(GArray *shares, GCompareDataFunc order, gpointer data)
{
    gint64 sum = 0;
    guint kept = 0;
    g_array_sort_with_data(shares, order, data);
    for (guint i = 0; i < shares->len; i++) {
        struct map_share share = *share_at(shares, i);
        sum += share.weight;
        if (kept > 0 && share_at(shares, kept - 1)->unit == share.unit)
            share_at(shares, kept - 1)->weight += share.weight;
        else
            *share_at(shares, kept++) = share;
    }
    g_array_set_size(shares, kept);
    return sum == SHARES_WHOLE;
}

gboolean shares_are_equal(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++)
        if (share_at(a, i)->unit != share_at(b, i)->unit ||
            share_at(a, i)->weight != share_at(b, i)->weight)
            return FALSE;
    return TRUE;
}

gint64 shares_cut(const GArray *shares, guint number, gint64 count)
{
    gint64 rest = count, left = SHARES_WHOLE;
    for (guint i = 0;; i++) {
        gint64 weight = share_at(shares, i)->weight;
        gint64 part = left > 0 ? (gint64)((2 * (int128)rest * weight + left) / (2 * left)) : 0;
        if (i == number)
            return part;
        rest -= part;
        left -= weight;
    }
}

static void free_shares(gpointer shares)
{
    g_array_unref(shares);
}

/* One answer a unit, of so many bytes, all of them 0. */
static GArray *answers_new(const struct unit_tree *tree, guint size)
{
    GArray *answers = g_array_sized_new(FALSE, TRUE, size, unit_tree_count(tree));
    return g_array_set_size(answers, unit_tree_count(tree));
}

struct unit_map *unit_map_empty(const struct unit_tree *tree, date day)
{
    struct unit_map *map = g_new0(struct unit_map, 1);
    map->tree = tree;
    map->day = day;
    map->places = answers_new(tree, sizeof(gint32));
    map->progress = answers_new(tree, sizeof(guint8)); /* UNTOUCHED */
    map->above = answers_new(tree, sizeof(gint32));
    map->left = answers_new(tree, sizeof(date));
    map->shares = g_hash_table_new_full(NULL, NULL, NULL, free_shares);
    map->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    for (guint i = 0; i < map->places->len; i++) {
        g_array_index(map->places, gint32, i) = (gint32)i;
        g_array_index(map->above, gint32, i) = UNIT_NONE;
        g_array_index(map->left, date, i) = DATE_NONE;
    }
    return map;
}

struct unit_map *unit_map_identity(const struct unit_tree *tree, date day)
{
    struct unit_map *map = unit_map_empty(tree, day);
    for (guint i = 0; i < map->places->len; i++)
        g_array_index(map->places, gint32, i) = unit_version(tree, (gint32)i, day);
    return map;
}

void unit_map_free(struct unit_map *map)
{
    if (map == NULL)
        return;
    g_array_unref(map->places);
    g_array_unref(map->above);
    g_array_unref(map->left);
    g_array_unref(map->progress);
    g_array_unref(map->steps);
    g_hash_table_unref(map->shares);
    g_free(map);
}

date unit_map_day(const struct unit_map *map)
{
    return map->day;
}

gint32 unit_map_place(const struct unit_map *map, gint32 unit)
{
    return g_array_index(map->places, gint32, unit);
}

const GArray *unit_map_shares(const struct unit_map *map, gint32 unit)
{
    return g_hash_table_size(map->shares) > 0
               ? g_hash_table_lookup(map->shares, GINT_TO_POINTER(unit))
               : NULL;
}

gboolean unit_map_is_valid(const struct unit_map *map, gint32 unit)
{
    return unit_is_valid(map->tree, unit, map->day) && unit_map_place(map, unit) == unit;
}

gboolean unit_map_is_to_come(const struct unit_map *map, gint32 unit)
{
    date from = unit_at(map->tree, unit)->from;
    return from != DATE_NONE && from > map->day && unit_map_place(map, unit) == unit;
}

gboolean unit_map_is_lost(const struct unit_map *map, gint32 unit)
{
    return !unit_is_valid(map->tree, unit, map->day) && unit_map_place(map, unit) == unit;
}

gint32 unit_map_parent(const struct unit_map *map, gint32 unit)
{
    gint32 above = g_array_index(map->above, gint32, unit);
    if (above != UNIT_NONE)
        return above;
    gint32 parent = unit_at(map->tree, unit)->parent;
    if (parent == UNIT_NONE)
        return UNIT_NONE;
    gint32 place = unit_map_place(map, parent);
    return place != UNIT_NONE && place != unit ? place : parent;
}

gint32 unit_map_ancestor(const struct unit_map *map, gint32 unit, enum level level)
{
    for (guint steps = 0; unit != UNIT_NONE && steps <= UNIT_MAP_MAX_STEPS; steps++) {
        if (unit_at(map->tree, unit)->level == level)
            return unit;
        unit = unit_map_parent(map, unit);
    }
    return UNIT_NONE;
}

/* Whether a unit is another one of the map or below it. */
static gboolean hangs_below(const struct unit_map *map, gint32 unit, gint32 above)
{
    for (guint steps = 0; unit != UNIT_NONE && unit != above && steps <= UNIT_MAP_MAX_STEPS;
         steps++)
        unit = unit_map_parent(map, unit);
    return unit == above;
}

void unit_map_hang(struct unit_map *map, gint32 unit)
{
    if (g_array_index(map->progress, guint8, unit) == HUNG)
        return;
    g_array_index(map->progress, guint8, unit) = HUNG;
    if (!unit_map_is_to_come(map, unit))
        return;
    g_autoptr(GPtrArray) events =
        crosswalk_predecessors(map->crosswalk, unit_at(map->tree, unit)->code, map->day);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; events != NULL && i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        gint32 old = unit_tree_find(map->tree, event->old_code, -1);
        old = unit_version(map->tree, old, map->day);
        gint32 place = unit_map_place(map, old) != UNIT_NONE ? unit_map_place(map, old) : old;
        unit_map_hang(map, place);
        g_array_append_val(places, place);
    }
    if (places->len == 0)
        return;
    gint32 above = unit_map_parent(map, g_array_index(places, gint32, 0));
    for (guint i = 1; i < places->len; i++)
        while (above != UNIT_NONE && !hangs_below(map, g_array_index(places, gint32, i), above))
            above = unit_map_parent(map, above);
    if (above != unit)
        g_array_index(map->above, gint32, unit) = above;
}
