/*
 * grouping - which facts of a pass no table tells apart, and the tallies that they go into.
 *
 * A report asks little of a row: in which of its rows the unit stands, in which of its times the
 * day lies, and the values of a few columns. Units of which all tables of all reports ask alike are
 * a class. Threads count facts together by class, time and values (groups.h), and fill the tallies
 * from what comes of it.
 */
#ifndef CALC_GROUPING_H
#define CALC_GROUPING_H

#include <glib.h>

#include "calc/fact_store.h"
#include "calc/tally.h"

/* What the threads of a pass share: read only but for the tallies, which are filled under a lock.
 */
struct grouping {
    const GPtrArray *plans; /* struct tally_plan * */
    const struct dataset *dataset;
    gboolean apart;
    guint32 *class_of;              /* by unit: its class */
    GArray *classes;                /* gint32: any unit of each */
    guint8 asked[FACT_MAX_COLUMNS]; /* enum asking, by column */
    GArray *columns, *sums;         /* guint: asked for more than a sum, and for a sum */
    gboolean mentions;              /* the labels are asked */
    GMutex filling;
    struct vocabulary *vocabulary; /* of the tallies */
    GPtrArray *tallies;            /* struct tally *, by plan; NULL: see grouping_open() */
    gboolean keeps;                /* the groups themselves are wanted, too */
    struct fact_store *kept;       /* they, as long as the tallies are there; or NULL */
    guint users;
};

/*
 * For plans of one dataset, which outlive it. `like`: a tally of an earlier pass, whose numbers of
 * open values hold here too; NULL: this is the first. `apart`: every unit and every day is a class
 * of its own and every column is asked; the sums are the same, which tests hold it to.
 */
struct grouping *grouping_new(const GPtrArray *plans, const struct tally *like, gboolean apart);
void grouping_free(struct grouping *grouping);
typedef struct grouping grouping_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(grouping_t, grouping_free)

/*
 * Tallies are there while the grouping has users, a thread's each; users come and go in one thread.
 * When the last one goes, what was filled is dropped unless it was taken: a pass may be repeated.
 */
void grouping_open(struct grouping *grouping);
void grouping_close(struct grouping *grouping);

/* The tallies, closed, when all is in them. New array, which owns them. */
GPtrArray *grouping_take_tallies(struct grouping *grouping);

#endif
