/*
 * report_plan - from a command line to filled tallies: everything of a report but its files.
 *
 * A plan is opened (template, office, period: nothing of the data is needed), settled (map, scopes,
 * what is asked of each dataset) and filled by report_pass.h, which reads each dataset once for all
 * tables and all scopes of all plans. Several plans may share a workspace.
 */
#ifndef RUN_REPORT_PLAN_H
#define RUN_REPORT_PLAN_H

#include "base/request.h"
#include "build/report.h"
#include "run/workspace.h"
#include "spec/office.h"
#include "spec/template.h"

struct report_plan {
    const struct request *request;
    const struct search *search;
    struct workspace *workspace; /* the caller's */
    struct template *template;
    GBytes *template_text;
    struct office *office; /* NULL: none */
    GBytes *office_text;
    char *name;       /* of the template, as in file names */
    const char *unit; /* code of the unit reported, once it is settled; NULL: the root */
    date map_day;
    const struct unit_map *map; /* of the workspace, as the report's scopes are */
    GPtrArray *cap_tables;      /* struct template_table *: cap_query_table() */
    struct findings *lost;      /* units of any scope and level without a place on the map */
    struct findings *outside;   /* tops beside the one top, and rows outside it: of no scope */
    GPtrArray *gathered;        /* struct rule_sums *, of the period's years; NULL: none */
    struct review *review;      /* of the period's year, or NULL */
    struct findings *across;    /* what files say against each other in the period's years */
    struct findings *findings;  /* of several books: those common to the plan's; else NULL */
    struct report report;       /* ready for report_build(); of several books but the findings */
};

/*
 * The steps. The caller clears the plan whatever comes of them; the workspace must be begun for the
 * first and loaded for the second, and is kept, as are the options. Errors: USAGE, INPUT, SPEC.
 */
gboolean report_plan_open(struct report_plan *plan, const struct request *request,
                          const struct search *search, struct workspace *workspace, GError **error);
/* The same for who wants what is asked of the data and no report: of any kind of period, with all
 * tables, whatever it is that is not printed then. */
gboolean report_plan_open_asking(struct report_plan *plan, const struct request *request,
                                 const struct search *search, struct workspace *workspace,
                                 GError **error);
gboolean report_plan_settle(struct report_plan *plan, GError **error);

void report_plan_clear(struct report_plan *plan);

/* Whether the report rests on an input of this dataset; known once the plan is opened. */
gboolean report_plan_reads(const struct report_plan *plan, const struct dataset *dataset);

#endif
