/*
 * unit_map_parts - the inside of a map, for the two files that make it: unit_map_resolve.c finds
 * where every unit stands, unit_map.c keeps the answers and hangs what is still to come.
 */
#ifndef DATA_UNIT_MAP_PARTS_H
#define DATA_UNIT_MAP_PARTS_H

#include "data/unit_map.h"

/* How far the resolving of a unit has come; one in a circle is under way for good. */
enum map_progress { UNTOUCHED, UNDER_WAY, IN_CIRCLE, RESOLVED, HUNG };

/* A unit under way, and the change that is being followed from it. */
struct step {
    gint32 unit;
    const struct crosswalk_event *event; /* NULL: it goes with another unit */
};

struct unit_map {
    const struct unit_tree *tree;
    const struct crosswalk *crosswalk; /* NULL: identity */
    date day;
    GArray *places;     /* gint32 by unit; UNIT_NONE: shared out */
    GHashTable *shares; /* unit to GArray *, of those that are shared out */
    GArray *above;      /* gint32 by unit: what it hangs below in place of its parent; UNIT_NONE */
    GArray *left;       /* date by unit: of the change that it followed; DATE_NONE */
    GArray *progress;   /* guint8 by unit */
    GArray *steps;      /* struct step: units under way, each led to the next */
    GArray *cycles;     /* borrowed while resolving */
};

/* Every unit stands for itself, and nothing is resolved. */
struct unit_map *unit_map_empty(const struct unit_tree *tree, date day);

/*
 * A unit to come that is made of several has no place among them, but it has one below the nearest
 * unit that all of them are below: that one's facts do not depend on the map. All are resolved.
 */
void unit_map_hang(struct unit_map *map, gint32 unit);

#endif
