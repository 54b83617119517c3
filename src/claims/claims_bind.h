/*
 * claims_bind - what the figures of a text ask of the data.
 *
 * A sentence is bound where the names of the dictionary and of the units make it certain what is
 * counted, where and when; then each of its figures becomes a question. Two readings, or none, are
 * an obstacle that is told. What an earlier sentence said of unit and days holds on, but is no
 * more than likely: no difference is then held against the claim.
 */
#ifndef CLAIMS_BIND_H
#define CLAIMS_BIND_H

#include "claims/claim_prose.h"
#include "claims/claims_question.h"
#include "claims/claims_slots.h"

/* claims_ask.c: the figures of one claim as questions to the data. */

/* Days from the first to the last of a year that is no leap year. */
#define CLAIMS_DAYS_OF_YEAR 364

/* The questions of one claim; owned by the asker's `questions`. */
struct claims_bound {
    struct claims_question *main, *before, *parts[CLAIM_MAX_PARTS]; /* NULL: not asked */
};

struct claims_asker {
    const struct workspace *workspace;
    GPtrArray *questions; /* struct claims_question *: those made are appended */
};

/* What a claim asks: `main` is never NULL, and has an obstacle if the claim cannot be bound. */
struct claims_bound claims_ask(struct claims_asker *asker, struct claims_slots *slots,
                               const struct claim_found *found);

/*
 * For each claim of the text, in its order, a new struct claims_bound; `main` is never NULL and has
 * an obstacle if the claim cannot be bound. The questions are appended to `questions`, which owns
 * them.
 */
GArray *claims_bind(const struct claim_prose *prose, const struct workspace *workspace,
                    GPtrArray *questions);

#endif
