#include "chart/chart_threshold.h"

#include "base/decimal.h"
#include "chart/chart_data.h"

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
    g_autofree char *note = g_strdup_printf("Đường đứt nét: %s.", text);
    canvas_note(canvas, note);
}

void chart_threshold_draw(struct canvas *canvas, struct threshold_span span)
{
    double y = scale_at(span.scale, chart_threshold(canvas)), dash = canvas->small * 0.45;
    for (double x = span.left; x < span.right; x += 2 * dash) {
        double end = MIN(x + dash, span.right);
        canvas_line(canvas, (struct point){x, y}, (struct point){end, y}, THRESHOLD_COLOR);
    }
}
