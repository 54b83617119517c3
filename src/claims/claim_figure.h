/*
 * claim_figure - a number as somebody printed it: its digits, and how many stand behind the mark.
 *
 * Whether a printed figure can come from counts depends on its digits: 62,62 says more than
 * 62,6. Practice rounds and cuts off alike, so that both are taken, and told apart.
 * A plain value; {0} is a figure that is not given.
 */
#ifndef CLAIMS_CLAIM_FIGURE_H
#define CLAIMS_CLAIM_FIGURE_H

#include <glib.h>

#include "base/ratio.h"

struct claim_figure {
    gint64 scaled; /* in units of 10^-decimals: 62,62 is 6262 */
    guint decimals;
    gboolean given;
};

/* A percentage of that many decimals still fits RATIO_MAX_DECIMALS. */
#define CLAIM_MAX_DECIMALS 4
/* Longer ones are telephone numbers and the like. */
#define CLAIM_MAX_DIGITS 9

enum claim_numeral { CLAIM_NUMERAL_NONE, CLAIM_NUMERAL_READ, CLAIM_NUMERAL_AMBIGUOUS };

/*
 * Reads 1234, 1.234, 12,5, 1.234,5 and, with a point as decimal mark, 94.1. A comma before three
 * digits ("2,052") may mean two thousand or two, a point in a percentage ("2.052%") likewise:
 * ambiguous.
 */
enum claim_numeral claim_figure_parse(const char *text, gsize length, gboolean is_share,
                                      struct claim_figure *figure);

/* "1.234,5"; a share with its sign: "62,62%". New strings. */
char *claim_figure_text(struct claim_figure figure);
char *claim_figure_percent(struct claim_figure figure);

/* The words that stood before the figure. */
enum claim_bound {
    CLAIM_EXACT,
    CLAIM_ABOVE,    /* trên, hơn */
    CLAIM_AT_LEAST, /* ít nhất, trở lên */
    CLAIM_BELOW,    /* dưới */
    CLAIM_AT_MOST,  /* không quá */
    CLAIM_NEARLY,   /* gần */
    CLAIM_ABOUT,    /* khoảng */
};

enum claim_fit { CLAIM_FIT_NONE, CLAIM_FIT_ROUNDED, CLAIM_FIT_CUT };

/*
 * Whether a figure can be printed for an exact value (which must have one and must not be
 * negative). `hundred`: the figure is a percentage, the value a share of one. "Gần" takes
 * what lies up to a twentieth below, "khoảng" up to a twentieth on either side.
 */
enum claim_fit claim_figure_fit(struct claim_figure figure, enum claim_bound bound,
                                struct ratio exact, gboolean hundred);

/* The exact share as a percentage of so many decimals, at least one; "100%" without any. */
char *claim_figure_share(struct ratio exact, guint decimals);

/* Two neighbouring digits of one stand the other way round in the other. */
gboolean claim_figure_swapped(gint64 a, gint64 b);

#endif
