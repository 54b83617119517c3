/*
 * report_plan - from a command line to filled tallies: everything of a report but its files.
 *
 * Opens the workspace, loads template and office, settles period, map and scopes, and reads
 * each dataset of the template once for all its tables and all scopes.
 */
#ifndef RUN_REPORT_PLAN_H
#define RUN_REPORT_PLAN_H

#include "build/report.h"
#include "run/report_run.h"
#include "spec/office.h"
#include "spec/template.h"

struct report_plan {
    const struct report_options *options;
    const struct search *search;
    struct workspace *workspace; /* the caller's */
    struct template *template;
    GBytes *template_text;
    struct office *office; /* NULL: none */
    GBytes *office_text;
    char *name; /* of the template, as in file names */
    struct unit_map *map;
    GPtrArray *cap_tables; /* struct table *: cap_query_table() */
    struct report report;  /* ready for report_build() */
};

/*
 * Fills the plan, which the caller clears whatever comes of it. The workspace must be open.
 * Errors: USAGE, INPUT, SPEC.
 */
gboolean report_plan_fill(struct report_plan *plan, const struct report_options *options,
                          const struct search *search, struct workspace *workspace, GError **error);
void report_plan_clear(struct report_plan *plan);

/* Whether the report rests on an input of this dataset. */
gboolean report_plan_reads(const struct report_plan *plan, const struct dataset *dataset);

#endif
