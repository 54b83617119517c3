/*
 * check_learn - the names that the data nearly have right, as an overlay of the dictionary.
 *
 * An office writes "Hình thức KL" where the dictionary has "Hình thức kỷ luật", and will go on
 * doing so. Headers and values near to a known one become aliases, values that a closed list does
 * not know become new ones. Each is a line that stands alone (spec/dictionary_overlay.c), with the
 * first place where it was met and how often: a person strikes it or keeps it. Nothing of a column
 * that names persons is written.
 */
#ifndef ANSWER_CHECK_LEARN_H
#define ANSWER_CHECK_LEARN_H

#include "answer/check_run.h"

/* *names: how many lines there are to strike or keep. New. */
GString *check_learn(const struct check_outcome *outcome, guint *names);

#endif
