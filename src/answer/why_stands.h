/*
 * why_stands - what was done to a cell since its book was made; used by why_text.c only.
 *
 * Whoever asks about a figure looks at the page: where that is not the page that was made, the
 * answer begins with it.
 */
#ifndef ANSWER_WHY_STANDS_H
#define ANSWER_WHY_STANDS_H

#include "answer/why.h"
#include "base/error.h"

/* Sentences on the sheet, the row, the place and the value; nothing where all is as it was made. */
void why_stands(GString *text, const struct why_cell *cell, enum language language);

#endif
