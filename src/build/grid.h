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

struct grid_line {
    struct place place;
    const struct query *query; /* by which it is counted; a column may be of another dataset */
    char *code, *label;
    const char *group; /* columns: heading over several, or NULL */
    char *within;      /* columns: the time that they stand within, which is their group; or NULL */
    int within_total;  /* the line of its sum */
    enum span span;    /* columns: the plane they stand on */
    int parent;        /* line in which this one's facts are counted too, each once; -1: none */
    guint depth;
    gboolean occurs_only; /* stands there only because something is counted in it */
};

/* Facts of units that the map shares out. */
struct grid_portion {
    const struct portion *portion;
    const struct cube *cube;
    guint number; /* in the scopes */
};

/* By column: some file does not have it; values that some wide table has no column for. */
struct grid_lacks {
    guint8 column[FACT_MAX_COLUMNS];
    guint64 values[FACT_MAX_COLUMNS];
};

/* The facts of one dataset, as a table asks for them. */
struct grid_source {
    const struct tally *tally;
    const struct query *query;
    guint index;                    /* of the query in the tally's plan */
    gboolean absent;                /* there is no such file: nothing is known */
    const struct grid_lacks *lacks; /* NULL: all files have all */
};

struct grid {
    const struct query *query;
    const struct tally *tally;
    gboolean absent;
    const struct grid_lacks *lacks;
    GPtrArray *beside; /* struct grid *: of the other datasets of the table; they have its rows and
                        * columns, and count their own */
    const struct cube *cube;
    GArray *portions; /* struct grid_portion: of the scope's */
    guint scope;
    GArray *rows, *columns;       /* struct grid_line; a shown total is the last one */
    gint32 row_part, column_part; /* whose lines are children of the total; -1: no part's */
    gboolean total_row, total_column;
    gboolean rows_exhaustive, columns_exhaustive; /* the total's children hold every fact of it */
};

/*
 * The lines of one axis, for grid_new(): new array of struct grid_line. *exhaustive: the children
 * of its total hold every fact.
 */
GArray *grid_lines(struct grid *grid, gboolean columns, gboolean *exhaustive);

struct grid *grid_new(const struct tally *tally, const struct query *query, guint query_index,
                      guint scope);
/* The same of several datasets: the table's own first, then those that columns are from. */
struct grid *grid_new_joined(const struct grid_source *sources, guint count, guint scope);
/* The same rows and columns over a tally of fewer facts (tally_new_like()). */
struct grid *grid_over(const struct grid *grid, const struct tally *tally, guint query_index);
void grid_free(struct grid *grid);
typedef struct grid grid_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(grid_t, grid_free)

/*
 * The grid that counts a column (NULL: the total). What is asked of a grid by places is of its own
 * dataset; lines may be of any.
 */
const struct grid *grid_home(const struct grid *grid, const struct grid_line *column);

/*
 * The count at a place of each axis. Where the map shares units out, a row and the whole table
 * have their part of the facts. Cut are the facts of a row in the order of the columns that make
 * its total (and of the rows that make the table's, where these are no units), so that columns and
 * rows add up.
 */
gint64 grid_count(const struct grid *grid, enum span span, const struct place *row,
                  const struct place *column);

/* Whether a fact is counted there, or is shared out among others there. */
gboolean grid_occurs(const struct grid *grid, enum span span, const struct place *row,
                     const struct place *column);

/*
 * Whether counts of a row rest on declared weights; whether one does: where a unit that is shared
 * out has no facts, zero is exact.
 */
gboolean grid_is_estimate(const struct grid *grid, const struct place *row);
gboolean grid_count_is_estimate(const struct grid *grid, enum span span, const struct place *row,
                                const struct place *column);

/*
 * How the numbers of a column of the dataset spread at a place: added to an array of struct sample.
 * FALSE: weights cut some of the facts, so that nobody knows whose numbers stand there.
 */
gboolean grid_collect(const struct grid *grid, const struct sample *like, GArray *found);

/* Whether a row's unit has no known place on the map, so that it compares with nothing. */
gboolean grid_is_lost(const struct grid *grid, const struct place *row);

/*
 * Whether the row or the column (NULL: the total) is a year or month that begins after the day of
 * the data, as counted on the plane of `span`.
 */
gboolean grid_is_to_come(const struct grid *grid, enum span span, const struct grid_line *row,
                         const struct grid_line *column);

/*
 * Whether the lines of a part hold a fact once at most, so that they can be a sum: not where
 * a row has several mentions or a unit two levels, and not where other things are counted than in
 * the total.
 */
gboolean grid_part_is_disjoint(const struct query *query, const struct part *part);

/*
 * Whether they hold each fact of the total: a law. A level may miss facts above it, and columns of
 * units what is shared out. Rows hold those of each dataset of the table.
 */
gboolean grid_part_is_exhaustive(const struct grid *grid, gboolean columns, gint32 part);

const struct grid_line *grid_row(const struct grid *grid, guint row);
const struct grid_line *grid_column(const struct grid *grid, guint column);

#endif
