/*
 * answers_accept - what units keep with a reason, as exceptions in the --exceptions file.
 *
 * An exception is made of a finding that its row of the workbook names alone: not of a row that
 * stands for several different ones, and not of what is missing. What the file holds already, its
 * comments too, stays as it is; new exceptions are put behind it.
 */
#ifndef ANSWER_ANSWERS_ACCEPT_H
#define ANSWER_ANSWERS_ACCEPT_H

#include "answer/answers.h"

struct answers_accepted {
    guint added; /* exceptions */
    guint left;  /* answers with a reason that give none */
};

/* Nothing is written where there is nothing to add. Errors: SPEC, OUTPUT. */
gboolean answers_accept(const struct check_outcome *outcome, const struct answers *answers,
                        const char *path, struct answers_accepted *accepted, GError **error);

#endif
