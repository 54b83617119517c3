/*
 * grid - which rows and columns of a table are shown, in which order, under which names.
 *
 * A closed list shows all its values, also zeros, so that a form looks the same every year; an
 * open list, "not stated" and units above the row level show only what occurs. The total comes
 * last.
 */
#ifndef BUILD_GRID_H
#define BUILD_GRID_H

#include <glib.h>

#include "calc/tally.h"

struct line {
    struct place place;
    char *code, *label;
    const char *group; /* columns: heading over several, or NULL */
    enum span span;    /* columns: the plane they stand on */
    int parent;        /* line in which this one's facts are counted too, each once; -1: none */
    guint depth;
};

struct grid {
    const struct query *query;
    const struct cube *cube;
    guint scope;
    GArray *rows, *columns; /* struct line; a shown total is the last one */
    gboolean total_row, total_column;
    gboolean rows_exhaustive, columns_exhaustive; /* the total's children hold every fact of it */
};

struct grid *grid_new(const struct tally *tally, const struct query *query, guint query_index,
                      guint scope);
void grid_free(struct grid *grid);
typedef struct grid grid_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(grid_t, grid_free)

/*
 * The count at a place of each axis. A row into which the map shares out other units has its
 * part of their counts, so that the parts of a unit add up to it.
 */
gint64 grid_count(const struct grid *grid, enum span span, const struct place *row,
                  const struct place *column);

/* Whether the count of a row rests on declared weights. */
gboolean grid_is_estimate(const struct grid *grid, const struct place *row);

/* Whether a row's unit has no known place on the map, so that it compares with nothing. */
gboolean grid_is_lost(const struct grid *grid, const struct place *row);

const struct line *grid_row(const struct grid *grid, guint row);
const struct line *grid_column(const struct grid *grid, guint column);

#endif
