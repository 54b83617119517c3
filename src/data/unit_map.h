/*
 * unit_map - where the facts of every unit stand on the map of one day.
 *
 * A unit that is valid on the day stands for itself, and in the place of its other versions. One
 * that was closed stands in its successor by the crosswalk, through any chain of changes; a unit
 * without an event of its own goes with the unit above it (the cells of a merged commune). One that
 * did not yet exist goes back to its only predecessor. Where a unit was split and the rows do not
 * tell, its facts are shared out by declared weights. What has no known place stays where it was,
 * and is said to have none.
 *
 * Successors that don_vi does not hold are added to the tree, with the level of their predecessor.
 */
#ifndef DATA_UNIT_MAP_H
#define DATA_UNIT_MAP_H

#include <glib.h>

#include "data/crosswalk.h"
#include "data/unit.h"

struct map_share {
    gint32 unit; /* a unit of the map */
    struct ratio weight;
};

struct unit_map;

/* The map on which every unit stands for itself; validity is that of the day. */
struct unit_map *unit_map_identity(const struct unit_tree *tree, date day);

/*
 * May add successors to the tree. `cycles` (gint32 units, may be NULL) receives units whose chain
 * of events comes back to them; they stay where they were.
 */
struct unit_map *unit_map_new(struct unit_tree *tree, const struct crosswalk *crosswalk, date day,
                              GArray *cycles);
void unit_map_free(struct unit_map *map);
typedef struct unit_map unit_map_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(unit_map_t, unit_map_free)

date unit_map_day(const struct unit_map *map);

/* The one unit of the map in which a unit's facts stand; UNIT_NONE when they are shared out. */
gint32 unit_map_place(const struct unit_map *map, gint32 unit);

/* How they are shared out (struct map_share, weights adding to 1); NULL unless they are. */
const GArray *unit_map_shares(const struct unit_map *map, gint32 unit);

/* Whether a unit exists on the day, and whether one that does not has no known place on it. */
gboolean unit_map_is_valid(const struct unit_map *map, gint32 unit);
gboolean unit_map_is_lost(const struct unit_map *map, gint32 unit);

/* The unit above on the map of the day; UNIT_NONE for a root. */
gint32 unit_map_parent(const struct unit_map *map, gint32 unit);

/* The unit itself or its nearest ancestor of that level on the map; UNIT_NONE if there is none. */
gint32 unit_map_ancestor(const struct unit_map *map, gint32 unit, enum level level);

#endif
