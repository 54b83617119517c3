/*
 * returned - which units returned what for which year or month.
 *
 * One bit a unit and period; made while facts stream by, so that completeness needs no
 * second pass. A period is a year, or a month if the dataset's time column is one, or the same
 * quarter of each year where a quarter is asked for of a dataset that has them, or each quarter, of
 * which the last is the year, for tables that stand by them (returned_new_by_quarter()); a stock is
 * returned once, for the day that it is of. Period 0 is the first one inside the period
 * that is asked for; earlier ones, which figures are compared with, have negative numbers.
 */
#ifndef CALC_RETURNED_H
#define CALC_RETURNED_H

#include <glib.h>

#include "base/period.h"
#include "calc/filter.h"
#include "data/fact.h"
#include "data/unit.h"

struct returned;

/* A stretch of periods by number; none if last < first. */
struct returned_window {
    gint first, last;
};

/*
 * `reach`: the first day that figures look back to; DATE_NONE: that of the period. What begins
 * after the day of the data is not asked for yet.
 */
struct returned *returned_new(const struct dataset *dataset, const struct unit_tree *tree,
                              struct period period, date reach);
/* By quarters, whether the dictionary says that they are owed or not: a table that lists them asks.
 */
struct returned *returned_new_by_quarter(const struct dataset *dataset,
                                         const struct unit_tree *tree, struct period period,
                                         date reach);
/* The same stretch, no unit returned anything; NULL of NULL. */
struct returned *returned_new_like(const struct returned *returned);
void returned_free(struct returned *returned);
typedef struct returned returned_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(returned_t, returned_free)

/* The column of the answer: the first required one beyond the key; -1: none. */
int returned_answer(const struct dataset *dataset);

/* What a unit returned for a period. */
enum return_state {
    RETURN_NONE,
    RETURN_WHOLE,
    RETURN_PART, /* only some of the units below it did, for it: completeness_settle() */
};

/* A row whose answer is blank is no return. */
void returned_take(struct returned *returned, const struct fact *fact);
/*
 * The same in two steps, since rows of one time are of one period: the number of the period that a
 * fact's time is of (known or not), and the noting of a fact of it. TRUE: further facts of this
 * unit and period say nothing new.
 */
gint returned_period_of(const struct returned *returned, const struct fact *fact);
gboolean returned_note(struct returned *returned, const struct fact *fact, gint period);
/* The number of the asked period for which the fact is a return; -1: none. */
gint32 returned_number(const struct returned *returned, const struct fact *fact);
/* Both may be NULL. */
void returned_merge(struct returned *to, const struct returned *from);
void returned_set(struct returned *returned, gint32 unit, gint period, enum return_state state);

/* How many periods lie wholly inside the one asked for; the lowest number, 0 or below. */
guint returned_periods(const struct returned *returned);
gint returned_first(const struct returned *returned);
gboolean returned_in_months(const struct returned *returned);

/* Those that are known and lie wholly between two days. */
struct returned_window returned_window(const struct returned *returned, date first, date last);

/* How many periods a year has: to compare with last year is to go so far back. */
gint returned_in_a_year(const struct returned *returned);

/* First day and last day of a period. */
void returned_period(const struct returned *returned, gint number, date *first, date *last);
enum return_state returned_state(const struct returned *returned, gint32 unit, gint period);

/* What was returned by a unit for all periods: so many bytes a unit. */
struct unit_answers returned_answers(const struct returned *returned);
/* The number of the period that holds a day, `months` after it; G_MININT: none that is known. */
gint returned_marked_period(const struct returned *returned, date day, int months);

/*
 * Whether a unit has returned, or is marked, for the period that holds a day, `months` after it:
 * facts of last year are held to the marks of this one. What is not known is FALSE.
 */
gboolean returned_marks(const struct returned *returned, gint32 unit, date day, int months);

/*
 * In which months a dataset has rows, and whether they stop before the period does; and in which
 * years it has rows of each stage, if one of its columns holds stages.
 */
struct months_met;

struct months_met *months_met_new(guint stages);
void months_met_free(struct months_met *met); /* NULL is fine */

/* DATE_NONE is no day; a stage that is not below the number of stages is none. */
void months_met_take(struct months_met *met, date day, gint64 stage);
void months_met_merge(struct months_met *to, const struct months_met *from);

/* Whether any row is of a stage in the years that two days lie in or between. */
gboolean months_met_has_stage(const struct months_met *met, guint stage, date first, date last);

/*
 * Whether the rows end inside the period, and more months before its end than rows were ever
 * missing in between: a small unit's quiet months are nothing unusual, four of a whole province
 * are. Rows in five months or fewer tell nothing. *last receives the day of the last row.
 */
gboolean months_met_end_early(const struct months_met *met, struct period period, date *last);

#endif
