/*
 * why_text - what `why` says.
 */
#ifndef RUN_WHY_TEXT_H
#define RUN_WHY_TEXT_H

#include "base/error.h"
#include "run/why.h"

/* Of the rows (or changed keys) of a count the first `limit` are named. New string. */
GString *why_text(const struct why_outcome *outcome, guint limit, enum language language);

#endif
