/*
 * review_below - how those right below a unit were ranked, its units or its members, and whether so
 * many of them reach a class as a law asks for.
 */
#ifndef CHECK_REVIEW_BELOW_H
#define CHECK_REVIEW_BELOW_H

#include "base/ratio.h"
#include "check/review.h"

struct review_below {
    gint64 ranked[RULE_SUMS_CLASSES_MAX]; /* by class */
    gint64 unknown;                       /* have not returned */
    gint64 count;
};

/* The number that a step asks for. */
gint64 review_step_number(const struct law_step *step);

/* Of those ranked, how many there are and how many reach a class. */
struct ratio review_below_reaching(const struct review_below *below, const struct column *classes,
                                   int class);

/*
 * Marked by the first step that is surely not reached, which is *missed; clear only if all surely
 * are.
 */
enum review_state review_below_judge(const struct review_below *below, const struct column *classes,
                                     const struct law *law, const struct law_step **missed);

#endif
