#include "data/unit_map.h"

#include <string.h>

/* How far the resolving of a unit has come; one in a circle is under way for good. */
enum progress { UNTOUCHED, UNDER_WAY, IN_CIRCLE, RESOLVED };

/* A unit under way, and the change that is being followed from it. */
struct step {
    gint32 unit;
    const struct crosswalk_event *event; /* NULL: it goes with another unit */
};

struct unit_map {
    const struct unit_tree *tree;
    const struct crosswalk *crosswalk; /* NULL: identity */
    date day;
    GArray *places;    /* gint32 by unit; UNIT_NONE: shared out */
    GPtrArray *shares; /* GArray * by unit, or NULL */
    GArray *progress;  /* guint8 by unit */
    GArray *steps;     /* struct step: units under way, each led to the next */
    GArray *cycles;    /* borrowed while resolving */
};

static void free_shares(gpointer shares)
{
    if (shares != NULL)
        g_array_unref(shares);
}

static void grow_to_tree(struct unit_map *map)
{
    for (guint i = map->places->len; i < unit_tree_count(map->tree); i++) {
        gint32 itself = (gint32)i;
        guint8 untouched = UNTOUCHED;
        g_array_append_val(map->places, itself);
        g_array_append_val(map->progress, untouched);
        g_ptr_array_add(map->shares, NULL);
    }
}

static struct unit_map *map_new(const struct unit_tree *tree, date day)
{
    struct unit_map *map = g_new0(struct unit_map, 1);
    map->tree = tree;
    map->day = day;
    map->places = g_array_new(FALSE, FALSE, sizeof(gint32));
    map->progress = g_array_new(FALSE, FALSE, sizeof(guint8));
    map->shares = g_ptr_array_new_with_free_func(free_shares);
    map->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    grow_to_tree(map);
    return map;
}

struct unit_map *unit_map_identity(const struct unit_tree *tree, date day)
{
    struct unit_map *map = map_new(tree, day);
    for (guint i = 0; i < map->places->len; i++)
        g_array_index(map->places, gint32, i) = unit_version(tree, (gint32)i, day);
    return map;
}

void unit_map_free(struct unit_map *map)
{
    if (map == NULL)
        return;
    g_array_unref(map->places);
    g_array_unref(map->progress);
    g_array_unref(map->steps);
    g_ptr_array_unref(map->shares);
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
    return g_ptr_array_index(map->shares, unit);
}

gboolean unit_map_is_valid(const struct unit_map *map, gint32 unit)
{
    return unit_is_valid(map->tree, unit, map->day) && unit_map_place(map, unit) == unit;
}

gboolean unit_map_is_lost(const struct unit_map *map, gint32 unit)
{
    return !unit_is_valid(map->tree, unit, map->day) && unit_map_place(map, unit) == unit;
}

gint32 unit_map_parent(const struct unit_map *map, gint32 unit)
{
    gint32 parent = unit_at(map->tree, unit)->parent;
    if (parent == UNIT_NONE)
        return UNIT_NONE;
    gint32 place = unit_map_place(map, parent);
    return place != UNIT_NONE && place != unit ? place : parent;
}

gint32 unit_map_ancestor(const struct unit_map *map, gint32 unit, enum level level)
{
    for (guint steps = 0; unit != UNIT_NONE && steps <= LEVELS * 2; steps++) {
        if (unit_at(map->tree, unit)->level == level)
            return unit;
        unit = unit_map_parent(map, unit);
    }
    return UNIT_NONE;
}

/* Of the events that made a code the earliest, whatever their order in the file. */
static const struct crosswalk_event *earliest(const GPtrArray *events)
{
    const struct crosswalk_event *first = g_ptr_array_index(events, 0);
    for (guint i = 1; i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        if (event->day < first->day ||
            (event->day == first->day && strcmp(event->old_code, first->old_code) < 0))
            first = event;
    }
    return first;
}

/*
 * What stands above a successor that don_vi does not hold: the nearest unit that goes on and was
 * above all of its predecessors, so that no fact leaves the report of that one; or none.
 */
static gint32 parent_of_added(const struct unit_map *map, gint32 unit, const GPtrArray *events)
{
    const struct unit_tree *tree = map->tree;
    date day = earliest(events)->day;
    gint32 above = unit_at(tree, unit)->parent;
    for (guint i = 0; i < events->len && above != UNIT_NONE; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        gint32 old = unit_tree_find(tree, event->old_code, -1);
        old = old != UNIT_NONE ? unit_version(tree, old, event->day - 1) : unit;
        while (above != UNIT_NONE && (!unit_is_valid(tree, unit_version(tree, above, day), day) ||
                                      !unit_is_within(tree, old, above)))
            above = unit_at(tree, above)->parent;
    }
    return above != UNIT_NONE ? unit_version(tree, above, day) : UNIT_NONE;
}

/* The unit of a code; one that don_vi does not hold is added, of its predecessor's level. */
static gint32 successor(struct unit_map *map, struct unit_tree *tree, gint32 unit, const char *code)
{
    gint32 found = unit_tree_find(tree, code, -1);
    if (found != UNIT_NONE)
        return found;
    g_autoptr(GPtrArray) events = crosswalk_predecessors(map->crosswalk, code, DATE_NONE);
    const struct crosswalk_event *event = earliest(events);
    const struct unit *old = unit_at(tree, unit);
    struct unit added = {
        .code = code,
        .name = *event->new_name != '\0' ? event->new_name : code,
        .kind = old->kind,
        .level = old->level,
        .is_cell = old->is_cell,
        .from = event->day,
        .to = DATE_NONE,
        .file = event->file,
        .line = event->line,
    };
    found = unit_tree_add_below(tree, &added, parent_of_added(map, unit, events));
    grow_to_tree(map);
    return found;
}

static void resolve(struct unit_map *map, struct unit_tree *tree, gint32 unit);

/* Adds where one successor's facts stand, with its part of the weight. */
static void add_shares(const struct unit_map *map, GArray *shares, gint32 unit, gint64 weight)
{
    const GArray *further = unit_map_shares(map, unit);
    if (further == NULL) {
        struct map_share share = {unit_map_place(map, unit), weight};
        g_array_append_val(shares, share);
        return;
    }
    for (guint i = 0; i < further->len; i++) {
        struct map_share share = g_array_index(further, struct map_share, i);
        share.weight = shares_cut(further, i, weight);
        g_array_append_val(shares, share);
    }
}

static gint compare_codes(gconstpointer a, gconstpointer b, gpointer tree)
{
    const struct map_share *first = a, *second = b;
    int order = strcmp(unit_at(tree, first->unit)->code, unit_at(tree, second->unit)->code);
    return order != 0 ? order : (first->unit > second->unit) - (first->unit < second->unit);
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
    g_ptr_array_index(map->shares, unit) = g_array_ref(shares);
}

static struct step *last_step(const struct unit_map *map)
{
    return &g_array_index(map->steps, struct step, map->steps->len - 1);
}

static void follow(struct unit_map *map, struct unit_tree *tree, gint32 unit,
                   const GPtrArray *events)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(struct map_share));
    for (guint i = 0; i < events->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(events, i);
        gint32 next = successor(map, tree, unit, event->new_code);
        last_step(map)->event = event;
        if (next != unit)
            resolve(map, tree, next);
        add_shares(map, shares, next, event->weight.part * (SHARES_WHOLE / event->weight.whole));
    }
    set_shares(map, unit, shares);
}

/* A unit that is not there yet: its only predecessor, if that went nowhere else. */
static void go_back(struct unit_map *map, struct unit_tree *tree, gint32 unit)
{
    const char *code = unit_at(tree, unit)->code;
    g_autoptr(GPtrArray) events = crosswalk_predecessors(map->crosswalk, code, map->day);
    if (events == NULL || events->len != 1)
        return;
    const struct crosswalk_event *event = g_ptr_array_index(events, 0);
    gint32 before = unit_tree_find(tree, event->old_code, -1);
    if (before == UNIT_NONE || before == unit || event->weight.part != event->weight.whole)
        return;
    resolve(map, tree, before);
    g_array_index(map->places, gint32, unit) = unit_map_place(map, before);
}

/* A unit stands wherever another one does. */
static void go_with(struct unit_map *map, struct unit_tree *tree, gint32 unit, gint32 other)
{
    resolve(map, tree, other);
    g_array_index(map->places, gint32, unit) = unit_map_place(map, other);
    if (unit_map_shares(map, other) != NULL)
        g_ptr_array_index(map->shares, unit) = g_array_ref((GArray *)unit_map_shares(map, other));
}

/* A closed unit of which nothing is said goes with the unit above it, if that went anywhere. */
static void go_with_parent(struct unit_map *map, struct unit_tree *tree, gint32 unit)
{
    gint32 parent = unit_at(tree, unit)->parent;
    if (parent == UNIT_NONE)
        return;
    resolve(map, tree, parent);
    gint32 place = unit_map_place(map, parent);
    if (place != unit_version(tree, parent, map->day))
        go_with(map, tree, unit, parent);
}

/* What was changed before a version of the unit began happened to an earlier one. */
static GPtrArray *events_of(const struct unit_map *map, gint32 unit)
{
    const struct unit *named = unit_at(map->tree, unit);
    GPtrArray *events = crosswalk_successors(map->crosswalk, named->code, map->day);
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

static void move_on(struct unit_map *map, struct unit_tree *tree, gint32 unit)
{
    gint32 version = unit_version(tree, unit, map->day);
    date from = unit_at(tree, unit)->from;
    g_autoptr(GPtrArray) events = events_of(map, unit);
    if (version != unit)
        go_with(map, tree, unit, version);
    else if (events != NULL && (from == DATE_NONE || from <= map->day))
        follow(map, tree, unit, events);
    else if (from != DATE_NONE && from > map->day)
        go_back(map, tree, unit);
    else if (!unit_is_valid(tree, unit, map->day))
        go_with_parent(map, tree, unit);
}

static void stay(struct unit_map *map, gint32 unit)
{
    g_array_index(map->places, gint32, unit) = unit;
    g_clear_pointer((GArray **)&g_ptr_array_index(map->shares, unit), g_array_unref);
}

static void resolve(struct unit_map *map, struct unit_tree *tree, gint32 unit)
{
    guint8 progress = g_array_index(map->progress, guint8, unit);
    if (progress == UNDER_WAY || progress == IN_CIRCLE)
        close_circle(map, unit);
    if (progress != UNTOUCHED)
        return;
    struct step step = {unit, NULL};
    g_array_append_val(map->steps, step);
    g_array_index(map->progress, guint8, unit) = UNDER_WAY;
    move_on(map, tree, unit);
    if (g_array_index(map->progress, guint8, unit) == IN_CIRCLE)
        stay(map, unit);
    g_array_index(map->progress, guint8, unit) = RESOLVED;
    g_array_set_size(map->steps, map->steps->len - 1);
}

struct unit_map *unit_map_new(struct unit_tree *tree, const struct crosswalk *crosswalk, date day,
                              GArray *cycles)
{
    struct unit_map *map = map_new(tree, day);
    map->crosswalk = crosswalk;
    map->cycles = cycles;
    for (guint i = 0; i < unit_tree_count(tree); i++)
        resolve(map, tree, (gint32)i);
    map->cycles = NULL;
    return map;
}
