/*
 * tally - all that one pass over a dataset fills: the cubes of every table that reads it,
 * in every scope, and who returned.
 *
 * A reader has one tally a thread; tallies merge in any order to the same result.
 */
#ifndef CALC_TALLY_H
#define CALC_TALLY_H

#include <glib.h>

#include "calc/cube.h"
#include "calc/months_met.h"
#include "calc/returned.h"

/* What is asked of one dataset. `queries` belong to the caller and outlive the tallies. */
struct tally_plan {
    const struct dataset *dataset;
    const struct scopes *scopes;
    struct period period;
    GPtrArray *queries; /* struct query * */
};

struct tally;

struct tally *tally_new(const struct tally_plan *plan);
void tally_free(struct tally *tally);
typedef struct tally tally_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tally_t, tally_free)

void tally_take(struct tally *tally, const struct fact *fact);
/* Adds all of `from` to `to`. */
void tally_merge(struct tally *to, struct tally *from);
/* After the last merge. */
void tally_close(struct tally *tally);

/* The cube of a query in a scope, once the tally is closed. */
const struct cube *tally_cube(const struct tally *tally, guint query, guint scope);
/* The same of a portion: the facts of its split, that are to be cut. They stand in no row of units.
 */
const struct cube *tally_portion_cube(const struct tally *tally, guint query, guint portion);
const struct returned *tally_returned(const struct tally *tally);
/* Whether the rows of events, of all units, end well before the period does (months_met.h). */
gboolean tally_ends_early(const struct tally *tally, date *last);
/* Facts inside the plan's period: of one scope, and of all (what several share, in each). */
guint64 tally_scope_facts(const struct tally *tally, guint scope);
guint64 tally_facts(const struct tally *tally);

/* Code and label of a value of an open list, dictionary values first. */
const char *tally_value_code(const struct tally *tally, guint column, gint32 number);
const char *tally_value_label(const struct tally *tally, guint column, gint32 number);

#endif
