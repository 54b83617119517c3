/*
 * figures - the cells of a crosstab: counts, shares, changes, with the laws that tie them.
 *
 * Every measure is a count over another count; both are asked of the cube at their own
 * places, never added from shown cells. A cell is bound to others (book.h, enum relation) only
 * where they are shown and the figures prove it.
 */
#ifndef BUILD_FIGURES_H
#define BUILD_FIGURES_H

#include <glib.h>

#include "book/book.h"
#include "build/coverage.h"
#include "build/grid.h"

/* One printed column: a measure of a column of the grid. */
struct printed {
    guint column; /* of the grid */
    const struct shown *shown;
};

struct figures {
    const struct grid *grid;
    const GArray *printed; /* struct printed */
    const struct coverage *coverage;
    const struct grid *like; /* the grid with the facts of like units alone; NULL: all are like */
    gboolean *met_small;     /* set when a count from 1 to 4 was asked for; NULL: nobody wants it */
};

/* Fills all cells of a table whose rows are the grid's and whose columns are `printed`. */
void figures_fill(const struct figures *figures, struct book_table *table);

#endif
