/*
 * ratio - a part of a whole, kept exact until it is printed.
 *
 * Figures in a report are counts and parts of counts. Two people who round the
 * same part must print the same digits, so no binary fraction is involved: the
 * numerator and the denominator travel together and are divided once.
 *
 * A ratio is a plain value; there is nothing to free.
 */
#ifndef BASE_RATIO_H
#define BASE_RATIO_H

#include <glib.h>

struct ratio {
    gint64 part;
    gint64 whole; /* 0: the ratio has no value */
};

/* The greatest number of decimals that ratio_round() takes. */
#define RATIO_MAX_DECIMALS 6

gboolean ratio_has_value(struct ratio r);

/*
 * The ratio in units of 10^-decimals, rounded half away from zero: 2/3 with two
 * decimals is 67. The ratio must have a value.
 */
gint64 ratio_round(struct ratio r, guint decimals);

/*
 * a - b as one ratio in lowest terms; no value when either has none. Where the terms do not fit
 * (wholes below 2^31 always do) it is a ratio near by that rounds to the same digits, or has no
 * value when not even its whole part fits.
 */
struct ratio ratio_difference(struct ratio a, struct ratio b);

/*
 * Whether a printed figure (in units of 10^-decimals) can come from this whole:
 * 96 per cent of 17 people cannot. On TRUE, `part` holds the smallest part that
 * rounds to it, or else the smallest that gives it when the digits are cut off.
 */
gboolean ratio_explains(gint64 printed, guint decimals, gint64 whole, gint64 *part);

#endif
