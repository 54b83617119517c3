#include <string.h>

#include "data/unit_map_parts.h"

static void resolve(struct unit_map *map, gint32 unit);

static void add_share(GArray *shares, gint32 unit, gint64 weight)
{
    struct map_share share = {unit, weight};
    g_array_append_val(shares, share);
}

/* Adds where a resolved unit's facts stand, with its part of the weight. */
static void add_shares_of(const struct unit_map *map, GArray *shares, gint32 unit, gint64 weight)
{
    const GArray *further = unit_map_shares(map, unit);
    if (further == NULL)
        add_share(shares, unit_map_place(map, unit), weight);
    for (guint i = 0; further != NULL && i < further->len; i++)
        add_share(shares, g_array_index(further, struct map_share, i).unit,
                  shares_cut(further, i, weight));
}

static gint compare_codes(gconstpointer a, gconstpointer b, gpointer tree)
{
    const struct map_share *first = a, *second = b;
    int order = strcmp(unit_at(tree, first->unit)->code, unit_at(tree, second->unit)->code);
    return order != 0 ? order : (first->unit > second->unit) - (first->unit < second->unit);
}

static void keep_shares(struct unit_map *map, gint32 unit, GArray *shares)
{
    g_hash_table_insert(map->shares, GINT_TO_POINTER(unit), g_array_ref(shares));
}

static void set_shares(struct unit_map *map, gint32 unit, GArray *shares)
{
    if (!shares_settle(shares, compare_codes, (gpointer)map->tree))
        return;
    if (shares->len == 1) {
        g_array_index(map->places, gint32, unit) = g_array_index(shares, struct map_share, 0).unit;
        return;
    }
    g_array_index(map->places, gint32, unit) = UNIT_NONE;
    keep_shares(map, unit, shares);
}

static struct step *last_step(const struct unit_map *map)
{
    return &g_array_index(map->steps, struct step, map->steps->len - 1);
}

/* Whether a unit's last change was before a day: what joins it then stays in it. */
static gboolean came_back(const struct unit_map *map, gint32 unit, date day)
{
    if (unit_has_versions(map->tree, unit) || !unit_is_valid(map->tree, unit, map->day))
        return FALSE;
    g_autoptr(GPtrArray) events =
        crosswalk_successors(map->crosswalk, unit_at(map->tree, unit)->code, map->day);
    return events != NULL &&
           ((const struct crosswalk_event *)g_ptr_array_index(events, 0))->day < day;
}

/* The unit that an event leads to, as it was on its first day. */
static gint32 successor(const struct unit_map *map, const struct crosswalk_event *event)
{
    return unit_version(map->tree, unit_tree_find(map->tree, event->new_code, -1), event->day);
}

/* Whether a change leaves a part with the unit itself. */
static gboolean stays_in_part(const GPtrArray *events)
{
    for (guint i = 0; i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        if (strcmp(event->new_code, event->old_code) == 0)
            return TRUE;
    }
    return FALSE;
}

/*
 * Whether a unit is there again under its own code after changes that led away from it and back: a
 * merger that was undone. It is then the same unit as before, and no estimate is needed.
 */
static gboolean is_undone(const struct unit_map *map, gint32 unit, const GArray *shares)
{
    gint32 now = unit_version(map->tree, unit, map->day);
    gboolean back = FALSE;
    for (guint i = 0; i < shares->len && !back; i++)
        back = g_array_index(shares, struct map_share, i).unit == now;
    return back && unit_is_valid(map->tree, now, map->day);
}

static void follow(struct unit_map *map, gint32 unit, const GPtrArray *events)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(struct map_share));
    for (guint i = 0; i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        gint64 weight = event->weight.part * (SHARES_WHOLE / event->weight.whole);
        gint32 next = successor(map, event);
        last_step(map)->event = event;
        g_array_index(map->left, date, unit) = event->day;
        if (next == unit || came_back(map, next, event->day)) {
            add_share(shares, next, weight);
            continue;
        }
        resolve(map, next);
        add_shares_of(map, shares, next, weight);
    }
    if (!stays_in_part(events) && is_undone(map, unit, shares))
        g_array_index(map->places, gint32, unit) = unit_version(map->tree, unit, map->day);
    else
        set_shares(map, unit, shares);
}

/* A unit stands wherever another one does. */
static void go_with(struct unit_map *map, gint32 unit, gint32 other)
{
    resolve(map, other);
    g_array_index(map->left, date, unit) = g_array_index(map->left, date, other);
    g_array_index(map->places, gint32, unit) = unit_map_place(map, other);
    if (unit_map_shares(map, other) != NULL)
        keep_shares(map, unit, (GArray *)unit_map_shares(map, other));
}

/* A unit that is not there yet: its only predecessor, of which it is a part or the whole. */
static void go_back(struct unit_map *map, gint32 unit)
{
    const char *code = unit_at(map->tree, unit)->code;
    g_autoptr(GPtrArray) events = crosswalk_predecessors(map->crosswalk, code, map->day);
    if (events == NULL || events->len != 1)
        return;
    const struct crosswalk_event *event = g_ptr_array_index(events, 0);
    gint32 before =
        unit_version(map->tree, unit_tree_find(map->tree, event->old_code, -1), event->day - 1);
    if (before != unit)
        go_with(map, unit, before);
}

/*
 * A closed unit of which nothing is said goes with the unit above it, if it ended with that one's
 * change. One that ended at another time has no known place.
 */
static void go_with_parent(struct unit_map *map, gint32 unit)
{
    const struct unit *closed = unit_at(map->tree, unit);
    if (closed->parent == UNIT_NONE)
        return;
    resolve(map, closed->parent);
    date left = g_array_index(map->left, date, closed->parent);
    if (left != DATE_NONE && (closed->to == left - 1 || closed->to == left) &&
        unit_map_place(map, closed->parent) != unit_version(map->tree, closed->parent, map->day))
        go_with(map, unit, closed->parent);
}

/*
 * The changes of a unit up to the map's day; NULL: none. Those of a version come after its first
 * day and not after that of the next one.
 */
static GPtrArray *events_of(const struct unit_map *map, gint32 unit)
{
    const struct unit *named = unit_at(map->tree, unit);
    date next = unit_next_version(map->tree, unit);
    date last = next != DATE_NONE ? MIN(next, map->day) : map->day;
    GPtrArray *events = crosswalk_successors(map->crosswalk, named->code, last);
    if (events == NULL || !unit_has_versions(map->tree, unit) || named->from == DATE_NONE ||
        ((const struct crosswalk_event *)g_ptr_array_index(events, 0))->day > named->from)
        return events;
    g_ptr_array_unref(events);
    return NULL;
}

static void clear_cycle(gpointer cycle)
{
    g_free(((struct map_cycle *)cycle)->path);
}

GArray *map_cycles_new(void)
{
    GArray *cycles = g_array_new(FALSE, FALSE, sizeof(struct map_cycle));
    g_array_set_clear_func(cycles, clear_cycle);
    return cycles;
}

/* The units under way from `unit` on form a circle, since the last one leads to it. */
static void close_circle(struct unit_map *map, gint32 unit)
{
    struct map_cycle cycle = {.unit = unit};
    g_autoptr(GString) path = g_string_new(NULL);
    guint i = map->steps->len;
    while (i > 0 && g_array_index(map->steps, struct step, i - 1).unit != unit)
        i--;
    for (i = MAX(i, 1) - 1; i < map->steps->len; i++) {
        const struct step *step = &g_array_index(map->steps, struct step, i);
        g_array_index(map->progress, guint8, step->unit) = IN_CIRCLE;
        cycle.event = cycle.event != NULL ? cycle.event : step->event;
        g_string_append_printf(path, "%s → ", unit_at(map->tree, step->unit)->code);
    }
    if (map->cycles == NULL)
        return;
    cycle.path = g_strconcat(path->str, unit_at(map->tree, unit)->code, NULL);
    g_array_append_val(map->cycles, cycle);
}

static void move_on(struct unit_map *map, gint32 unit)
{
    gint32 version = unit_version(map->tree, unit, map->day);
    date from = unit_at(map->tree, unit)->from;
    gboolean begun = from == DATE_NONE || from <= map->day;
    g_autoptr(GPtrArray) events = begun ? events_of(map, unit) : NULL;
    if (events != NULL && (version == unit || stays_in_part(events)))
        follow(map, unit, events);
    else if (version != unit)
        go_with(map, unit, version);
    else if (!begun)
        go_back(map, unit);
    else if (!unit_is_valid(map->tree, unit, map->day))
        go_with_parent(map, unit);
}

static void stay(struct unit_map *map, gint32 unit)
{
    g_array_index(map->places, gint32, unit) = unit;
    g_hash_table_remove(map->shares, GINT_TO_POINTER(unit));
}

static void resolve(struct unit_map *map, gint32 unit)
{
    guint8 progress = g_array_index(map->progress, guint8, unit);
    if (progress == UNDER_WAY || progress == IN_CIRCLE)
        close_circle(map, unit);
    if (progress != UNTOUCHED)
        return;
    struct step step = {unit, NULL};
    g_array_append_val(map->steps, step);
    g_array_index(map->progress, guint8, unit) = UNDER_WAY;
    move_on(map, unit);
    if (g_array_index(map->progress, guint8, unit) == IN_CIRCLE)
        stay(map, unit);
    g_array_index(map->progress, guint8, unit) = RESOLVED;
    g_array_set_size(map->steps, map->steps->len - 1);
}

struct unit_map *unit_map_new(const struct unit_tree *tree, const struct crosswalk *crosswalk,
                              date day, GArray *cycles)
{
    struct unit_map *map = unit_map_empty(tree, day);
    map->crosswalk = crosswalk;
    map->cycles = cycles;
    for (guint i = 0; i < unit_tree_count(tree); i++)
        resolve(map, (gint32)i);
    for (guint i = 0; i < unit_tree_count(tree); i++)
        unit_map_hang(map, (gint32)i);
    map->cycles = NULL;
    return map;
}
