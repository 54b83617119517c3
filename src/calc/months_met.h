/*
 * months_met - in which months a dataset has rows, and whether they stop before the period does.
 */
#ifndef CALC_MONTHS_MET_H
#define CALC_MONTHS_MET_H

#include <glib.h>

#include "base/date.h"
#include "base/period.h"

struct months_met;

struct months_met *months_met_new(void);
void months_met_free(struct months_met *met); /* NULL is fine */

void months_met_take(struct months_met *met, date day); /* DATE_NONE is no day */
void months_met_merge(struct months_met *to, const struct months_met *from);

/*
 * Whether the rows end inside the period, and more months before its end than rows were ever
 * missing in between: a small unit's quiet months are nothing unusual, four of a whole province
 * are. Rows in five months or fewer tell nothing. *last receives the day of the last row.
 */
gboolean months_met_end_early(const struct months_met *met, struct period period, date *last);

#endif
