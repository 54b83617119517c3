/*
 * claim_tests - what a claim is tested for: one function a test (claim.h says what it gives).
 *
 * Tests that explain a mismatch (a hidden base, swapped digits) speak only where the plain
 * test beside them found one.
 */
#ifndef CHECK_CLAIM_TESTS_H
#define CHECK_CLAIM_TESTS_H

#include "check/claim.h"

/* Sets an outcome; arguments are new strings that it then owns, up to a NULL. Returns TRUE. */
gboolean claim_outcome_set(struct claim_outcome *outcome, enum claim_verdict verdict,
                           enum message reason, ...) G_GNUC_NULL_TERMINATED;

/* claim_share.c: a part, its base and its percentage. */
gboolean claim_part_in_whole(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_share_of_count(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_swapped_digits(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_share_of_part(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_other_base(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_hidden_base(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_share_of_base(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_share_alone(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_count_alone(const struct claim *claim, struct claim_outcome *outcome);

/* claim_parts.c: parts of a whole, shares of one set, the cap. */
gboolean claim_parts_sum(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_some_parts(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_swapped_sum(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_doubled_digit(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_shares_sum(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_cap(const struct claim *claim, struct claim_outcome *outcome);

/* claim_data.c: what the data count. */
gboolean claim_against_data(const struct claim *claim, struct claim_outcome *outcome);

/* claim_pair.c: two figures of different times. */
gboolean claim_stages(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_direction_holds(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_growth(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_points(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_pair_alone(const struct claim *claim, struct claim_outcome *outcome);

#endif
