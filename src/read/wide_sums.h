/*
 * wide_sums - the rows of totals in a wide table, held against the rows that they add up.
 *
 * A total may stand above what it adds up or below, be of all rows or of a group of them, and units
 * may stand there with those that they consist of. So a row of totals is held against each of these
 * sums, and what is told is where it differs from the one that it comes nearest to.
 */
#ifndef READ_WIDE_SUMS_H
#define READ_WIDE_SUMS_H

#include "data/finding.h"
#include "data/unit.h"
#include "read/wide.h"

/* As the number of a cell: it is blank, or is no number. */
#define WIDE_BLANK (-1)
#define WIDE_UNKNOWN (-2)
/* As the unit of a row: it is one of totals, or the heading of a group. */
#define WIDE_SUMS_TOTAL (-1)

struct wide_sums;

/* Keeps both; the tree may be NULL. */
struct wide_sums *wide_sums_new(const struct wide *wide, const struct unit_tree *tree);
void wide_sums_free(struct wide_sums *sums);

/* Rows in their order. `unit`: its index, FACT_BLANK for one that is not known. */
void wide_sums_add(struct wide_sums *sums, guint64 line, gint64 unit, const gint64 *numbers);

/* A finding for each cell of a total that differs. */
void wide_sums_tell(struct wide_sums *sums, guint32 file, struct findings *findings);

#endif
