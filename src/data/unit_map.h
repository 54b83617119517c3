/*
 * unit_map - where the facts of every unit stand on the map of one day.
 *
 * A unit that is valid on the day stands for itself, and in the place of its other versions. One
 * that was closed stands in its successor by the crosswalk, through any chain of changes; a unit
 * without an event of its own goes with the unit above it (the cells of a merged commune). One that
 * is there again under its code when the changes lead back to it is the same unit. One that did
 * not yet exist goes back to its only predecessor, be it a part of that; made of several, it stays
 * and hangs below the nearest unit that all of them are below. Where a unit was split and
 * the rows do not tell, its facts are shared out by declared weights. What has no known place stays
 * where it was, and is said to have none; so does a unit whose weights do not make a whole or whose
 * changes lead back to it, since any other place would be a guess.
 */
#ifndef DATA_UNIT_MAP_H
#define DATA_UNIT_MAP_H

#include <glib.h>

#include "data/crosswalk.h"
#include "data/unit.h"

/*
 * Rows that do not tell where they went are cut by declared weights. What is cut are whole facts:
 * the first unit gets its part, rounded; the next one its part of the rest; the last one what is
 * left. So the parts always make the whole, none is negative, and of more facts nobody gets less:
 * the cuts of growing counts differ by parts that make up what the counts differ by.
 */

/* Weights are parts of this whole, which holds any declared weight exactly. */
#define SHARES_WHOLE G_GINT64_CONSTANT(1000000000)

struct map_share {
    gint32 unit; /* a unit of the map */
    gint64 weight;
};

/*
 * Puts a list (struct map_share) into the form that the functions below take: each unit once, in
 * the order of `order`, a comparison of two shares. FALSE if the weights do not make the whole.
 */
gboolean shares_settle(GArray *shares, GCompareDataFunc order, gpointer data);

gboolean shares_are_equal(const GArray *a, const GArray *b);

/* What the share of that number gets of `count` facts (not negative). */
gint64 shares_cut(const GArray *shares, guint number, gint64 count);

/* Changes that lead back to where they began. */
struct map_cycle {
    gint32 unit;                         /* the first one of don_vi */
    const struct crosswalk_event *event; /* its change */
    char *path;                          /* codes, "A → B → A" */
};

struct unit_map;

/*
 * A way up the map is longer than one up the tree when it leads through successors that stand deep
 * themselves; only a circle of units that hang below one another is longer than this.
 */
#define UNIT_MAP_MAX_STEPS (8 * UNIT_MAX_DEPTH)

/* The map on which every unit stands for itself; validity is that of the day. */
struct unit_map *unit_map_identity(const struct unit_tree *tree, date day);

/* An empty list of struct map_cycle. */
GArray *map_cycles_new(void);

/* The tree holds every unit of the crosswalk (crosswalk_add_successors()). `cycles` may be NULL. */
struct unit_map *unit_map_new(const struct unit_tree *tree, const struct crosswalk *crosswalk,
                              date day, GArray *cycles);
void unit_map_free(struct unit_map *map);
typedef struct unit_map unit_map_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_map_t, unit_map_free)

date unit_map_day(const struct unit_map *map);

/* The one unit of the map in which a unit's facts stand; UNIT_NONE when they are shared out. */
gint32 unit_map_place(const struct unit_map *map, gint32 unit);

/* How they are shared out (struct map_share, settled); NULL unless they are. */
const GArray *unit_map_shares(const struct unit_map *map, gint32 unit);

/* Whether a unit exists on the day, and whether one that does not has no known place on it. */
gboolean unit_map_is_valid(const struct unit_map *map, gint32 unit);
gboolean unit_map_is_lost(const struct unit_map *map, gint32 unit);

/* Whether a unit without a place begins after the day. */
gboolean unit_map_is_to_come(const struct unit_map *map, gint32 unit);

/* The unit above on the map of the day; UNIT_NONE for a root. */
gint32 unit_map_parent(const struct unit_map *map, gint32 unit);

/* The unit itself or its nearest ancestor of that level on the map; UNIT_NONE if there is none. */
gint32 unit_map_ancestor(const struct unit_map *map, gint32 unit, enum level level);

#endif
