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

/* A rate whose base stands in another table, which may not be filled yet. */
struct rate {
    const struct shown *shown;
    struct book_table *table;
    struct cell_place at;
    gint64 count; /* what is to be divided */
};

struct figures {
    const struct grid *grid;
    const GArray *printed; /* struct printed */
    const struct coverage *coverage;
    const struct grid *like; /* the grid with the facts of like units alone; NULL: all are like */
    GArray *rates;       /* struct rate: those that figures_fill() leaves to figures_fill_rates() */
    gboolean *met_small; /* set when a count from 1 to 4 was asked for; NULL: nobody wants it */
};

/* Fills all cells of a table whose rows are the grid's and whose columns are `printed`. */
void figures_fill(const struct figures *figures, struct book_table *table);

/*
 * Fills rates over TABLE/COLUMN, when all tables are filled, with the count of the row of the same
 * code there. A row that is not there leaves the cell empty; a base that was not wholly returned
 * leaves it missing.
 */
void figures_fill_rates(const GArray *rates, const struct template *template, struct book *book);

#endif
