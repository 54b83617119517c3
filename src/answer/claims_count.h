/*
 * claims_count - one pass over each dataset answers all questions about it.
 */
#ifndef ANSWER_CLAIMS_COUNT_H
#define ANSWER_CLAIMS_COUNT_H

#include "answer/claims_question.h"

/*
 * Resolves the questions (struct claims_question *) and sets their answers. Errors: INPUT (a
 * refused file).
 */
gboolean claims_count(struct workspace *workspace, GPtrArray *questions, GError **error);

#endif
