/*
 * overlap_sums - what returns that overlap amount to, and what is said of them.
 *
 * Filled in the pass that leaves out what does not count, by the rows of the years and months in
 * which something does not. A reader has one a thread; they merge in any order to the same sums.
 */
#ifndef CALC_OVERLAP_SUMS_H
#define CALC_OVERLAP_SUMS_H

#include "calc/overlap.h"
#include "data/finding.h"

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
