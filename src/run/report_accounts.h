/*
 * account_tolds - how the rows behind a book were spent: read, used, counted, outside.
 */
#ifndef RUN_REPORT_ACCOUNTS_H
#define RUN_REPORT_ACCOUNTS_H

#include "run/report_plan.h"

/* Sets the accounts of the plan's report, of its filled sources, for all books together. */
void report_accounts_set(struct report_plan *plan);

/*
 * The same for the book of one scope, or all together (TALLY_ALL_SCOPES). New array of struct
 * account_told, which borrow the plan's texts.
 */
GArray *report_accounts_of(const struct report_plan *plan, gint scope);

/*
 * Tells the rows that would be counted if their units hung below a top of the tree that the data
 * are about: those of a unit whose superior is not there, of a closed top without a successor, of a
 * lower top beside a higher one. Rows of another unit than the one asked for are none of these.
 */
void report_accounts_tell_strays(const struct report_plan *plan, struct findings *findings);

/*
 * The scope of all that stands below the one top of the data on a map, which it keeps; NULL: all
 * tops are reported alike.
 */
const struct scopes *report_accounts_whole(struct workspace *workspace, const struct unit_map *map);
/* Tells how many rows of a dataset, by unit, stand outside that scope, and of which units. */
void report_accounts_tell_outside(const struct workspace *workspace, const struct dataset *dataset,
                                  const guint64 *rows, const struct scopes *whole,
                                  struct findings *findings);

#endif
