/* The lines of a grid's axis under way: shared by grid_lines.c and grid_values.c. */
#ifndef BUILD_GRID_PARTS_H
#define BUILD_GRID_PARTS_H

#include "build/grid.h"

/* The lines of an axis while they are made. */
struct line_maker {
    struct grid *grid; /* the home of the lines that are made just now */
    const struct axis *axis;
    GArray *lines; /* struct grid_line */
    gboolean columns;
};

/* What says nothing. */
#define GRID_NOT_STATED_CODE "khong_ghi"
#define GRID_NOT_STATED_LABEL "Không ghi"

/*
 * Whether anything is counted at a place of the axis, on a plane that is shown: what occurred
 * only in the year compared with makes no row of its own, unless nothing but that row could tell
 * where a part of the total is.
 */
gboolean line_maker_occurs(const struct line_maker *maker, const struct place *place);

/* One line more, valid until the next one; the texts are copied. */
struct grid_line *line_maker_add(struct line_maker *maker, gint32 part, gint32 number,
                                 const char *code, const char *label);

/* The values of a column, those that only the data know behind; "not stated" stands last. */
void line_maker_add_values(struct line_maker *maker, gint32 index);
/* Levels and kinds of units, in their groups where the rows ask for them. */
void line_maker_add_unit_values(struct line_maker *maker, gint32 index);

#endif
