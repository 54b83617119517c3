/*
 * months_met - in which months a dataset has rows, and whether they stop before the period does;
 * and in which years it has rows of each stage, if one of its columns holds stages.
 */
#ifndef CALC_MONTHS_MET_H
#define CALC_MONTHS_MET_H

#include <glib.h>

#include "base/date.h"
#include "base/period.h"

struct months_met;

struct months_met *months_met_new(guint stages);
void months_met_free(struct months_met *met); /* NULL is fine */

/* DATE_NONE is no day; a stage that is not below the number of stages is none. */
void months_met_take(struct months_met *met, date day, gint64 stage);
void months_met_merge(struct months_met *to, const struct months_met *from);

/* Whether any row is of a stage in the years that two days lie in or between. */
gboolean months_met_has_stage(const struct months_met *met, guint stage, date first, date last);

/*
 * Whether the rows end inside the period, and more months before its end than rows were ever
 * missing in between: a small unit's quiet months are nothing unusual, four of a whole province
 * are. Rows in five months or fewer tell nothing. *last receives the day of the last row.
 */
gboolean months_met_end_early(const struct months_met *met, struct period period, date *last);

#endif
