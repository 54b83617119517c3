#include <string.h>

#include "calc/overlap_parts.h"

/* In which order the rows of one way up the tree are asked whether they count. */
enum overlap_standing { STANDING_NAMED, STANDING_BELOW, STANDING_ABOVE };

/* A unit that returned, while a period is settled. */
struct overlap_candidate {
    gint32 unit;
    enum overlap_standing standing;
    enum level level; /* the one that it is asked by, or else its own */
    guint depth;      /* of its place on the map */
    gboolean ended;   /* the map puts it elsewhere */
    gboolean moved;   /* a change of its own does, not one of a unit above it */
};

/* What counts so far, by place on the map; a bit for each level. */
struct chosen {
    const struct overlap *overlap;
    struct overlap_period *period;
    guint8 *at, *below;
    guint8 *lasting; /* as `below`, of units that are there on the last day */
    guint8 *itself;  /* by unit: whether the place's own row counts */
};

static gboolean is_named(const struct overlap *overlap, enum level level)
{
    return overlap->named >> level & 1;
}

/* By unit's first version: the day of the first change that leads away from it; DATE_NONE. */
static date *days_of_changes(const struct unit_tree *tree, const struct crosswalk *crosswalk)
{
    date *days = g_new0(date, MAX(unit_tree_count(tree), 1));
    for (guint i = 0; i < unit_tree_count(tree); i++)
        days[i] = DATE_NONE;
    for (guint i = 0; i < crosswalk_count(crosswalk); i++) {
        const struct crosswalk_event *event = crosswalk_at(crosswalk, i);
        gint32 old = unit_tree_find(tree, event->old_code, -1);
        if (old != UNIT_NONE && strcmp(event->old_code, event->new_code) != 0 &&
            (days[old] == DATE_NONE || event->day < days[old]))
            days[old] = event->day;
    }
    return days;
}

/* Whether a change leads away from the unit by the day. */
static gboolean has_moved(const struct overlap *overlap, gint32 unit, date day)
{
    if (overlap->changed == NULL)
        return FALSE;
    date change =
        overlap->changed[unit_tree_find(overlap->tree, unit_at(overlap->tree, unit)->code, -1)];
    return change != DATE_NONE && change <= day;
}

static struct overlap_candidate candidate_of(const struct overlap *overlap, gint32 unit, date day)
{
    const struct unit *named = unit_at(overlap->tree, unit);
    struct overlap_candidate candidate = {.unit = unit, .level = named->level};
    if (is_named(overlap, named->level)) {
        candidate.standing = STANDING_NAMED;
    } else if (named->is_cell && is_named(overlap, LEVEL_CHI_BO)) {
        candidate.standing = STANDING_NAMED;
        candidate.level = LEVEL_CHI_BO;
    } else {
        enum level upper = LEVEL_TINH;
        while (upper < LEVELS && !is_named(overlap, upper))
            upper++;
        candidate.standing = named->level < upper ? STANDING_ABOVE : STANDING_BELOW;
    }
    candidate.moved = has_moved(overlap, unit, day);
    /* The map is asked only where it may put the unit elsewhere. */
    candidate.ended = candidate.moved || !unit_is_valid(overlap->tree, unit, day);
    return candidate;
}

/* The places of a unit on the map: one, or those of its shares. */
static guint places_of(const struct unit_map *map, gint32 unit)
{
    const GArray *shares = unit_map_shares(map, unit);
    return shares != NULL ? shares->len : 1;
}

static gint32 place_at(const struct unit_map *map, gint32 unit, guint i)
{
    const GArray *shares = unit_map_shares(map, unit);
    return shares != NULL ? g_array_index(shares, struct map_share, i).unit
                          : unit_map_place(map, unit);
}

static gint compare_candidates(gconstpointer a, gconstpointer b)
{
    const struct overlap_candidate *x = a, *y = b;
    int upwards = x->standing == STANDING_ABOVE ? -1 : 1;
    if (x->standing != y->standing)
        return x->standing < y->standing ? -1 : 1;
    if (x->level != y->level)
        return x->level < y->level ? -upwards : upwards;
    if (x->standing == STANDING_NAMED && x->ended != y->ended)
        return x->ended ? 1 : -1;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -upwards : upwards;
    if (x->ended != y->ended)
        return x->ended ? 1 : -1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/*
 * Whether the unit at the place of one that went there has returned, itself or through the units
 * below it, for the people that are asked of both.
 */
static gboolean is_succeeded(const struct chosen *chosen, const struct overlap_candidate *candidate,
                             gint32 place)
{
    guint8 own = (guint8)(1u << candidate->level);
    if (place == candidate->unit)
        return FALSE;
    return (chosen->itself[place] && (chosen->at[place] & own) != 0) ||
           (candidate->moved && (chosen->lasting[place] & own) != 0);
}

/*
 * Whether a row does not count beside those chosen already. Rows of one level that is asked do not
 * exclude each other, unless one stands in the place of the other.
 */
static enum overlap_fate fate_of(const struct chosen *chosen,
                                 const struct overlap_candidate *candidate)
{
    const struct unit_map *map = chosen->period->map;
    guint8 own = (guint8)(1u << candidate->level);
    guint8 like = candidate->standing == STANDING_NAMED ? own : 0;
    for (guint i = 0; i < places_of(map, candidate->unit); i++) {
        gint32 place = place_at(map, candidate->unit, i), above = place;
        if (is_succeeded(chosen, candidate, place)) {
            chosen->period->instead[candidate->unit] = place;
            return OVERLAP_SUCCEEDED;
        }
        guint8 others = (guint8)((chosen->at[place] & ~own) | (chosen->below[place] & ~like));
        for (guint steps = 0; others == 0 && steps < UNIT_MAP_MAX_STEPS; steps++) {
            above = unit_map_parent(map, above);
            if (above == UNIT_NONE)
                break;
            others = (guint8)(chosen->at[above] & ~like);
        }
        if (others != 0)
            return OVERLAP_SUBTOTAL;
    }
    return OVERLAP_COUNTS;
}

static void choose(const struct chosen *chosen, const struct overlap_candidate *candidate)
{
    const struct unit_map *map = chosen->period->map;
    guint8 own = (guint8)(1u << candidate->level);
    for (guint i = 0; i < places_of(map, candidate->unit); i++) {
        gint32 place = place_at(map, candidate->unit, i);
        chosen->at[place] |= own;
        chosen->itself[place] |= place == candidate->unit;
        gint32 above = unit_map_parent(map, place);
        for (guint steps = 0; above != UNIT_NONE && steps < UNIT_MAP_MAX_STEPS; steps++) {
            chosen->below[above] |= own;
            chosen->lasting[above] |= candidate->ended ? 0 : own;
            above = unit_map_parent(map, above);
        }
    }
}

static void place(const struct unit_map *map, GArray *candidates)
{
    for (guint i = 0; i < candidates->len; i++) {
        struct overlap_candidate *candidate =
            &g_array_index(candidates, struct overlap_candidate, i);
        gint32 at = place_at(map, candidate->unit, 0);
        candidate->ended = !unit_map_is_valid(map, candidate->unit);
        while (at != UNIT_NONE && candidate->depth < UNIT_MAP_MAX_STEPS) {
            candidate->depth++;
            at = unit_map_parent(map, at);
        }
    }
}

/* By unit: whether one that is asked, and there on the period's last day, is below it. */
static guint8 *above_the_asked(const struct overlap *overlap, const struct overlap_period *period)
{
    guint units = unit_tree_count(overlap->tree);
    guint8 *above = g_malloc0(units);
    for (gint32 i = 0; i < (gint32)units; i++) {
        if (!unit_map_is_valid(period->map, i) ||
            candidate_of(overlap, i, period->last).standing != STANDING_NAMED)
            continue;
        gint32 unit = unit_map_parent(period->map, i);
        for (guint steps = 0; unit != UNIT_NONE && !above[unit] && steps < UNIT_MAP_MAX_STEPS;
             steps++) {
            above[unit] = TRUE;
            unit = unit_map_parent(period->map, unit);
        }
    }
    return above;
}

/* Numbers of people: levels and successors exclude each other. */
static gboolean settle_numbers(const struct overlap *overlap, struct overlap_period *period,
                               GArray *candidates)
{
    guint units = unit_tree_count(overlap->tree);
    g_autofree guint8 *at = g_malloc0(units), *below = g_malloc0(units), *itself = g_malloc0(units);
    g_autofree guint8 *lasting = g_malloc0(units);
    struct chosen chosen = {overlap, period, at, below, lasting, itself};
    g_autofree guint8 *above = above_the_asked(overlap, period);
    gboolean any = FALSE;
    g_array_sort(candidates, compare_candidates);
    for (guint i = 0; i < candidates->len; i++) {
        const struct overlap_candidate *candidate =
            &g_array_index(candidates, struct overlap_candidate, i);
        enum overlap_fate fate = fate_of(&chosen, candidate);
        if (fate == OVERLAP_COUNTS && candidate->standing == STANDING_ABOVE &&
            above[candidate->unit])
            fate = OVERLAP_STANDS_IN;
        period->fate[candidate->unit] = (guint8)fate;
        any |= fate != OVERLAP_COUNTS;
        if (overlap_counts(fate))
            choose(&chosen, candidate);
    }
    return any;
}

/*
 * Whether the row of a unit at the place of another is about the same organization: a change leads
 * there, of whatever level or kind, or both are grassroots organizations, or both are cells. A cell
 * that went with its commune is another organization than the one that the commune went into.
 */
static gboolean is_in_place_of(const struct overlap *overlap, gint32 place,
                               const struct overlap_candidate *candidate)
{
    const struct unit *there = unit_at(overlap->tree, place);
    const struct unit *gone = unit_at(overlap->tree, candidate->unit);
    return candidate->moved || there->level == gone->level || (there->is_cell && gone->is_cell);
}

/* Rows about the units themselves: only a successor excludes. */
static gboolean settle_units(const struct overlap *overlap, struct overlap_period *period,
                             const GArray *candidates)
{
    gboolean any = FALSE;
    for (guint i = 0; i < candidates->len; i++) {
        const struct overlap_candidate *candidate =
            &g_array_index(candidates, struct overlap_candidate, i);
        for (guint k = 0; candidate->ended && k < places_of(period->map, candidate->unit); k++) {
            gint32 place = place_at(period->map, candidate->unit, k);
            if (place == candidate->unit || !period->returned[place] ||
                !is_in_place_of(overlap, place, candidate) ||
                !unit_map_is_valid(period->map, place))
                continue;
            period->fate[candidate->unit] = OVERLAP_SUCCEEDED;
            period->instead[candidate->unit] = place;
            any = TRUE;
        }
    }
    return any;
}

/* Whether all who returned are there on the day, and of one level that is asked. */
static gboolean is_plain(const struct overlap *overlap, const struct overlap_period *period)
{
    enum level level = LEVELS;
    for (gint32 i = 0; i < (gint32)unit_tree_count(overlap->tree); i++) {
        if (!period->returned[i])
            continue;
        struct overlap_candidate candidate = candidate_of(overlap, i, period->last);
        if (level == LEVELS)
            level = candidate.level;
        if (candidate.ended || (overlap->weights->len > 0 &&
                                (candidate.standing != STANDING_NAMED || candidate.level != level)))
            return FALSE;
    }
    return TRUE;
}

/* New array of struct overlap_candidate. */
static GArray *candidates_of(const struct overlap *overlap, const struct overlap_period *period)
{
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(struct overlap_candidate));
    for (gint32 i = 0; i < (gint32)unit_tree_count(overlap->tree); i++) {
        if (!period->returned[i])
            continue;
        struct overlap_candidate candidate = candidate_of(overlap, i, period->last);
        g_array_append_val(candidates, candidate);
    }
    return candidates;
}

static gboolean settle_period(const struct overlap *overlap, struct overlap_period *period,
                              const struct crosswalk *crosswalk)
{
    guint units = unit_tree_count(overlap->tree);
    if (is_plain(overlap, period))
        return FALSE;
    g_autoptr(GArray) candidates = candidates_of(overlap, period);
    period->map = unit_map_new(overlap->tree, crosswalk, period->last, NULL);
    place(period->map, candidates);
    period->fate = g_malloc0(units);
    period->instead = g_new0(gint32, units);
    gboolean any = overlap->weights->len > 0 ? settle_numbers(overlap, period, candidates)
                                             : settle_units(overlap, period, candidates);
    if (!any) {
        g_clear_pointer(&period->fate, g_free);
        g_clear_pointer(&period->instead, g_free);
        g_clear_pointer(&period->map, unit_map_free);
    }
    return any;
}

gboolean overlap_settle(struct overlap *overlap, const struct crosswalk *crosswalk)
{
    gboolean any = FALSE;
    GHashTableIter iter;
    gpointer value;
    if (crosswalk_count(crosswalk) > 0)
        overlap->changed = days_of_changes(overlap->tree, crosswalk);
    g_hash_table_iter_init(&iter, overlap->periods);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        any = settle_period(overlap, value, crosswalk) || any;
    return any;
}
