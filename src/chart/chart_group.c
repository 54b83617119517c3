/*
 * chart_group - bars side by side, named at the first of them where there is room.
 */
#include "base/decimal.h"
#include "chart/chart_bars.h"
#include "chart/chart_kinds.h"
#include "chart/chart_legend.h"

#define NAME_SHARE 0.2 /* of the picture's width, at most, for names beside the first bars */

/* Room for the names of the columns beside the bars of the first row; 0: they need a legend. */
static double names_width(const struct canvas *canvas)
{
    double widest = 0, value = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *name = chart_column_label(canvas, column);
        widest = MAX(widest, canvas_width(canvas, name, 0) + canvas->small * 0.9);
        if (!chart_value(canvas, 0, column, &value) || value < 0)
            return 0;
    }
    return widest <= canvas->plot.width * NAME_SHARE ? widest : 0;
}

/* The column's name behind the value of its first bar. */
static void name_bar(struct canvas *canvas, struct point tip, guint column)
{
    g_autofree char *name = chart_column_label(canvas, column);
    g_autofree char *value = chart_value_text(canvas, 0, column);
    canvas_text(canvas,
                (struct label){.text = name,
                               .x = tip.x + canvas_width(canvas, value, 0) + canvas->small * 0.8,
                               .y = tip.y + canvas->small * 0.36,
                               .color = chart_palette_text(canvas_fill(canvas, column))});
}

static void lying_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    double names = columns > 1 ? names_width(canvas) : 0;
    if (columns > 1 && names <= 0)
        legend_draw(canvas, LEGEND_AREA);
    bands_limit_rows(canvas, columns);
    struct bands bands =
        bands_layout(canvas,
                     (struct band_wish){.lanes = columns,
                                        .low = low,
                                        .high = high,
                                        .before = bar_widest_value(canvas, TRUE),
                                        .after = bar_widest_value(canvas, FALSE) + names},
                     chart_measure(canvas, 0));
    double lane = bands.bar / columns;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++) {
            struct box place = {0, bands_top(&bands, row) + lane * column, 0, lane * 0.92};
            struct point tip = bar_in_lane(canvas, &bands, place, row, column);
            if (row == 0 && names > 0)
                name_bar(canvas, tip, column);
        }
    bands_draw_axis(canvas, &bands);
}

/* Lanes of the columns of a row. */
static struct box standing_lane(const struct canvas *canvas, const struct timeline *timeline,
                                guint row, guint column)
{
    double lane = MIN(timeline->pitch * 0.8 / canvas->columns, canvas->text * 4);
    double left = timeline_x(canvas, timeline, row) - lane * canvas->columns / 2;
    return (struct box){left + lane * column, 0, lane * 0.92, 0};
}

static void standing_bar(struct canvas *canvas, const struct timeline *timeline, guint row,
                         guint column)
{
    double value = 0, zero = scale_at(&timeline->scale, 0);
    struct box lane = standing_lane(canvas, timeline, row, column);
    if (!chart_value(canvas, row, column, &value))
        return;
    double end = scale_at(&timeline->scale, value);
    bar_draw(canvas, (struct box){lane.x, end, lane.width, zero - end}, row, column);
}

/* The value at the end of its bar, unless a higher bar stands in its place. */
static void standing_value(struct canvas *canvas, const struct timeline *timeline, guint row,
                           guint column)
{
    double value = 0;
    struct box lane = standing_lane(canvas, timeline, row, column);
    chart_value(canvas, row, column, &value);
    double end = scale_at(&timeline->scale, value);
    g_autofree char *text = chart_value_text(canvas, row, column);
    struct label label = {.text = text,
                          .x = lane.x + lane.width / 2,
                          .y = value < 0 ? end + canvas->small * 1.1 : end - canvas->small * 0.3,
                          .anchor = TEXT_MIDDLE};
    if (!canvas_covers_bar(canvas, canvas_label_box(canvas, label)))
        canvas_try_text(canvas, label);
}

static void standing_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    struct timeline timeline = timeline_layout(
        canvas, (struct timeline_wish){.low = low < 0 ? low - (high - low) * 0.08 : 0,
                                       .high = high,
                                       .above = canvas->small * 1.3,
                                       .measure = chart_measure(canvas, 0)});
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++)
            standing_bar(canvas, &timeline, row, column);
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++)
            standing_value(canvas, &timeline, row, column);
    timeline_draw_axis(canvas, &timeline);
}

void chart_grouped_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    gboolean lying = chart_time(canvas) == BOOK_TIME_NONE;
    if (canvas->columns == 1)
        legend_draw_single(canvas);
    else if (!lying)
        legend_draw(canvas, LEGEND_AREA);
    chart_extent(canvas, &low, &high);
    if (lying)
        lying_groups(canvas, low, high);
    else
        standing_groups(canvas, low, high);
}
