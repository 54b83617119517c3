/*
 * why_cell - which figure 'Sheet!D14' is, and what was done to it since its book was made.
 */
#ifndef ANSWER_WHY_CELL_H
#define ANSWER_WHY_CELL_H

#include "answer/why.h"
#include "base/error.h"

/*
 * Finds the table, row and column of a worksheet cell in the recomputed book. Errors: USAGE,
 * telling what stands there instead; suppressed cells are refused.
 */
gboolean why_cell_find(struct why_cell *cell, const char *text, GError **error);

/* The cell of the same codes in another workbook. Errors: USAGE. */
gboolean why_cell_find_same(struct why_cell *cell, const struct why_cell *as, GError **error);

/*
 * Sentences on the sheet, the row, the place and the value; nothing where all is as it was made.
 * Whoever asks looks at the page: where that is not the page that was made, the answer begins so.
 */
void why_cell_tell_changes(GString *text, const struct why_cell *cell, enum language language);

#endif
