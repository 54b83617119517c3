/*
 * claims_ask - the figures of one claim as questions to the data.
 */
#ifndef ANSWER_CLAIMS_ASK_H
#define ANSWER_CLAIMS_ASK_H

#include "answer/claims_question.h"
#include "answer/claims_said.h"
#include "check/claim_prose.h"

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
struct claims_bound claims_ask(struct claims_asker *asker, struct said *said,
                               const struct claim_found *found);

#endif
