#include "calc/scope.h"

#include "calc/numbering.h"

static void clear_portion(gpointer portion)
{
    g_free(((struct portion *)portion)->inside);
}

static void free_array(gpointer array)
{
    g_array_unref(array);
}

static void portions_init(struct scopes *scopes)
{
    guint units = unit_tree_count(scopes->tree);
    scopes->split_of = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < units; i++)
        scopes->split_of[i] = -1;
    scopes->splits = g_ptr_array_new_with_free_func(free_array);
    scopes->portions = g_array_new(FALSE, FALSE, sizeof(struct portion));
    g_array_set_clear_func(scopes->portions, clear_portion);
}

static void portions_clear(struct scopes *scopes)
{
    g_free(scopes->split_of);
    g_ptr_array_unref(scopes->splits);
    g_array_unref(scopes->portions);
}

static struct portion *portion_at(const struct scopes *scopes, guint portion)
{
    return &g_array_index(scopes->portions, struct portion, portion);
}

/* The split of units that are shared out like this; a split has a portion from its start on. */
static guint split_with(struct scopes *scopes, const GArray *shares)
{
    guint split = 0;
    for (; split < scopes->splits->len; split++) {
        const GArray *portions = g_ptr_array_index(scopes->splits, split);
        const GArray *known = portion_at(scopes, g_array_index(portions, guint, 0))->shares;
        if (known == shares || shares_are_equal(known, shares))
            return split;
    }
    g_ptr_array_add(scopes->splits, g_array_new(FALSE, FALSE, sizeof(guint)));
    return split;
}

/* The scope's portion of the split, added if it is not there yet. */
static struct portion *portion_for(struct scopes *scopes, struct portion wanted)
{
    GArray *portions = g_ptr_array_index(scopes->splits, wanted.split);
    for (guint i = 0; i < portions->len; i++) {
        struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion->scope == wanted.scope && portion->whole == wanted.whole)
            return portion;
    }
    guint number = scopes->portions->len;
    wanted.inside = g_new0(guint8, wanted.shares->len);
    g_array_append_val(scopes->portions, wanted);
    g_array_append_val(portions, number);
    return portion_at(scopes, number);
}

/*
 * Notes a unit that is shared out, when scope_of[unit] is set: to the scope that it is wholly in,
 * or else (-1) to those of its shares, `scope_of_share` (-1: none).
 */
static void portions_add(struct scopes *scopes, gint32 unit, const gint32 *scope_of_share)
{
    const GArray *shares = unit_map_shares(scopes->map, unit);
    gint32 home = scopes->scope_of[unit];
    gboolean reported = home >= 0;
    for (guint i = 0; i < shares->len; i++)
        reported |= scope_of_share[i] >= 0;
    if (!reported)
        return;
    guint split = split_with(scopes, shares);
    scopes->split_of[unit] = (gint32)split;
    for (guint i = 0; i < shares->len; i++) {
        gint32 scope = home >= 0 ? home : scope_of_share[i];
        if (scope >= 0)
            portion_for(scopes, (struct portion){(guint)scope, split, shares, NULL, home >= 0})
                ->inside[i] = TRUE;
    }
}

const GArray *scopes_portions(const struct scopes *scopes, gint32 unit)
{
    gint32 split = scopes->split_of[unit];
    return split >= 0 ? g_ptr_array_index(scopes->splits, split) : NULL;
}

const struct portion *scopes_portion(const struct scopes *scopes, guint portion)
{
    return portion_at(scopes, portion);
}

gboolean portion_counts(const struct portion *portion, const struct scopes *scopes, gint32 unit)
{
    gint32 home = scopes->scope_of[unit];
    return scopes->split_of[unit] == (gint32)portion->split &&
           (portion->whole ? home == (gint32)portion->scope : home < 0);
}

gint64 portion_inside(const struct portion *portion, gint64 count)
{
    gint64 sum = 0;
    for (guint i = 0; i < portion->shares->len; i++)
        sum += portion->inside[i] ? shares_cut(portion->shares, i, count) : 0;
    return sum;
}

gboolean scopes_holds(const struct scopes *scopes, guint scope, gint32 unit)
{
    if (scopes->scope_of[unit] >= 0 || scopes->split_of[unit] < 0)
        return scopes->scope_of[unit] == (gint32)scope;
    const GArray *portions = scopes_portions(scopes, unit);
    for (guint i = 0; i < portions->len; i++) {
        const struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion->scope == scope && portion_counts(portion, scopes, unit))
            return TRUE;
    }
    return FALSE;
}

gint32 scopes_home(const struct scopes *scopes, gint32 unit)
{
    const GArray *portions = scopes_portions(scopes, unit);
    gint32 home = scopes->scope_of[unit];
    for (guint i = 0; portions != NULL && home < 0 && i < portions->len; i++) {
        const struct portion *portion = portion_at(scopes, g_array_index(portions, guint, i));
        if (portion_counts(portion, scopes, unit))
            home = (gint32)portion->scope;
    }
    return home;
}

static gint32 root_of(const struct scopes *scopes, gint32 scope)
{
    return g_array_index(scopes->roots, gint32, scope);
}

/* Whether the reported unit is meant as it was, since the map no longer holds it. */
static gboolean is_past(const struct scopes *scopes, gint32 scope)
{
    gint32 root = root_of(scopes, scope);
    return root != UNIT_NONE && !unit_map_is_valid(scopes->map, root);
}

/* What finding a unit's scope needs. */
struct scope_finder {
    const struct scopes *scopes;
    GHashTable *roots; /* unit + 1 to scope + 1 */
    gint32 everything; /* the scope of all roots; -1: none */
};

static gint32 scope_with_root(const struct scope_finder *finder, gint32 unit)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(finder->roots, GINT_TO_POINTER(unit + 1))) - 1;
}

/* The scope whose root stood above a unit, as it was; -1: none. */
static gint32 past_scope(const struct scope_finder *finder, gint32 unit)
{
    for (gint32 u = unit; u != UNIT_NONE; u = unit_at(finder->scopes->tree, u)->parent) {
        gint32 found = scope_with_root(finder, u);
        if (found >= 0 && is_past(finder->scopes, found))
            return found;
    }
    return -1;
}

/* The scope of a unit of the map. */
static gint32 scope_at(const struct scope_finder *finder, gint32 place)
{
    for (guint steps = 0; place != UNIT_NONE && steps <= UNIT_MAP_MAX_STEPS; steps++) {
        gint32 found = scope_with_root(finder, place);
        if (found >= 0)
            return found;
        place = unit_map_parent(finder->scopes->map, place);
    }
    return finder->everything;
}

/* The scope that all shares are in; -1 when they are in several, or none is reported. */
static gint32 scope_of_all(const gint32 *scopes, guint count)
{
    for (guint i = 1; i < count; i++)
        if (scopes[i] != scopes[0])
            return -1;
    return scopes[0];
}

static void mark_unit(struct scopes *scopes, const struct scope_finder *finder, gint32 unit)
{
    const GArray *shares = unit_map_shares(scopes->map, unit);
    gint32 past = past_scope(finder, unit);
    if (shares == NULL) {
        scopes->scope_of[unit] =
            past >= 0 ? past : scope_at(finder, unit_map_place(scopes->map, unit));
        return;
    }
    g_autofree gint32 *scope_of_share = g_new(gint32, shares->len);
    for (guint i = 0; i < shares->len; i++)
        scope_of_share[i] = scope_at(finder, g_array_index(shares, struct map_share, i).unit);
    scopes->scope_of[unit] = past >= 0 ? past : scope_of_all(scope_of_share, shares->len);
    portions_add(scopes, unit, scope_of_share);
}

static void mark_scopes(struct scopes *scopes)
{
    guint units = unit_tree_count(scopes->tree);
    scopes->scope_of = g_new(gint32, MAX(units, 1));
    portions_init(scopes);
    g_autoptr(GHashTable) roots = g_hash_table_new(NULL, NULL);
    struct scope_finder finder = {scopes, roots, -1};
    for (guint i = 0; i < scopes->roots->len; i++) {
        if (root_of(scopes, (gint32)i) == UNIT_NONE)
            finder.everything = (gint32)i;
        else
            g_hash_table_insert(roots, GINT_TO_POINTER(root_of(scopes, (gint32)i) + 1),
                                GINT_TO_POINTER(i + 1));
    }
    for (guint i = 0; i < units; i++)
        mark_unit(scopes, &finder, (gint32)i);
}

/*
 * Whether a unit's level can be the row level of its scope: of a unit on the map, that of its
 * children; of one that is past, that of members which have a place on the map.
 */
static gboolean speaks_for_level(const struct scopes *scopes, gint32 scope, gint32 unit)
{
    if (is_past(scopes, scope))
        return unit != root_of(scopes, scope) && !unit_map_is_lost(scopes->map, unit);
    return unit_map_is_valid(scopes->map, unit) &&
           unit_map_parent(scopes->map, unit) == root_of(scopes, scope);
}

static void free_units(gpointer units)
{
    g_array_unref(units);
}

/* What is asked of the units of one scope must not walk through those of all. */
static void find_units(struct scopes *scopes)
{
    scopes->units = g_ptr_array_new_with_free_func(free_units);
    for (guint i = 0; i < scopes->roots->len; i++)
        g_ptr_array_add(scopes->units, g_array_new(FALSE, FALSE, sizeof(gint32)));
    for (gint32 i = 0; i < (gint32)unit_tree_count(scopes->tree); i++) {
        const GArray *portions = scopes_portions(scopes, i);
        if (scopes->scope_of[i] >= 0)
            g_array_append_val(g_ptr_array_index(scopes->units, (guint)scopes->scope_of[i]), i);
        for (guint p = 0; portions != NULL && scopes->scope_of[i] < 0 && p < portions->len; p++) {
            const struct portion *portion = portion_at(scopes, g_array_index(portions, guint, p));
            if (portion_counts(portion, scopes, i))
                g_array_append_val(g_ptr_array_index(scopes->units, portion->scope), i);
        }
    }
}

const GArray *scopes_units(const struct scopes *scopes, guint scope)
{
    return g_ptr_array_index(scopes->units, scope);
}

static void find_row_levels(struct scopes *scopes)
{
    guint count = scopes->roots->len;
    g_autofree enum level *fallback = g_new(enum level, MAX(count, 1));
    g_array_set_size(scopes->row_levels, count);
    enum level *levels = (enum level *)(void *)scopes->row_levels->data;
    for (guint i = 0; i < count; i++)
        levels[i] = fallback[i] = LEVELS;
    for (guint i = 0; i < unit_tree_count(scopes->tree); i++) {
        gint32 scope = scopes->scope_of[i];
        const struct unit *unit = unit_at(scopes->tree, (gint32)i);
        if (scope < 0)
            continue;
        if (speaks_for_level(scopes, scope, (gint32)i))
            levels[scope] = MIN(levels[scope], unit->level);
        if (unit->parent == root_of(scopes, scope) && (gint32)i != root_of(scopes, scope))
            fallback[scope] = MIN(fallback[scope], unit->level);
    }
    for (guint i = 0; i < count; i++) {
        if (levels[i] == LEVELS)
            levels[i] = fallback[i] == LEVELS ? LEVEL_CHI_BO : fallback[i];
    }
}

/* The unit in whose row the facts placed in `unit` stand; none if the scope does not report it. */
static gint32 row_unit(const struct scopes *scopes, gint32 scope, gint32 unit, enum level unused)
{
    (void)unused;
    gint32 root = root_of(scopes, scope);
    enum level row_level = g_array_index(scopes->row_levels, enum level, scope);
    gint32 row = unit, u = unit;
    for (guint steps = 0; u != UNIT_NONE && u != root && steps <= UNIT_MAP_MAX_STEPS; steps++) {
        if (unit_at(scopes->tree, u)->level >= row_level)
            row = u;
        u = unit_map_parent(scopes->map, u);
    }
    return u == root || is_past(scopes, scope) ? row : UNIT_NONE;
}

/* The unit of a level that holds the facts placed in `unit`, if the scope reports it. */
static gint32 level_unit(const struct scopes *scopes, gint32 scope, gint32 unit, enum level level)
{
    gint32 found = unit_map_ancestor(scopes->map, unit, level);
    if (found == UNIT_NONE || is_past(scopes, scope))
        return found;
    return scopes->scope_of[found] == scope ? found : UNIT_NONE;
}

/* The unit right above that of the level, if the scope reports it. */
static gint32 superior_unit(const struct scopes *scopes, gint32 scope, gint32 unit,
                            enum level level)
{
    gint32 below = level_unit(scopes, scope, unit, level);
    gint32 above = below != UNIT_NONE ? unit_map_parent(scopes->map, below) : UNIT_NONE;
    if (above == UNIT_NONE || is_past(scopes, scope))
        return above;
    return scopes->scope_of[above] == scope ? above : UNIT_NONE;
}

static gint32 placed_unit(const struct scopes *scopes, gint32 scope, gint32 unit, enum level level)
{
    gint32 found = level_unit(scopes, scope, unit, level);
    return found == unit ? unit : UNIT_NONE;
}

struct scopes *scopes_new_on_map(const struct unit_tree *tree, const struct unit_map *map,
                                 const GArray *roots)
{
    struct scopes *scopes = g_new0(struct scopes, 1);
    scopes->tree = tree;
    scopes->map = map;
    scopes->map_day = unit_map_day(map);
    scopes->roots = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_array_append_vals(scopes->roots, roots->data, roots->len);
    scopes->row_levels = g_array_new(FALSE, TRUE, sizeof(enum level));
    mark_scopes(scopes);
    find_units(scopes);
    find_row_levels(scopes);
    numbering_fill(&scopes->rows, scopes, row_unit, LEVEL_TINH);
    return scopes;
}

struct scopes *scopes_new(const struct unit_tree *tree, const GArray *roots, date map_day)
{
    struct unit_map *map = unit_map_identity(tree, map_day);
    struct scopes *scopes = scopes_new_on_map(tree, map, roots);
    scopes->own_map = map;
    return scopes;
}

void scopes_free(struct scopes *scopes)
{
    if (scopes == NULL)
        return;
    for (guint i = 0; i < LEVELS; i++) {
        numbering_free(scopes->levels[i]);
        numbering_free(scopes->superiors[i]);
        numbering_free(scopes->placed[i]);
    }
    numbering_clear(&scopes->rows);
    portions_clear(scopes);
    g_ptr_array_unref(scopes->units);
    g_array_unref(scopes->roots);
    g_array_unref(scopes->row_levels);
    g_free(scopes->scope_of);
    unit_map_free(scopes->own_map);
    g_free(scopes);
}

guint scopes_count(const struct scopes *scopes)
{
    return scopes->roots->len;
}

const struct numbering *scopes_level(struct scopes *scopes, enum level level)
{
    return numbering_once(&scopes->levels[level], scopes, level_unit, level);
}

const struct numbering *scopes_superiors(struct scopes *scopes, enum level level)
{
    return numbering_once(&scopes->superiors[level], scopes, superior_unit, level);
}

const struct numbering *scopes_placed(struct scopes *scopes, enum level level)
{
    return numbering_once(&scopes->placed[level], scopes, placed_unit, level);
}
