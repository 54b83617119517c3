/*
 * exact - how far counts stray by chance alone: exact tails, limits and comparisons.
 *
 * A reader takes every difference between two small counts for a fact. These functions say whether
 * chance alone makes as large a one. They go by the exact distributions, since the normal curve
 * misleads just where counts are small. Beyond any number of people (a variance of a million) the
 * normal curve, corrected for skewness, stands for them to a ten-thousandth.
 *
 * Tails are continued between whole counts by the incomplete beta and gamma functions, so that
 * limits drawn over sizes are smooth and still part whole counts just as the exact tails do.
 */
#ifndef BASE_EXACT_H
#define BASE_EXACT_H

#include <glib.h>

#include "base/ratio.h"

/* What a count is: some of a number of things (binomial), or cases that have no most (Poisson). */
enum exact_law { EXACT_PARTS, EXACT_CASES };

/*
 * The chance of `count` or more in a group of size `base` where each of its things counts with
 * chance `level`, or where `level` cases are expected for each. `base` is at least 1, `level` above
 * 0 and, for parts, below 1; `count` may lie between whole numbers and below zero.
 */
double exact_at_least(enum exact_law law, double base, double level, double count);

/* The same for `count` or fewer. */
double exact_at_most(enum exact_law law, double base, double level, double count);

/*
 * The count that is passed upwards (side 1) or downwards (side -1) with the chance `tail` (above 0,
 * at most 0.5). A count lies above it just when the lower limit of its own exact interval (C. J.
 * Clopper and E. S. Pearson, Biometrika 26 (1934), 404-413; of cases F. Garwood, Biometrika 28
 * (1936), 437-442) lies above `level`, and the same below. The lower one is below zero where not
 * even a count of zero passes it, the upper one above `base` where not even all of them do.
 */
double exact_limit(enum exact_law law, double base, double level, double tail, int side);

/* The chance that a normal variable passes `deviations`, and the deviations passed with a chance
 * (above 0, at most 0.5). */
double exact_normal_tail(double deviations);
double exact_normal_deviations(double tail);

/*
 * The chance, if two groups have the same level, of a difference that is no likelier than this one,
 * the sum of both counts being what it is: for parts R. A. Fisher's exact test, for cases the
 * binomial test of J. Przyborowski and H. Wilenski (Biometrika 31 (1940), 313-323). The wholes are
 * the sizes of the groups, above 0; counts without a size have equal ones.
 */
double exact_equality(enum exact_law law, struct ratio one, struct ratio two);

#endif
