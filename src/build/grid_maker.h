/*
 * grid_maker - the lines of a grid while they are made; used by grid.c and grid_values.c only.
 */
#ifndef BUILD_GRID_MAKER_H
#define BUILD_GRID_MAKER_H

#include "build/grid.h"

struct grid_maker {
    struct grid *grid;
    const struct tally *tally;
    const struct axis *axis;
    GArray *lines; /* struct line */
    gboolean columns;
};

/*
 * Whether anything is counted at a place of the axis, on a plane that is shown: what occurred
 * only in the year compared with makes no row of its own, unless nothing but that row could tell
 * where a part of the total is.
 */
gboolean grid_maker_occurs(const struct grid_maker *maker, const struct place *place);

/* One line more, valid until the next one; the texts are copied. */
struct line *grid_maker_add(struct grid_maker *maker, gint32 part, gint32 number, const char *code,
                            const char *label);

/* The lines of a part: values of a column of the dataset, or of a field of the units. */
void grid_maker_add_values(struct grid_maker *maker, gint32 index);
void grid_maker_add_unit_values(struct grid_maker *maker, gint32 index);

#endif
