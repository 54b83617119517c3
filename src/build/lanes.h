/*
 * lanes - which lines of a table a unit stands in.
 *
 * The lines of an axis that ask for other units than the whole axis does have a slot of their own;
 * all others share slot 0, which is that of all units.
 */
#ifndef BUILD_LANES_H
#define BUILD_LANES_H

#include <glib.h>

#include "build/grid.h"

struct lanes {
    const struct query *query; /* lines of others have no slot */
    const struct axis *axis;
    const GArray *lines;      /* struct grid_line */
    guint *slot;              /* by line; 0: all units */
    const struct part **part; /* by slot: of its line; NULL for slot 0 */
    guint count;
    GHashTable *slot_of_number; /* of parts of units: part and number to slot */
    struct {
        gpointer key;
        guint slot;
    } last;         /* the number looked up last: neighbours stand in one row */
    GArray *asking; /* guint: lines with a slot and no number of a unit */
    GArray *found;  /* guint: see lanes_find() */
};

/* The query, an axis of it and the lines (struct grid_line) are kept. */
void lanes_init(struct lanes *lanes, const struct query *query, const struct axis *axis,
                const GArray *lines);
void lanes_clear(struct lanes *lanes);

/* The slot of a line; NULL: the total. */
guint lanes_slot(const struct lanes *lanes, const struct grid_line *line);

/* Sets `found` to the slots that a unit stands in on some day, that of all units first. */
void lanes_find(struct lanes *lanes, gint32 unit, guint scope);

/* Whether the unit stands there on that day. */
gboolean lanes_pass(const struct lanes *lanes, guint slot, gint32 unit, date day);

#endif
