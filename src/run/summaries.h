/*
 * summaries - which summaries (read/summary.h) may be counted together, and with what else.
 *
 * Each row must be in one of them at most. Before any pass over the data: all rest on the
 * dictionary and the units of this run; no unit and day is in two of them, but that of two on one
 * unit and period the later one counts; rows of an export that a summary was made from are not
 * counted again. Of what a summary cannot tell, such as whether a key stands in another one,
 * nothing is guessed: it is refused.
 */
#ifndef RUN_SUMMARIES_H
#define RUN_SUMMARIES_H

#include "run/report_plan.h"
#include "run/workspace.h"

/* SHA-256 of what decides about figures: the dictionary's text; of each unit its code, level, kind,
 * superior and days, and all changes of units. New strings. */
char *summaries_dictionary_digest(const struct workspace *workspace);
char *summaries_units_digest(const struct workspace *workspace);

/*
 * Of a workspace whose units are read. What does not count is no input of its dataset any more, and
 * that is told. Errors: INPUT; USAGE where an edition for the public is asked for.
 */
gboolean summaries_settle(struct workspace *workspace, GError **error);

/* Whether a settled plan can be filled from the summaries. Errors: INPUT. */
gboolean summaries_check_plan(const struct report_plan *plan, GError **error);

#endif
