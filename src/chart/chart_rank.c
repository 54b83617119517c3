/*
 * chart_rank - bars in the order of their length.
 */
#include "chart/chart_bars.h"
#include "chart/chart_kinds.h"
#include "chart/chart_legend.h"

/* Whether the rows have bases of their own: else the title says what all are shares of. */
static gboolean bases_differ(const struct canvas *canvas)
{
    g_autofree char *first = NULL;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *base = chart_row_base(canvas, row);
        if (*base == '\0')
            continue;
        if (first != NULL && !g_str_equal(first, base))
            return TRUE;
        g_free(first);
        first = g_steal_pointer(&base);
    }
    return FALSE;
}

static double widest_base(const struct canvas *canvas)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *base = chart_row_base(canvas, row);
        widest = MAX(widest, canvas_width(canvas, base, 0));
    }
    return widest;
}

/* The base in a column of its own at the right edge: it is read down, and no longer for a longer
 * bar. */
static void draw_base(struct canvas *canvas, double y, guint row)
{
    g_autofree char *base = chart_row_base(canvas, row);
    canvas_try_text(canvas, (struct label){.text = base,
                                           .x = canvas->plot.x + canvas->plot.width,
                                           .y = y + canvas->small * 0.36,
                                           .anchor = TEXT_END,
                                           .color = chart_muted});
}

void chart_ranked_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    canvas->columns = 1;
    legend_draw_single(canvas);
    chart_extent(canvas, &low, &high);
    gboolean bases = bases_differ(canvas);
    GArray *order = chart_sorted(canvas, 0);
    struct band_wish wish = {.lanes = 1,
                             .low = low,
                             .high = high,
                             .before = bar_widest_value(canvas, TRUE),
                             .after = bar_widest_value(canvas, FALSE),
                             .order = order};
    bands_limit_rows(canvas, 1);
    if (bases)
        wish.after += widest_base(canvas) + canvas->small * 0.8;
    struct bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    for (guint i = 0; i < canvas->rows; i++) {
        guint row = bands_row(&bands, i);
        struct box lane = {0, bands_top(&bands, i), 0, bands.bar};
        struct point tip = bar_in_lane(canvas, &bands, lane, row, 0);
        if (bases)
            draw_base(canvas, tip.y, row);
    }
    bands_draw_axis(canvas, &bands);
    g_array_unref(order);
}
