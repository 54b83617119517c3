#include "chart/chart_scale.h"

#include <math.h>

#include "base/decimal.h"

struct scale scale_nice(double low, double high, guint ticks, enum measure measure)
{
    gboolean whole = measure_info(measure)->form->is_count;
    if (!(high > low)) /* nothing to show: all of it, or one */
        high = low + (measure_info(measure)->form->is_share ? 100 : 1);
    double rough = (high - low) / MAX(ticks, 1);
    double power = pow(10, floor(log10(rough)));
    double step = 10 * power;
    static const double steps[] = {5, 2, 1};
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] * power >= rough * (1 - 1e-9))
            step = steps[i] * power;
    if (whole && step < 1)
        step = 1;
    guint decimals = 0;
    for (double s = step; s < 1 - 1e-9 && decimals < 6; s *= 10)
        decimals++;
    return (struct scale){.low = floor(low / step + 1e-9) * step,
                          .high = ceil(high / step - 1e-9) * step,
                          .step = step,
                          .decimals = decimals};
}

void scale_end_at(struct scale *scale, double high)
{
    if (high > scale->low)
        scale->high = MIN(high, scale->high);
}

double scale_at(const struct scale *scale, double value)
{
    return scale->from +
           (value - scale->low) / (scale->high - scale->low) * (scale->to - scale->from);
}

guint scale_ticks(const struct scale *scale)
{
    return (guint)floor((scale->high - scale->low) / scale->step + 1e-6) + 1;
}

double scale_tick(const struct scale *scale, guint index)
{
    double tick = scale->low + index * scale->step;
    return fabs(tick) < scale->step * 1e-6 ? 0 : tick;
}

char *scale_label(const struct scale *scale, guint index, enum measure measure)
{
    double scaled = scale_tick(scale, index) * pow(10, scale->decimals);
    g_autofree char *number = decimal_vietnamese((gint64)llround(scaled), scale->decimals);
    return g_strconcat(number, measure_info(measure)->form->tick_suffix, NULL);
}
