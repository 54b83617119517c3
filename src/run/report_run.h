/*
 * report_run - a report from its command line to its files.
 *
 * Takes the lock of the output folder, opens the workspace, reads each dataset of the template once
 * and publishes a book, or one for each unit of a level: each a whole new set of files, or nothing.
 */
#ifndef RUN_REPORT_RUN_H
#define RUN_REPORT_RUN_H

#include <glib.h>

#include "base/period.h"
#include "run/workspace.h"

struct report_options {
    const char *template_name;
    const char *const *data; /* NULL-terminated */
    const char *period;
    const char *unit; /* code; NULL: the root */
    const char *each; /* level below the unit of which each unit gets a book; NULL: one book */
    const char *out;  /* folder */
    const char *const *formats;
    const char *office;     /* path or NULL */
    const char *encoding;   /* name or NULL: by evidence */
    const char *dictionary; /* path or NULL */
    const char *map;        /* day or NULL: the last day of the period */
    const char *as_of;      /* day or NULL */
    gboolean final;
    gboolean public;                 /* small counts are hidden */
    gboolean values_only;            /* workbooks hold no formulas */
    gboolean passport;               /* a sheet with the life of the reported unit */
    guint wait_seconds;              /* for the lock */
    date today;                      /* for last-month */
    const struct progress *progress; /* NULL: nobody watches */
};

struct report_outcome {
    struct workspace *workspace; /* for the findings and accounts; set even on failure */
    GPtrArray *paths;            /* char *: files made */
    char *findings_path;         /* of kiem-tra.csv, or NULL */
};

void report_outcome_clear(struct report_outcome *outcome);
typedef struct report_outcome report_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(report_outcome_t, report_outcome_clear)

gboolean report_run(const struct report_options *options, const struct search *search,
                    struct report_outcome *outcome, GError **error);

#endif
