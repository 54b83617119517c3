/*
 * chart_multiples - one small chart a row, all on one scale.
 */
#include <math.h>

#include "chart/chart_bars.h"
#include "chart/chart_names.h"

#define NAME_LINES 3

struct panels {
    struct scale scale; /* from the foot of a panel up */
    guint across;
    double width, height, gap;
    double title; /* size of the names */
    guint lines;  /* of a name */
};

/* Lines that the longest name takes. */
static guint name_lines(const struct canvas *canvas, double size, double width)
{
    struct type type = canvas_type(canvas, size, TEXT_BOLD);
    guint most = 1;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *name = chart_row_label(canvas, row);
        g_autoptr(GPtrArray) lines = chart_text_wrap(type, name, width, NAME_LINES);
        most = MAX(most, lines->len);
    }
    return most;
}

/* Names of units differ at their ends, so they are made smaller, and wrapped, before they are cut.
 */
static void choose_titles(const struct canvas *canvas, struct panels *panels)
{
    guint lines = name_lines(canvas, canvas->text, panels->width);
    panels->title = lines == 1 ? canvas->text : canvas->small;
    panels->lines = name_lines(canvas, panels->title, panels->width);
}

static struct panels place_panels(struct canvas *canvas)
{
    double low = 0, high = 0, text = canvas->text;
    struct panels panels = {.gap = text * 1.2};
    double least = MAX(text * 9, canvas->columns * bar_widest_value(canvas, FALSE));
    least = MIN(least, canvas->plot.width);
    panels.across = (guint)MAX((canvas->plot.width + panels.gap) / (least + panels.gap), 1);
    panels.across = MIN(panels.across, canvas->rows);
    guint down = (canvas->rows + panels.across - 1) / panels.across;
    if (down > 1) /* no lonely panel in the last line where it can be helped */
        panels.across = (canvas->rows + down - 1) / down;
    panels.width = MIN((canvas->plot.width + panels.gap) / panels.across - panels.gap, text * 26);
    choose_titles(canvas, &panels);
    double names = panels.lines * panels.title * 1.3;
    panels.height = CLAMP(canvas->plot.height / down - panels.gap, names + text * 5, text * 12);
    canvas_take(canvas, (panels.height + panels.gap) * down);
    chart_extent(canvas, &low, &high);
    panels.scale = scale_nice(low, high, 3, chart_measure(canvas, 0));
    panels.scale.from = panels.height - (low < 0 ? canvas->small * 1.3 : 0);
    panels.scale.to = names + canvas->small * 1.4;
    return panels;
}

static void draw_bar(struct canvas *canvas, const struct panels *panels, struct box lane, guint row,
                     guint column)
{
    double value = 0, zero = lane.y + scale_at(&panels->scale, 0);
    gboolean ok = chart_value(canvas, row, column, &value);
    double end = lane.y + scale_at(&panels->scale, value);
    if (ok)
        bar_draw(canvas, (struct box){lane.x, end, lane.width, zero - end}, row, column);
    g_autofree char *text = chart_value_text(canvas, row, column);
    canvas_try_text(canvas, (struct label){.text = text,
                                           .x = lane.x + lane.width / 2,
                                           .y = value < 0 ? end + canvas->small * 1.1
                                                          : end - canvas->small * 0.3,
                                           .anchor = TEXT_MIDDLE});
}

static void draw_panel(struct canvas *canvas, const struct panels *panels, guint row)
{
    double x = canvas->plot.x + (panels->width + panels->gap) * (row % panels->across);
    double y = canvas->plot.y + (panels->height + panels->gap) * (row / panels->across);
    struct type type = canvas_type(canvas, panels->title, TEXT_BOLD);
    g_autofree char *whole = chart_row_label(canvas, row);
    g_autoptr(GPtrArray) lines = chart_text_wrap(type, whole, panels->width, panels->lines);
    canvas_lines(canvas, lines, (struct label){.x = x, .size = panels->title, .weight = TEXT_BOLD},
                 y);
    double zero = y + scale_at(&panels->scale, 0);
    double lane = MIN(panels->width / canvas->columns, canvas->text * 5);
    for (guint column = 0; column < canvas->columns; column++)
        draw_bar(canvas, panels,
                 (struct box){x + lane * (column + 0.06), y, lane * 0.88, panels->height}, row,
                 column);
    canvas_line(canvas, (struct point){x, zero}, (struct point){x + panels->width, zero},
                chart_axis);
}

void chart_small_multiples(struct canvas *canvas)
{
    if (canvas->columns > 1)
        legend_draw(canvas, LEGEND_AREA);
    else
        legend_draw_single(canvas);
    bands_limit_rows(canvas, 1);
    struct panels panels = place_panels(canvas);
    for (guint row = 0; row < canvas->rows; row++)
        draw_panel(canvas, &panels, row);
}
