#include "chart/chart_limits.h"

#include <math.h>

/* Deviations below the mean at which summing begins: less than 1e-15 lies below. */
#define DEVIATIONS 9.0

/*
 * Above this variance the normal distribution, corrected for skewness, gives the limit of a count
 * to a ten-thousandth, while the sum takes as many steps as its root has units: for counts beyond
 * reason it would not end.
 */
#define GREAT_VARIANCE 1e6

/* The deviation that a normal variable does not pass with the probability. */
static double normal_quantile(double probability)
{
    double low = -DEVIATIONS, high = DEVIATIONS;
    for (guint i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (erfc(-middle / sqrt(2)) / 2 < probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double log_chance(gint64 n, gint64 r, double share)
{
    return lgamma((double)n + 1) - lgamma((double)r + 1) - lgamma((double)(n - r) + 1) +
           (double)r * log(share) + (double)(n - r) * log1p(-share);
}

double limits_of_share(gint64 n, double share, double probability)
{
    if (share <= 0 || share >= 1)
        return CLAMP(share, 0, 1);
    double mean = (double)n * share, deviation = sqrt(mean * (1 - share));
    if (deviation * deviation > GREAT_VARIANCE) {
        double z = normal_quantile(probability);
        double skewness = (1 - 2 * share) * (z * z - 1) / 6;
        return CLAMP((mean + z * deviation + skewness - 0.5) / (double)n, 0, 1);
    }
    gint64 r = (gint64)MAX(floor(mean - DEVIATIONS * deviation - DEVIATIONS), 0);
    double below = 0, chance = exp(log_chance(n, r, share));
    while (r < n && below + chance < probability) {
        below += chance;
        chance *= (double)(n - r) / (double)(r + 1) * share / (1 - share);
        r++;
    }
    /* r is the smallest with P(R <= r) >= probability; part of its own step is left over. */
    double over = chance > 0 ? (below + chance - probability) / chance : 0;
    return CLAMP(((double)r - over) / (double)n, 0, 1);
}
