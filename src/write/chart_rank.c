/*
 * chart_rank - bars in the order of their length.
 */
#include "write/chart_bars.h"
#include "write/chart_kinds.h"
#include "write/chart_legend.h"

void chart_ranked_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    canvas->columns = 1;
    legend_draw_single(canvas);
    chart_extent(canvas, &low, &high);
    GArray *order = chart_sorted(canvas, 0);
    struct band_wish wish = {.lanes = 1,
                             .low = low,
                             .high = high,
                             .before = bar_widest_value(canvas, TRUE),
                             .after = bar_widest_value(canvas, FALSE),
                             .order = order};
    bands_limit_rows(canvas, 1);
    struct bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    for (guint i = 0; i < canvas->rows; i++)
        bar_in_lane(canvas, &bands, (struct box){0, bands_top(&bands, i), 0, bands.bar},
                    bands_row(&bands, i), 0);
    bands_draw_axis(canvas, &bands);
    g_array_unref(order);
}
