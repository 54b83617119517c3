/*
 * scope - which units are reported, and in which row each unit's facts stand.
 *
 * A scope is one reported unit (or all roots together); a run has one, a burst has many, each
 * unit of the tree lying in one at most. All is seen on the map of one day: a unit's facts stand
 * where the map places them. The row level is that of the children of the reported unit; the
 * row is the topmost unit on the path below the reported unit whose level is the row level or
 * deeper; a unit above the row level (the reported unit itself, say) stands in a row of its own.
 *
 * A reported unit that the map no longer holds is meant as it was: its members are those of
 * don_vi, its rows the successors of the units one level below, or of the next level if that
 * one vanished.
 *
 * Rows are numbered from 0 inside their scope, so that cubes can be dense. A unit that the map
 * shares out over several is counted under a hidden number; its shares say what goes where.
 */
#ifndef CALC_SCOPE_H
#define CALC_SCOPE_H

#include <glib.h>

#include "data/unit_map.h"

/* Part of what is counted under one number belongs to another (-1: outside the scope). */
struct number_share {
    gint32 source, target;
    struct ratio weight;
};

/* Units numbered inside each scope: rows of a table by unit or by a level. */
struct numbering {
    gint32 *number;    /* by unit of the tree; -1: in no row */
    GPtrArray *units;  /* by scope: GArray of gint32, the unit of each number */
    GPtrArray *shares; /* by scope: GArray of struct number_share; sources stand together */
};

struct scopes {
    const struct unit_tree *tree;
    const struct unit_map *map;
    struct unit_map *own_map; /* of scopes_new() */
    date map_day;
    GArray *roots;                    /* gint32 a scope; UNIT_NONE: all roots of the tree */
    GArray *row_levels;               /* enum level a scope */
    gint32 *scope_of;                 /* by unit; -1: reported nowhere */
    struct numbering rows;            /* `by: unit` */
    struct numbering *levels[LEVELS]; /* `by: co_so` and so on; made when asked for */
};

/*
 * One scope a root given; `roots` may hold the single UNIT_NONE. Roots must not lie within
 * one another. Here every unit stands for itself.
 */
struct scopes *scopes_new(const struct unit_tree *tree, const GArray *roots, date map_day);

/* The same on a map, which is kept; the tree must not grow afterwards. */
struct scopes *scopes_new_on_map(const struct unit_tree *tree, const struct unit_map *map,
                                 const GArray *roots);

void scopes_free(struct scopes *scopes);
typedef struct scopes scopes_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(scopes_t, scopes_free)

guint scopes_count(const struct scopes *scopes);

/* The numbering of the units of a level; owned by the scopes. */
const struct numbering *scopes_level(struct scopes *scopes, enum level level);

/* Whether a unit is one whose row stands there by right, also without facts. */
gboolean scopes_is_row(const struct scopes *scopes, guint scope, gint32 unit);

/* Whether a number is hidden, since its counts are shared out. */
gboolean numbering_is_shared(const struct numbering *numbering, guint scope, gint32 number);

#endif
