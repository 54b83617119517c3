/*
 * job_history - what the totals of a report were the last time.
 *
 * The workbook made last before this one, of the same template, unit and audience and for a
 * period of the same kind that does not end later, is found by its manifest in the output folder.
 * One that was changed since it was made is no history.
 */
#ifndef JOB_JOB_HISTORY_H
#define JOB_JOB_HISTORY_H

#include <glib.h>

#include "deliver/manifest_read.h"
#include "run/key_totals.h"
#include "run/report_plan.h"
#include "workbook/workbook.h"

struct job_history {
    struct manifest_record *record; /* NULL: there is none */
    struct workbook *workbook;
};

/* The caller clears it. Errors: OUTPUT (the folder cannot be read). */
gboolean job_history_find(const struct report_plan *plan, struct job_history *history,
                          GError **error);
void job_history_clear(struct job_history *history);
typedef struct job_history job_history_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(job_history_t, job_history_clear)

/* What stood in the place of this total; FALSE: no count did. */
gboolean job_history_total(const struct job_history *history, const struct key_total *total,
                           gint64 *value);

#endif
