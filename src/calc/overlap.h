/*
 * overlap - returns that speak of the same people twice.
 *
 * A file may hold the numbers of units and of their superiors (subtotals by code), and those of a
 * unit that ended beside those of its successor. People are counted once all the same:
 *
 *   - The level that the dictionary names in `reported_by` counts (of several levels the uppermost
 *     that returned). Where it is silent, the uppermost rows below it do. Where these are silent as
 *     well, the nearest row above does: it is all that is known of the units below it, which stay
 *     missing, and that is told. No two rows of one way up the tree count, unless both are of a
 * level that is asked.
 *   - A unit that is not there on the last day of the year or month returns in vain when the unit
 *     in whose place the map of that day puts it (or puts a part of it) has returned: itself, or,
 *     where a change leads there and the units below it are asked, through these.
 *
 * Only numbers of a returns dataset overlap: a column of counts that the file must have. Rows
 * about organizations (a ranking) never are subtotals of others, only the second rule holds for
 * them; rows of single persons are told apart by their keys.
 *
 * Rows are never kept, and what counts is known only when all rows have been seen. So one pass
 * counts and notes who returned: one byte a unit and period. Only when that shows an overlap, the
 * pass is repeated with the rows that do not count left out: files without any are read once, as
 * before. What is noted merges in any order, and the choice goes by units alone, so that the order
 * of files and the number of threads change nothing.
 */
#ifndef CALC_OVERLAP_H
#define CALC_OVERLAP_H

#include <glib.h>

#include "data/fact.h"
#include "data/finding.h"
#include "data/unit_map.h"
#include "spec/dictionary.h"

struct overlap;

/* What becomes of a row. */
enum overlap_fate {
    OVERLAP_COUNTS,
    OVERLAP_STANDS_IN, /* it counts, for units below it that are asked and silent */
    OVERLAP_SUBTOTAL,  /* another level counts */
    OVERLAP_SUCCEEDED, /* the successor counts */
    OVERLAP_FATES
};

/* Keeps dataset and tree. NULL: nothing of the dataset can overlap. */
struct overlap *overlap_new(const struct dataset *dataset, const struct unit_tree *tree);
void overlap_free(struct overlap *overlap);
typedef struct overlap overlap_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(overlap_t, overlap_free)

/* Notes who returned. */
void overlap_take(struct overlap *overlap, const struct fact *fact);
void overlap_merge(struct overlap *to, const struct overlap *from);

/* Decides, after the last merge; FALSE: every row counts, and nothing is to be told. */
gboolean overlap_settle(struct overlap *overlap, const struct crosswalk *crosswalk);

/* Whether rows of a fate are counted. */
static inline gboolean overlap_counts(enum overlap_fate fate)
{
    return fate == OVERLAP_COUNTS || fate == OVERLAP_STANDS_IN;
}

/* Once it is settled; several threads may ask at once. */
enum overlap_fate overlap_fate(const struct overlap *overlap, const struct fact *fact);

/*
 * What returns that overlap amount to, and what is said of them: filled in the pass that leaves out
 * what does not count, by the rows of the years and months in which something does not. A reader
 * has one a thread; they merge in any order to the same sums.
 */
struct overlap_sums;

/* Keeps the overlap, which is settled. */
struct overlap_sums *overlap_sums_new(const struct overlap *overlap);
void overlap_sums_free(struct overlap_sums *sums);
typedef struct overlap_sums overlap_sums_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(overlap_sums_t, overlap_sums_free)

/* Every row, whether it counts or not. */
void overlap_sums_take(struct overlap_sums *sums, const struct fact *fact);
void overlap_sums_merge(struct overlap_sums *to, const struct overlap_sums *from);

/*
 * A finding for each unit that stands in for those below it, and for each unit with numbers of its
 * own above those of others: both sums, and where they differ an error for each figure that does. A
 * finding for each unit whose successor counts.
 */
void overlap_sums_tell(const struct overlap_sums *sums, struct findings *findings);

#endif
