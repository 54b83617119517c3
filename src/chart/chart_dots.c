/*
 * chart_dots - one dot a column on a common scale in each row.
 */
#include <math.h>

#include "chart/chart_bars.h"
#include "chart/chart_names.h"

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

/* What is past the level of its chart is a full dot, and a ring else: so it prints in black. */
static void make_ring(const struct canvas *canvas, struct display_item *mark, double value)
{
    if (!canvas->chart->has_threshold || value > chart_threshold(canvas))
        return;
    mark->stroke = mark->fill;
    mark->stroke_width = canvas->text * 0.12;
    mark->fill = chart_white;
    mark->width = mark->height = mark->width - mark->stroke_width;
}

static void draw_dot(struct canvas *canvas, struct point at, guint row, guint column)
{
    double value = 0;
    chart_value(canvas, row, column, &value);
    struct display_item *mark =
        canvas_mark(canvas, at, canvas->text * 0.72, chart_palette_line(column, canvas->columns));
    item_shows(mark, row, column);
    make_ring(canvas, mark, value);
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
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        if (chart_value(canvas, row, column, &value))
            draw_dot(canvas, (struct point){scale_at(&bands->scale, value), y}, row, column);
    }
    draw_texts(canvas, bands, row, &span);
}

/* The level across all rows. What it is a note says: its own, or the one that the chart has. */
static void draw_level(struct canvas *canvas, const struct chart_bands *bands)
{
    double x = scale_at(&bands->scale, chart_threshold(canvas));
    double bottom = bands->top + bands->pitch * canvas->rows;
    chart_threshold_line(canvas, (struct point){x, bands->top}, (struct point){x, bottom});
    if (canvas->chart->note == NULL)
        chart_threshold_note(canvas, "; chấm đặc: cao hơn");
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
    struct chart_bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    if (!canvas->chart->has_threshold || level > 0)
        bands_draw_axis(canvas, &bands);
    if (canvas->chart->has_threshold)
        draw_level(canvas, &bands);
    for (guint row = 0; row < canvas->rows; row++)
        draw_row(canvas, &bands, row);
}
