/*
 * verify_figures - the cells of a workbook against a book; used by verify.c only.
 */
#ifndef ANSWER_VERIFY_FIGURES_H
#define ANSWER_VERIFY_FIGURES_H

#include "answer/verify.h"

/*
 * The figures: cells that differ are appended to outcome->cells, those that follow from them are
 * counted.
 */
void verify_figures(struct verify_outcome *outcome);

/* All cells, texts too, against a workbook just made; those that differ are appended. */
void verify_all_cells(struct verify_outcome *outcome, const struct workbook *made);

#endif
