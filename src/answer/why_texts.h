/*
 * why_texts - what stands in the rows that are named; used by why.c only.
 *
 * Columns that name a person are masked, columns of free text are left out: both may hold names.
 */
#ifndef ANSWER_WHY_TEXTS_H
#define ANSWER_WHY_TEXTS_H

#include "answer/why.h"

/* Sets the texts of all rows that stand in the cell. Errors: INPUT. */
gboolean why_texts_fill(struct why_cell *cell, GError **error);

#endif
