/*
 * summary_rows - which rows of exports stand in a summary that is given beside them.
 *
 * Such a row would count twice.
 */
#ifndef RUN_SUMMARY_ROWS_H
#define RUN_SUMMARY_ROWS_H

#include "check/rules.h"
#include "run/workspace.h"

struct summary_rows;

/* NULL: of the dataset there are not both, exports and summaries. The workspace is kept. */
struct summary_rows *summary_rows_new(struct workspace *workspace, const struct dataset *dataset);
void summary_rows_free(struct summary_rows *rows);
typedef struct summary_rows summary_rows_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(summary_rows_t, summary_rows_free)

gboolean summary_rows_hold(const struct summary_rows *rows, const struct fact *fact);

/* What a row of an export is asked before it counts. */
struct summary_admission {
    const struct rules *rules;
    const struct summary_rows *told; /* NULL: no summary of the dataset stands beside */
    const struct inputs *inputs;
};

/* A fact_admission: the rules, and that the row is in no summary; `data` is a summary_admission. */
gboolean summary_rows_admit(const void *data, const struct fact *fact, const gint *places,
                            struct findings *findings, enum rule *rejected);

/* After a pass: FALSE if a row stands in a summary that was not made from its file. Errors: INPUT.
 */
gboolean summary_rows_check(const struct workspace *workspace, GError **error);

#endif
