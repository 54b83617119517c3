/*
 * why_words - the figure of a cell in words and as arithmetic; used by why_text.c only.
 */
#ifndef ANSWER_WHY_WORDS_H
#define ANSWER_WHY_WORDS_H

#include "answer/why.h"

/* "7,5% = 11 / 147". New string. */
char *why_words_arithmetic(const struct why_cell *cell);

/* "doi_tuong = dang_vien; xep_loai ≥ tot", of the table and the lines of the cell; "" for none. */
char *why_words_filter(const struct why_cell *cell);

/* "01/01/2024–31/12/2024". New string. */
char *why_words_days(const struct why_cell *cell, const struct why_term *term);

#endif
