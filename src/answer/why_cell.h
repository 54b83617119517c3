/*
 * why_cell - which figure 'Sheet!D14' is; used by why.c only.
 */
#ifndef ANSWER_WHY_CELL_H
#define ANSWER_WHY_CELL_H

#include "answer/why.h"

/*
 * Finds the table, row and column of a worksheet cell in the recomputed book. Errors: USAGE,
 * telling what stands there instead; suppressed cells are refused.
 */
gboolean why_cell_find(struct why_cell *cell, const char *text, GError **error);

/* The cell of the same codes in another workbook. Errors: USAGE. */
gboolean why_cell_find_same(struct why_cell *cell, const struct why_cell *as, GError **error);

#endif
