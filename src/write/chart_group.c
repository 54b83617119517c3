/*
 * chart_group - bars side by side, and a part inside its whole.
 */
#include "base/decimal.h"
#include "write/chart_bars.h"
#include "write/chart_kinds.h"
#include "write/chart_legend.h"

static void lying_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    bands_limit_rows(canvas, columns);
    struct bands bands = bands_layout(canvas,
                                      (struct band_wish){.lanes = columns,
                                                         .low = low,
                                                         .high = high,
                                                         .before = bar_widest_value(canvas, TRUE),
                                                         .after = bar_widest_value(canvas, FALSE)},
                                      chart_measure(canvas, 0));
    double lane = bands.bar / columns;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++)
            bar_in_lane(canvas, &bands,
                        (struct box){0, bands_top(&bands, row) + lane * column, 0, lane * 0.92},
                        row, column);
    bands_draw_axis(canvas, &bands);
}

static void standing_bar(struct canvas *canvas, const struct timeline *timeline, struct box lane,
                         guint row, guint column)
{
    double value = 0, zero = scale_at(&timeline->scale, 0);
    gboolean ok = chart_value(canvas, row, column, &value);
    double end = scale_at(&timeline->scale, value);
    if (ok)
        bar_draw(canvas, (struct box){lane.x, end, lane.width, zero - end}, row, column);
    g_autofree char *text = chart_value_text(canvas, row, column);
    double y = value < 0 ? end + canvas->small * 1.1 : end - canvas->small * 0.3;
    canvas_try_text(
        canvas,
        (struct label){.text = text, .x = lane.x + lane.width / 2, .y = y, .anchor = TEXT_MIDDLE});
}

static void standing_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    struct timeline timeline = timeline_layout(
        canvas, (struct timeline_wish){.low = low < 0 ? low - (high - low) * 0.08 : 0,
                                       .high = high,
                                       .above = canvas->small * 1.3,
                                       .measure = chart_measure(canvas, 0)});
    double lane = MIN(timeline.pitch * 0.8 / columns, canvas->text * 4);
    for (guint row = 0; row < canvas->rows; row++) {
        double left = timeline_x(canvas, &timeline, row) - lane * columns / 2;
        for (guint column = 0; column < columns; column++)
            standing_bar(canvas, &timeline, (struct box){left + lane * column, 0, lane * 0.92, 0},
                         row, column);
    }
    timeline_draw_axis(canvas, &timeline);
}

void chart_grouped_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    if (canvas->columns > 1)
        legend_draw(canvas, LEGEND_AREA);
    else
        legend_draw_single(canvas);
    chart_extent(canvas, &low, &high);
    if (chart_time(canvas) == CHART_TIME_NONE)
        lying_groups(canvas, low, high);
    else
        standing_groups(canvas, low, high);
}
