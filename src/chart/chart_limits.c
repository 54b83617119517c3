#include "chart/chart_limits.h"

#include <math.h>

/* Deviations below the mean at which summing begins: less than 1e-15 lies below. */
#define DEVIATIONS 9.0

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
