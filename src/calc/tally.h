/*
 * tally - all that one pass over a dataset fills for a report: the cubes of every table that
 * reads it, in every scope, and who returned.
 *
 * It is filled from the groups of the threads that read (groups.h), in any order to the same sums.
 *
 * A tally also says what became of every row that it was given: counted, outside the stretches of
 * time that the tables look at, or outside the reported unit. Each kind is counted where it is
 * met; none is what is left of the others, so that their sum can be held against the reader's.
 */
#ifndef CALC_TALLY_H
#define CALC_TALLY_H

#include <glib.h>

#include "calc/cube.h"
#include "calc/returned.h"

/* What is asked of one dataset. `queries` belong to the caller and outlive the tallies. */
struct tally_plan {
    const struct dataset *dataset;
    const struct scopes *scopes;
    struct period period;
    GPtrArray *queries; /* struct query * */
    guint files;        /* inputs that a fact may come from; 0: no account is kept of rows */
    /* Only facts of marked units are taken, those of a plane of last year by the mark of this
     * year; NULL: all are. */
    const struct returned *marks;
};

/* How rows were spent. A row of another unit is outside the unit, whatever its time. */
struct tally_rows {
    guint64 counted, outside_period, outside_unit;
    date first,
        last; /* of the counted ones; those of any time reach from the first day to the last */
};

/* As a scope: all of them together. */
#define TALLY_ALL_SCOPES (-1)

struct tally;

/* `vocabulary` has the numbers of open values; the tally becomes one more owner. */
struct tally *tally_new(const struct tally_plan *plan, struct vocabulary *vocabulary);
void tally_free(struct tally *tally);
typedef struct tally tally_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tally_t, tally_free)

/* All that decides what becomes of a fact by its unit and columns: see places_ask(). */
void tally_plan_asks(const struct tally_plan *plan, GArray *units,
                     guint8 columns[FACT_MAX_COLUMNS]);
/* Whether a unit's facts stand in any scope of the plan. */
static inline gboolean tally_plan_takes(const struct tally_plan *plan, gint32 unit)
{
    return plan->scopes->scope_of[unit] >= 0 || plan->scopes->split_of[unit] >= 0;
}

/* What a plan makes of the time of facts. */
struct tally_time {
    gint period;      /* of returns, known or not */
    gint quarter;     /* the same of returns by quarters */
    gboolean counted; /* in any stretch of time that is looked at */
    gboolean asked;   /* in any plane of a table */
};
/* The same for the time; `said` is added to as in places_ask_time(). */
struct tally_time tally_asks_time(const struct tally *tally, const struct fact *fact,
                                  GByteArray *said);

/* Of events, for what is noted of months: months_met.h. */
struct months_met *tally_months_new(const struct dataset *dataset);

/* What is noted of single rows. */
struct tally_notes {
    struct returned *returned; /* NULL: nobody owes returns of the dataset */
    struct returned *quarters; /* NULL: no table stands by quarters of what is returned for them */
    gboolean strays_told;      /* an account of rows is kept */
    guint units;
    guint64 *stray; /* by unit: see tally_stray_rows(); NULL: there was none yet */
};
struct tally_notes *tally_notes_new(const struct tally *tally);
void tally_notes_free(struct tally_notes *notes);
/* A row of a unit that the plan does not take, though its time is counted. */
void tally_note_stray(struct tally_notes *notes, const struct fact *fact);
/*
 * A row of a unit that the plan takes, or not. TRUE: one more of this unit and time changes
 * nothing.
 */
static inline gboolean tally_note(struct tally_notes *notes, const struct fact *fact,
                                  gboolean taken, const struct tally_time *time)
{
    if (taken) {
        gboolean settled =
            notes->quarters == NULL || returned_note(notes->quarters, fact, time->quarter);
        return (notes->returned == NULL || returned_note(notes->returned, fact, time->period)) &&
               settled;
    }
    if (!time->counted || !notes->strays_told)
        return TRUE;
    tally_note_stray(notes, fact);
    return FALSE;
}

void tally_take(struct tally *tally, const struct fact_group *group);
/* Adds what was noted, and what months have rows; the notes are empty then. */
void tally_take_notes(struct tally *tally, struct tally_notes *notes,
                      const struct months_met *months);
/* After the last group. */
void tally_close(struct tally *tally);
/* Once it is closed: a sum too great to be one is a broken law. */
gboolean tally_fits(const struct tally *tally, GError **error);

/* The cube of a query in a scope, once the tally is closed. */
const struct cube *tally_cube(const struct tally *tally, guint query, guint scope);
/* The same of a portion: the facts of its split, that are to be cut. They stand in no row of units.
 */
const struct cube *tally_portion_cube(const struct tally *tally, guint query, guint portion);
/* NULL: nobody owes returns of the dataset. */
struct returned *tally_returned(const struct tally *tally);
/* What is returned for the times of a query's cells: by quarters where these stand beside one
 * another. */
struct returned *tally_returned_for(const struct tally *tally, const struct query *query);
/* Whether the rows of events, of all units, end well before the period does (months_met.h). */
gboolean tally_ends_early(const struct tally *tally, date *last);
/* Whether any row of events, of all units, is of a stage in the years of two days and between. */
gboolean tally_has_stage(const struct tally *tally, guint stage, date first, date last);
/* Facts inside the plan's period: of one scope, and of all (what several share, in each). */
guint64 tally_scope_facts(const struct tally *tally, guint scope);
guint64 tally_facts(const struct tally *tally);

/*
 * The rows of an input that one scope saw, or all together. A row that the map shares out among
 * scopes is counted in each of them.
 */
struct tally_rows tally_rows(const struct tally *tally, gint scope, guint32 file);
/* By unit: its rows where no scope reports it, though their time is one that is counted. NULL: no
 * unit has any. */
const guint64 *tally_stray_rows(const struct tally *tally);

/* The numbers of open values. */
struct vocabulary *tally_vocabulary(const struct tally *tally);
/* Code and label of a value of an open list, dictionary values first. */
const char *tally_value_code(const struct tally *tally, guint column, gint32 number);
const char *tally_value_label(const struct tally *tally, guint column, gint32 number);

#endif
