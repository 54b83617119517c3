/*
 * why_text - what `why` says.
 */
#ifndef ANSWER_WHY_TEXT_H
#define ANSWER_WHY_TEXT_H

#include "answer/why.h"
#include "base/error.h"

/* Of the rows (or changed keys) of a count the first `limit` are named. New string. */
GString *why_text(const struct why_outcome *outcome, guint limit, enum language language);

#endif
