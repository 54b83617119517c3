/*
 * verify_shape - what happened to the sheets, rows and columns of a workbook; used by verify.c
 * only.
 */
#ifndef ANSWER_VERIFY_SHAPE_H
#define ANSWER_VERIFY_SHAPE_H

#include "answer/verify.h"

/*
 * A sentence in outcome->notes for each sheet that was renamed, added or taken away, each table
 * with rows or columns that came, went or stand in another order, and the order of the sheets;
 * edited labels are appended to outcome->cells. `made` is the workbook made again.
 */
void verify_shape(struct verify_outcome *outcome, const struct workbook *made);

/* A sentence when the file bears another name than it was made with, or is of an earlier issue. */
void verify_file(struct verify_outcome *outcome, const char *path);

/* The sheet of the workbook made again that a sheet is, by name or as it was renamed; G_MAXUINT:
 * none. */
guint verify_twin(const struct verify_outcome *outcome, const struct workbook *made, guint sheet);

#endif
