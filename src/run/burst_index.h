/*
 * burst_index - the workbook that leads to the books of all units: T-P[-U]-danh-muc-LEVEL.xlsx.
 *
 * A line a unit: code, name, the total of each table (as the unit's own book has it), and a link to
 * the book. The level is in the name, since one folder may hold the bursts of several levels.
 */
#ifndef RUN_BURST_INDEX_H
#define RUN_BURST_INDEX_H

#include <glib.h>

#include "book/book.h"
#include "run/report_plan.h"

/* Its STEM. New string. */
char *burst_index_stem(const struct report_plan *plan);

/* Whether its lines lead to workbooks: a burst may make only other files. */
gboolean burst_index_is_linked(const struct report_plan *plan);

/* An index without lines. Keeps the plan. */
struct book *burst_index_new(const struct report_plan *plan);

/* The line of a scope, whose book this is; the books of a plan all have the same tables. */
void burst_index_add(struct book *index, const struct report_plan *plan, guint scope,
                     const struct book *book);

#endif
