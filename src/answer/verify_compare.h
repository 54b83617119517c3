/*
 * verify_compare - a workbook against the one made again: sheets, rows and columns, figures, all
 * cells; used by verify.c only.
 */
#ifndef ANSWER_VERIFY_COMPARE_H
#define ANSWER_VERIFY_COMPARE_H

#include "answer/verify.h"

/* A sentence when the file bears another name than it was made with, or is of an earlier issue. */
void verify_compare_file(struct verify_outcome *outcome, const char *path);

/*
 * A sentence in outcome->notes for each sheet that was renamed, added or taken away, each table
 * with rows or columns that came, went or stand in another order, and the order of the sheets;
 * edited labels are appended to outcome->cells. `made` is the workbook made again.
 */
void verify_compare_shape(struct verify_outcome *outcome, const struct workbook *made);

/*
 * The figures: cells that differ are appended to outcome->cells, those that follow from them are
 * counted.
 */
void verify_compare_figures(struct verify_outcome *outcome);

/* All cells, texts too; those that differ are appended. */
void verify_compare_all(struct verify_outcome *outcome, const struct workbook *made);

#endif
