/*
 * claim - a figure that somebody printed, and what can be said of it.
 *
 * A claim is checked against itself first: parts against their whole, a percentage against
 * its base, a growth against its two figures. That needs no data and finds what cannot be true.
 * With data it is then compared with what they count. Each test is one function and one row of
 * a table; several may speak of one claim, and the worst verdict wins.
 */
#ifndef CLAIMS_CLAIM_H
#define CLAIMS_CLAIM_H

#include <glib.h>

#include "base/error.h"
#include "claims/claim_figure.h"
#include "spec/dictionary.h"

#define CLAIM_MAX_PARTS 32
#define CLAIM_MAX_BASES 8

enum claim_change {
    CLAIM_CHANGE_NONE,
    CLAIM_CHANGE_PERCENT, /* tăng 77,1% */
    CLAIM_CHANGE_POINTS,  /* tăng 2,9 điểm phần trăm */
    CLAIM_CHANGE_COUNT,   /* tăng 226 chi bộ */
    CLAIM_CHANGE_TIMES,   /* gấp 1,8 lần */
    CLAIM_CHANGE_INDEX,   /* bằng 177,1% so với */
};

enum claim_direction { CLAIM_UNSAID, CLAIM_RISE, CLAIM_FALL };

/* Two figures of different times, and the change printed beside them. */
struct claim_pair {
    struct claim_figure before, after;
    gboolean shares; /* both are percentages */
    enum claim_change change_kind;
    struct claim_figure change;
    enum claim_direction direction;
    /* Stages that the two figures count ("đăng ký", "công nhận"); NULL: not said. Borrowed. */
    const char *stage_before, *stage_after;
};

/* One way to count the claim's rows in the data. */
struct claim_reading {
    enum message counted; /* "persons" */
    enum message base;    /* "those ranked"; MESSAGE_COUNT: the base has no name of its own */
    gint64 part, whole;   /* with and without the claim's condition */
};

/* What the data say; or why they say nothing. Borrowed by the claim. */
struct claim_data {
    GArray *readings; /* struct claim_reading, the most natural first */
    enum message obstacle;
    char *about;      /* {0} of the obstacle; NULL: no obstacle */
    gboolean undated; /* the sentence says when, the data do not: neither proves anything */
    gboolean carried; /* unit or days are those of an earlier sentence: no difference is proof */
    guint expected, made; /* returns that its units owe for its days, and those that are there */
};

/* Another number that the percentage may be of. */
struct claim_base {
    enum message name; /* "the target" */
    struct claim_figure figure;
};

/* Any figure may be missing. A plain value. */
struct claim {
    struct claim_figure count, base, share;
    enum claim_bound bound; /* of the share, or else of the change */
    struct claim_figure parts[CLAIM_MAX_PARTS];
    guint parts_count;
    gboolean parts_are_shares; /* of one set: they add up to 100 */
    gboolean parts_are_some;   /* "trong đó": they need not add up */
    gboolean base_is_target;   /* a plan: the percentage may pass 100 */
    struct claim_figure rest;  /* of the last part of a whole: 100 less the other percentages */
    struct claim_base bases[CLAIM_MAX_BASES]; /* numbers beside it that the percentage may be of */
    guint bases_count;
    struct claim_pair pair;
    const struct cap_rule *cap; /* count: excellent; base: good or better. NULL: no cap */
    /* Of the whole claim, of each part, of the earlier time; NULL: not asked. */
    const struct claim_data *data, *part_data[CLAIM_MAX_PARTS], *before_data;
};

/*
 * What a test says, from weak to strong; the strongest is the claim's verdict. Only the data make
 * a claim true: that its figures agree with each other is less.
 */
enum claim_verdict {
    CLAIM_POSSIBLE, /* of a test: not refuted. A claim of which no more is known is unproven */
    CLAIM_ADDS_UP,
    CLAIM_TRUE,
    CLAIM_UNPROVEN, /* of a test: a figure cannot be read */
    CLAIM_DIFFERS,
    CLAIM_IMPOSSIBLE,
};

/* "đúng", "không thể", … New string. */
char *claim_verdict_text(enum claim_verdict verdict, enum language language);

#define CLAIM_ARGUMENTS 5

/* What one test says. */
struct claim_outcome {
    enum claim_verdict verdict;
    enum message reason;
    char *argument[CLAIM_ARGUMENTS]; /* {0} to {4}; owned */
    enum message noun;               /* MESSAGE_COUNT: none; else it is {4} */
    gboolean hinders;                /* why the data decide nothing: always told */
};

struct claim_result {
    enum claim_verdict verdict; /* never CLAIM_POSSIBLE */
    GArray *outcomes;           /* struct claim_outcome of the tests that spoke, in their order */
};

/*
 * The way of counting that gives what is printed, else the one that comes nearest; NULL: the data
 * say nothing. And that figure as text: "16/17 = 94,1%"; NULL, or a new string.
 */
const struct claim_reading *claim_data_reading(const struct claim *claim);
char *claim_data_text(const struct claim *claim);

struct claim_result *claim_check(const struct claim *claim);
void claim_result_free(struct claim_result *result);
typedef struct claim_result claim_result_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(claim_result_t, claim_result_free)

/* What the tests that decided the verdict say, one sentence each, with "; " between. New string. */
char *claim_result_reason(const struct claim_result *result, enum language language);

/*
 * What a claim is tested for: one function a test, each a row of the table in claim.c.
 *
 * Tests that explain a mismatch (a hidden base, swapped digits) speak only where the plain
 * test beside them found one.
 */

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

/* claim_parts.c: two figures of different times. */
gboolean claim_stages(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_direction_holds(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_growth(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_points(const struct claim *claim, struct claim_outcome *outcome);
gboolean claim_pair_alone(const struct claim *claim, struct claim_outcome *outcome);

#endif
