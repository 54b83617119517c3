/*
 * claims_bind - what the figures of a text ask of the data.
 *
 * A sentence is bound where the names of the dictionary and of the units make it certain what is
 * counted, where and when; then each of its figures becomes a question. Two readings, or none, are
 * an obstacle that is told. What an earlier sentence said of unit and days holds on, but is no
 * more than likely: no difference is then held against the claim.
 */
#ifndef ANSWER_CLAIMS_BIND_H
#define ANSWER_CLAIMS_BIND_H

#include "answer/claims_ask.h"
#include "check/claim_prose.h"

/*
 * For each claim of the text, in its order, a new struct claims_bound; `main` is never NULL and has
 * an obstacle if the claim cannot be bound. The questions are appended to `questions`, which owns
 * them.
 */
GArray *claims_bind(const struct claim_prose *prose, const struct workspace *workspace,
                    GPtrArray *questions);

#endif
