/*
 * chart_limits - how far a share strays by chance alone.
 *
 * The limits of a funnel plot as in D. J. Spiegelhalter, "Funnel plots for comparing
 * institutional performance", Statistics in Medicine 24 (2005), 1185-1202, appendix A.1.1: the
 * quantile of the exact binomial distribution, interpolated so that the curve is smooth.
 */
#ifndef CHART_CHART_LIMITS_H
#define CHART_CHART_LIMITS_H

#include <glib.h>

/*
 * The share of `n` (at least 1) that is not passed with `probability` (0.975: the upper 95 %
 * limit) when each of the n counts with chance `share`; within 0..1.
 */
double limits_of_share(gint64 n, double share, double probability);

#endif
