/*
 * chart_funnel - shares against the size of their base, with the limits of chance.
 *
 * Small units stray far by chance alone; only what lies outside the funnel calls for a word,
 * and only that is named. Without bases (counts) the rows are ranked instead.
 */
#ifndef CHART_CHART_FUNNEL_H
#define CHART_CHART_FUNNEL_H

#include <glib.h>

/*
 * The share of `n` (at least 1) that is not passed with `probability` (0.975: the upper 95 %
 * limit) when each of the n counts with chance `share`; within 0..1.
 *
 * The limits are those of D. J. Spiegelhalter, "Funnel plots for comparing institutional
 * performance", Statistics in Medicine 24 (2005), 1185-1202, appendix A.1.1: the quantile of the
 * exact binomial distribution, interpolated so that the curve is smooth.
 */
double funnel_limit(gint64 n, double share, double probability);

#endif
