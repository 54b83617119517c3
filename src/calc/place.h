/*
 * place - where a fact stands in a table, and what it adds there.
 *
 * What is asked of a fact here is all that is ever asked of it: places_ask() says what that is, so
 * that facts of which the same would be answered are counted together (grouping.h). Whoever changes
 * places_of() looks at places_ask(), too.
 */
#ifndef CALC_PLACE_H
#define CALC_PLACE_H

#include <glib.h>

#include "calc/query.h"

/* One place on an axis: part -1 is the total. `weight` is the number of mentions met there. */
struct place {
    gint32 part, number;
    guint mentions;
};

#define PLACES_MOST 64

/*
 * Where on an axis a fact of this plane belongs, the total first; returns how many places.
 * The query's filter is not asked.
 */
guint places_of(const struct query *query, const struct axis *axis, enum span span,
                const struct fact *fact, struct place places[PLACES_MOST]);

/*
 * All that decides where facts stand and what they add: of their units and columns as in
 * filter_asks(); of their time, to `said` (facts of which the same is said stand in the same
 * planes and years). TRUE: a fact of this time stands in one of the planes.
 */
void places_ask(const struct query *query, GArray *units, guint8 columns[FACT_MAX_COLUMNS]);
gboolean places_ask_time(const struct query *query, const struct fact *fact, GByteArray *said);

/*
 * What the fact adds where a row and a column place meet: rows, mentions or a sum. For
 * distinct counts the fingerprint to keep; FALSE if the fact has none.
 */
gboolean place_amount(const struct query *query, const struct fact *fact, const struct place *row,
                      const struct place *column, gint64 *amount);

/* The same of all rows that a fact stands for; a distinct value counts once however often. */
gboolean place_sum(const struct query *query, const struct fact *fact, const struct place *row,
                   const struct place *column, gint64 *amount);

/* The adding of a column place. */
const struct adding *place_adding(const struct query *query, const struct place *column);

#endif
