/*
 * scope - which units are reported, and in which row each unit's facts stand.
 *
 * A scope is one reported unit (or all roots together); a run has one, a burst has many. All is
 * seen on the map of one day: a unit's facts stand
 * where the map places them. The row level is that of the children of the reported unit; the
 * row is the topmost unit on the path below the reported unit whose level is the row level or
 * deeper; a unit above the row level (the reported unit itself, say) stands in a row of its own.
 *
 * A reported unit that the map no longer holds is meant as it was: its members are those of
 * don_vi, its rows the successors of the units one level below, or of the next level if that
 * one vanished.
 *
 * Units that the map shares out in one way are counted together, as a split, apart from all
 * others, and their counts are cut. A scope holds a portion of a split: all of it, or the shares
 * of its own units. So what is not told by the rows is still in one scope once, and in rows once.
 *
 * Rows are numbered from 0 inside their scope, so that cubes can be dense.
 */
#ifndef CALC_SCOPE_H
#define CALC_SCOPE_H

#include <glib.h>

#include "data/unit_map.h"

/* What a scope has of a split. */
struct portion {
    guint scope;
    guint split;
    const GArray *shares; /* of the map */
    guint8 *inside;       /* by share: whether the scope reports its unit */
    gboolean whole;       /* the split's units are members of the scope like any other */
};

/* A share of a portion stands in a row. */
struct row_share {
    guint portion;
    guint share;
    gint32 target; /* number of the row */
};

/* Units numbered inside each scope: rows of a table by unit or by a level. */
struct numbering {
    gint32 *number;    /* by unit of the tree; -1: in no row, or shared out */
    GPtrArray *units;  /* by scope: GArray of gint32, the unit of each number */
    GPtrArray *shares; /* by scope: GArray of struct row_share */
};

struct scopes {
    const struct unit_tree *tree;
    const struct unit_map *map;
    struct unit_map *own_map; /* of scopes_new() */
    date map_day;
    GArray *roots;                       /* gint32 a scope; UNIT_NONE: all roots of the tree */
    GArray *row_levels;                  /* enum level a scope */
    gint32 *scope_of;                    /* by unit: the scope it is wholly in; -1: none */
    gint32 *split_of;                    /* by unit; -1: the map does not share it out */
    GPtrArray *splits;                   /* by split: GArray of guint, its portions */
    GArray *portions;                    /* struct portion */
    GPtrArray *units;                    /* by scope: GArray of gint32, those that it holds */
    struct numbering rows;               /* `by: unit` */
    struct numbering *levels[LEVELS];    /* `by: co_so` and so on; made when asked for */
    struct numbering *superiors[LEVELS]; /* `by: superior` of units of a level; the same */
    struct numbering *placed[LEVELS];    /* the same: scopes_placed() */
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
/* That of the units right above those of a level. */
const struct numbering *scopes_superiors(struct scopes *scopes, enum level level);

/* The same, but a row holds only what stands in its unit itself, nothing of the units below it. */
const struct numbering *scopes_placed(struct scopes *scopes, enum level level);

/* Whether a unit is one whose row stands there by right, also without facts. */
gboolean scopes_is_row(const struct scopes *scopes, guint scope, gint32 unit);

/* Whether the facts of a unit concern a scope, be it by a share only. */
gboolean scopes_holds(const struct scopes *scopes, guint scope, gint32 unit);

/* The one scope by which a unit counts once over all: of several that have a share the first. */
gint32 scopes_home(const struct scopes *scopes, gint32 unit);

/* The units (gint32) that a scope holds, be it by a share only, in the order of the tree: it asks
 * them for their returns. */
const GArray *scopes_units(const struct scopes *scopes, guint scope);

/* All portions of a unit's split (guint, for scopes_portion()); NULL unless it is shared out. */
const GArray *scopes_portions(const struct scopes *scopes, gint32 unit);
const struct portion *scopes_portion(const struct scopes *scopes, guint portion);

/* Whether a unit's facts are counted in a portion of its split. */
gboolean portion_counts(const struct portion *portion, const struct scopes *scopes, gint32 unit);

/* What a portion's scope gets of a count of its facts. */
gint64 portion_inside(const struct portion *portion, gint64 count);

#endif
