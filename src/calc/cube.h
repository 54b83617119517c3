/*
 * cube - the sums of one table in one scope: planes x rows x columns of 64-bit counts.
 *
 * Dense, since a table's grid is small and adding must be cheap; parts of open lists grow as
 * values are met. A cube is filled once, from groups of facts, in any order to the same sums.
 *
 * Totals are slots of their own, into which every fact of the filter is counted.
 */
#ifndef CALC_CUBE_H
#define CALC_CUBE_H

#include <glib.h>

#include "calc/place.h"
#include "calc/returned.h"
#include "calc/samples.h"

struct cube;

/* `scope` is the number of the scope in query->scopes. */
struct cube *cube_new(const struct query *query, guint scope);
void cube_free(struct cube *cube);
typedef struct cube cube_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cube_t, cube_free)

/*
 * Adds a group of facts of the scope if it passes the query's filter; with marks, in those planes
 * for whose time its unit is marked.
 */
void cube_take(struct cube *cube, const struct fact_group *group, const struct returned *marks);

/* What a fact adds to one cell of a plane. */
struct cube_meeting {
    enum span span;
    struct place row, column;
    gint64 amount; /* place_amount(); of distinct things one */
};

/* All cells of a query to which one fact adds, as cube_take() adds it: struct cube_meeting. */
void cube_list_meetings(const struct query *query, const struct fact *fact,
                        const struct returned *marks, GArray *meetings);

/* After the last fact: distinct counts become sums, samples distributions. */
void cube_close(struct cube *cube);

/*
 * The greatest sum, 2^53: no greater whole numbers are all exact in a workbook, and what is made of
 * a few sums fits 64 bits. A cube in which one would be greater is of no use.
 */
#define CUBE_MOST (G_GINT64_CONSTANT(1) << 53)
gboolean cube_is_beyond(const struct cube *cube);

#define CUBE_TOTAL (-1) /* as a part: the total slot */

/* The sum at a place; 0 where nothing was counted. part CUBE_TOTAL: number is 0. */
gint64 cube_sum(const struct cube *cube, enum span span, const struct place *row,
                const struct place *column);

/* Facts of a row whose unit passes the filter and that say something: was anything returned? */
gint64 cube_present(const struct cube *cube, enum span span, const struct place *row);

/* Adds how the numbers of a column of the query spread at a place to an array of struct sample. */
void cube_collect(const struct cube *cube, const struct sample *like, GArray *found);

/* How many numbers a part has by now. */
guint cube_part_count(const struct cube *cube, gboolean columns, gint32 part);

#endif
