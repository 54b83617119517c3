#include "chart/chart_scale.h"

#include <math.h>

#include "base/decimal.h"
#include "chart/chart_data.h"

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

double scale_widest_label(const struct canvas *canvas, const struct scale *scale)
{
    double widest = 0;
    for (guint i = 0; i < scale_ticks(scale); i++) {
        g_autofree char *text = scale_label(scale, i, chart_measure(canvas, 0));
        widest = MAX(widest, canvas_width(canvas, text, 0));
    }
    return widest;
}

void scale_draw_grid(struct canvas *canvas, const struct scale *scale, double left, double right)
{
    for (guint i = 0; i < scale_ticks(scale); i++) {
        double y = scale_at(scale, scale_tick(scale, i));
        canvas_line(canvas, (struct point){left, y}, (struct point){right, y}, chart_grid);
        g_autofree char *text = scale_label(scale, i, chart_measure(canvas, 0));
        canvas_try_text(canvas, (struct label){.text = text,
                                               .x = left - canvas->small * 0.4,
                                               .y = y + canvas->small * 0.35,
                                               .anchor = TEXT_END,
                                               .color = chart_muted});
    }
}

/* Brick red, dark enough for text. */
#define THRESHOLD_COLOR ((struct color){0.549, 0.176, 0.098})

double chart_threshold(const struct canvas *canvas)
{
    double level = (double)canvas->chart->threshold;
    for (guint i = 0; i < measure_info(chart_measure(canvas, 0))->decimals; i++)
        level /= 10;
    return level;
}

/* "Ngưỡng 90%". New string. */
static char *threshold_text(const struct canvas *canvas)
{
    enum measure measure = chart_measure(canvas, 0);
    gboolean percent = measure_info(measure)->form->is_share;
    g_autofree char *level = decimal_vietnamese((gint64)chart_threshold(canvas), 0);
    return g_strdup_printf("Ngưỡng %s%s", level, percent ? "%" : "");
}

void chart_threshold_name(struct canvas *canvas, struct threshold_span span)
{
    double y = scale_at(span.scale, chart_threshold(canvas)), gap = canvas->small * 0.3;
    g_autofree char *text = threshold_text(canvas);
    for (guint i = 0; i < 4; i++) {
        gboolean right = i % 2 == 0, above = i < 2;
        struct label label = {.text = text,
                              .x = right ? span.right - gap : span.left + gap,
                              .y = above ? y - gap : y + gap + canvas->small * TEXT_ASCENT,
                              .anchor = right ? TEXT_END : TEXT_START,
                              .color = THRESHOLD_COLOR};
        struct box box = canvas_label_box(canvas, label);
        if (box.y + box.height < span.bottom && !canvas_crosses(canvas, box) &&
            canvas_try_text(canvas, label))
            return;
    }
    chart_threshold_note(canvas, "");
}

void chart_threshold_note(struct canvas *canvas, const char *more)
{
    g_autofree char *text = threshold_text(canvas);
    g_autofree char *note = g_strdup_printf("Đường đứt nét: %s%s.", text, more);
    canvas_note(canvas, note);
}

void chart_threshold_line(struct canvas *canvas, struct point from, struct point to)
{
    double length = MAX(to.x - from.x, to.y - from.y), dash = canvas->small * 0.45 / length;
    for (double at = 0; at < 1; at += 2 * dash) {
        double end = MIN(at + dash, 1);
        canvas_line(canvas,
                    (struct point){from.x + at * (to.x - from.x), from.y + at * (to.y - from.y)},
                    (struct point){from.x + end * (to.x - from.x), from.y + end * (to.y - from.y)},
                    THRESHOLD_COLOR);
    }
}

void chart_threshold_draw(struct canvas *canvas, struct threshold_span span)
{
    double y = scale_at(span.scale, chart_threshold(canvas));
    chart_threshold_line(canvas, (struct point){span.left, y}, (struct point){span.right, y});
}
