/*
 * report_run - a report from its command line to its files.
 *
 * Judges options, template, dictionary and office file first, then takes the lock of the output
 * folder, reads each dataset of the template once and publishes a book, or one for each unit of a
 * level: each a whole new set of files, or nothing.
 */
#ifndef RUN_REPORT_RUN_H
#define RUN_REPORT_RUN_H

#include <glib.h>

#include "base/request.h"
#include "run/workspace.h"

struct report_outcome {
    struct workspace *workspace; /* for the findings and accounts; set even on failure */
    GPtrArray *paths;            /* char *: files made */
    char *findings_path;         /* of kiem-tra.csv, or NULL */
    GString *printed;            /* instead of files; NULL: files are made */
};

void report_outcome_clear(struct report_outcome *outcome);
typedef struct report_outcome report_outcome_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(report_outcome_t, report_outcome_clear)

gboolean report_run(const struct request *request, const struct search *search,
                    struct report_outcome *outcome, GError **error);

#endif
