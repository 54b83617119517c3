/*
 * report_pass - each dataset is read once, for all reports that are made of it.
 *
 * Reports of several templates, units and periods stand side by side in one pass: every row is
 * given to the tallies of all of them. Only where ages are taken on different days a dataset is
 * read again.
 */
#ifndef RUN_REPORT_PASS_H
#define RUN_REPORT_PASS_H

#include <glib.h>

#include "run/report_plan.h"

/*
 * Fills the tallies of settled plans, which share a workspace, and tells what was found: in the
 * workspace's findings, and in each plan's own when there are several books. Errors: INPUT.
 */
gboolean report_pass(const GPtrArray *plans, GError **error);

/*
 * Loads the data of an opened plan that is alone in its workspace, settles and fills it. Errors: as
 * the steps.
 */
gboolean report_pass_alone(struct report_plan *plan, GError **error);

/*
 * The findings of a scope's book: those on the files that the report rests on, and those on the
 * scope itself. NULL: the workspace's are these. New list.
 */
struct findings *report_pass_findings(const struct report_plan *plan, guint scope);

#endif
