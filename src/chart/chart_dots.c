/*
 * chart_dots - one dot a column on a common scale in each row.
 */
#include <math.h>

#include "chart/chart_bars.h"
#include "chart/chart_names.h"

#define LANE 1.08 /* from one dot to the one beside it, in diameters */

/* First and last of a row's dots, and their columns; FALSE when the row has none. */
struct dot_range {
    double low, high;
    guint low_column, high_column;
};

static gboolean row_span(const struct canvas *canvas, guint row, struct dot_range *span)
{
    gboolean any = FALSE;
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        if (!chart_value(canvas, row, column, &value))
            continue;
        if (!any || value < span->low) {
            span->low = value;
            span->low_column = column;
        }
        if (!any || value > span->high) {
            span->high = value;
            span->high_column = column;
        }
        any = TRUE;
    }
    return any;
}

static double dot_diameter(const struct canvas *canvas)
{
    return canvas->text * 0.72;
}

/* Lanes up (below 0) and down of the middle of a row, by column, for dots that would cover each
 * other. New array. */
static int *lanes_of_row(const struct canvas *canvas, const struct scale *scale, guint row)
{
    int *lanes = g_new0(int, canvas->columns);
    g_autofree double *at = g_new0(double, canvas->columns);
    double value = 0, free = dot_diameter(canvas) * 1.02;
    for (guint column = 0; column < canvas->columns; column++) {
        if (!chart_value(canvas, row, column, &value))
            continue;
        at[column] = scale_at(scale, value);
        gboolean taken = TRUE;
        while (taken) {
            taken = FALSE;
            for (guint other = 0; other < column && !taken; other++)
                taken = chart_value(canvas, row, other, &value) && lanes[other] == lanes[column] &&
                        fabs(at[other] - at[column]) < free;
            if (taken) /* 0, 1, -1, 2, -2, … */
                lanes[column] = lanes[column] > 0 ? -lanes[column] : 1 - lanes[column];
        }
    }
    return lanes;
}

/* The height that the dots of a row take at most. */
static double highest_row(const struct canvas *canvas, const struct scale *scale)
{
    int most = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree int *lanes = lanes_of_row(canvas, scale, row);
        for (guint column = 0; column < canvas->columns; column++)
            most = MAX(most, ABS(lanes[column]));
    }
    return dot_diameter(canvas) * LANE * (2 * most + 1);
}

/* The least value before the first dot, the greatest behind the last, signs at the zero line. */
static void draw_texts(struct canvas *canvas, const struct chart_bands *bands, guint row,
                       const struct dot_range *span)
{
    double y = bands_middle(bands, row), away = canvas->text * 0.35;
    g_autofree char *high = chart_value_text(canvas, row, span->high_column);
    struct point end = {scale_at(&bands->scale, span->high) + away, y};
    g_autofree char *signs = chart_row_signs(canvas, row);
    g_autofree char *behind =
        *signs == '\0' ? g_strdup(high) : g_strconcat(high, "  ", signs, NULL);
    bar_text_behind(canvas, end, behind, FALSE);
    if (span->low_column == span->high_column)
        return;
    g_autofree char *low = chart_value_text(canvas, row, span->low_column);
    end.x = scale_at(&bands->scale, span->low) - away;
    if (end.x - canvas_width(canvas, low, 0) - canvas->small * 0.4 > bands->left)
        bar_text_behind(canvas, end, low, TRUE);
}

/* What reaches the level of its chart, or is past the limit of its row, is a full dot, and a ring
 * else: so it prints in black. */
static gboolean is_ring(const struct canvas *canvas, guint row, guint column, double value)
{
    return canvas->chart->by_row ? canvas->chart->has_threshold && value <= chart_threshold(canvas)
                                 : chart_level(canvas, row, column) == BOOK_LEVEL_BELOW;
}

static void draw_dot(struct canvas *canvas, struct point at, guint row, guint column)
{
    double value = 0;
    chart_value(canvas, row, column, &value);
    double diameter = dot_diameter(canvas);
    struct display_item *mark =
        canvas->chart->has_threshold
            ? canvas_mark(canvas, at, diameter, canvas_stroke(canvas, column))
            : canvas_series_mark(canvas, at, diameter, column);
    item_shows(mark, row, column);
    if (is_ring(canvas, row, column, value))
        item_make_ring(mark, canvas->text * 0.12);
}

static void draw_row(struct canvas *canvas, const struct chart_bands *bands, guint row)
{
    struct dot_range span = {0};
    double y = bands_middle(bands, row);
    if (!row_span(canvas, row, &span)) {
        g_autofree char *signs = chart_row_signs(canvas, row);
        bar_text_behind(canvas, (struct point){scale_at(&bands->scale, 0), y}, signs, FALSE);
        return;
    }
    struct display_item *line = canvas_polyline(canvas, chart_axis, canvas->hair * 2);
    item_add_point(line, scale_at(&bands->scale, span.low), y);
    item_add_point(line, scale_at(&bands->scale, span.high), y);
    g_autofree int *lanes = lanes_of_row(canvas, &bands->scale, row);
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0, beside = lanes[column] * dot_diameter(canvas) * LANE;
        if (chart_value(canvas, row, column, &value))
            draw_dot(canvas, (struct point){scale_at(&bands->scale, value), y + beside}, row,
                     column);
    }
    draw_texts(canvas, bands, row, &span);
}

/* The level across all rows. What it is a note says: its own, or the one that the chart has. */
static void draw_level(struct canvas *canvas, const struct chart_bands *bands)
{
    double x = scale_at(&bands->scale, chart_threshold(canvas));
    double bottom = bands->top + bands->pitch * canvas->rows;
    chart_threshold_line(canvas, (struct point){x, bands->top}, (struct point){x, bottom});
    if (!canvas->chart->by_row)
        chart_threshold_note(canvas, "; ▲, chấm đặc: từ mức ấy trở lên; ▼, chấm rỗng: dưới mức ấy");
}

void chart_dot_plot(struct canvas *canvas)
{
    struct band_wish wish = {.lanes = 1,
                             .before = bar_widest_value(canvas, TRUE),
                             .after = bar_widest_value(canvas, FALSE) + canvas->text};
    if (canvas->columns > 1)
        legend_draw(canvas, LEGEND_DOT);
    else
        legend_draw_single(canvas);
    bands_limit_rows(canvas, 1);
    chart_extent(canvas, &wish.low, &wish.high);
    double level = canvas->chart->has_threshold ? chart_threshold(canvas) : 0;
    wish.high = MAX(wish.high, level);
    wish.before = MAX(wish.before, canvas->text * 0.6);
    if (canvas->columns > 1) {
        struct scale scale =
            bands_scale(canvas, &wish, bands_left(canvas, NULL), chart_measure(canvas, 0));
        wish.least = highest_row(canvas, &scale) + canvas->text * 0.3;
        bands_limit_rows(canvas, (guint)ceil(wish.least / (canvas->small * LANE_HEIGHT)));
    }
    struct chart_bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    if (!canvas->chart->has_threshold || level > 0)
        bands_draw_axis(canvas, &bands);
    if (canvas->chart->has_threshold)
        draw_level(canvas, &bands);
    for (guint row = 0; row < canvas->rows; row++)
        draw_row(canvas, &bands, row);
}
