/*
 * crosswalk - which unit became which, when, and with what weight.
 *
 * An event says that from `day` on the facts of the old code stand in the new one. Several events
 * of one old code and day are a split; their weights say how its facts are shared out when the
 * rows do not tell. The order of events does not matter.
 */
#ifndef DATA_CROSSWALK_H
#define DATA_CROSSWALK_H

#include <glib.h>

#include "base/date.h"
#include "base/ratio.h"
#include "data/unit.h"

struct crosswalk_event {
    const char *old_code, *new_code;
    const char *new_name; /* "" if not given */
    date day;
    struct ratio weight; /* 1/1 where the whole unit goes */
    guint32 file;        /* where it was read */
    guint field;         /* of the old code */
    guint64 line;
};

struct crosswalk;

struct crosswalk *crosswalk_new(void);
void crosswalk_free(struct crosswalk *crosswalk);
typedef struct crosswalk crosswalk_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(crosswalk_t, crosswalk_free)

/* Copies the texts. */
void crosswalk_add(struct crosswalk *crosswalk, const struct crosswalk_event *event);

guint crosswalk_count(const struct crosswalk *crosswalk);
const struct crosswalk_event *crosswalk_at(const struct crosswalk *crosswalk, guint index);

/*
 * Events that carry a code away up to a day, those of its last day of change only, by new code
 * (const struct crosswalk_event *; NULL: none). The array belongs to the caller.
 */
GPtrArray *crosswalk_successors(const struct crosswalk *crosswalk, const char *old_code, date day);

/* Events that made a code, after a day: what it was before. NULL: none. */
GPtrArray *crosswalk_predecessors(const struct crosswalk *crosswalk, const char *new_code,
                                  date day);

/* A decimal such as "1", "0,35" or "0.35", above 0 and up to 1. FALSE if it is not. */
gboolean crosswalk_parse_weight(const char *text, struct ratio *weight);

/*
 * Adds the units that chuyen_doi names and don_vi does not hold, in the order of their days and of
 * their predecessors in the tree.
 *
 * They are added to the tree before anything is counted, whatever the map: facts may name them,
 * and they may change again. One has the level of its predecessors, begins with the earliest
 * change that leads to it, ends with the last one that leads away, and hangs
 * below the nearest unit of its first day that all predecessors were below, also by what became of
 * it, so that no fact leaves the report of that one; below none if there is no such.
 */
void crosswalk_add_successors(struct unit_tree *tree, const struct crosswalk *crosswalk);

#endif
