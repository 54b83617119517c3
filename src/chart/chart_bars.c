#include "chart/chart_bars.h"

#include <math.h>

struct item *bar_draw(struct canvas *canvas, struct box box, guint row, guint column)
{
    if (box.width < 0)
        box = (struct box){box.x + box.width, box.y, -box.width, box.height};
    if (box.height < 0)
        box = (struct box){box.x, box.y + box.height, box.width, -box.height};
    struct item *item = canvas_rectangle(canvas, box, canvas_fill(canvas, column));
    item->hatch = canvas_hatch(canvas, column);
    item_shows(item, row, column);
    return item;
}

void bar_value_inside(struct canvas *canvas, struct box box, guint row, guint column)
{
    g_autofree char *text = chart_value_text(canvas, row, column);
    double size = canvas->small, high = fabs(box.height);
    struct color fill = canvas_fill(canvas, column);
    struct label label = {.text = text,
                          .x = box.x + box.width / 2,
                          .y = box.y + box.height / 2 + size * 0.36,
                          .size = size,
                          .anchor = TEXT_MIDDLE,
                          .color = color_ink(fill),
                          .row = row,
                          .column = column,
                          .shows = TRUE};
    struct box text_box = canvas_label_box(canvas, label);
    if (text_box.width + size * 0.5 > fabs(box.width) || size * 1.1 > high)
        return;
    guint plate = canvas->list->items->len;
    canvas_rectangle(canvas,
                     (struct box){text_box.x - size * 0.15, label.y - size * 0.82,
                                  text_box.width + size * 0.3, size * 0.92},
                     fill);
    if (!canvas_try_text(canvas, label))
        display_list_item(canvas->list, plate)->filled = FALSE;
}

void bar_text_behind(struct canvas *canvas, struct point end, const char *text, gboolean negative)
{
    double gap = canvas->small * 0.3;
    canvas_try_text(canvas, (struct label){.text = text,
                                           .x = end.x + (negative ? -gap : gap),
                                           .y = end.y + canvas->small * 0.36,
                                           .anchor = negative ? TEXT_END : TEXT_START});
}

double bar_widest_value(const struct canvas *canvas, gboolean negative)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++) {
            double value = 0;
            chart_value(canvas, row, column, &value);
            if ((value < 0) != negative)
                continue;
            g_autofree char *text = chart_value_text(canvas, row, column);
            widest = MAX(widest, canvas_width(canvas, text, 0) + canvas->small * 0.5);
        }
    return widest;
}

struct point bar_in_lane(struct canvas *canvas, const struct bands *bands, struct box lane,
                         guint row, guint column)
{
    double value = 0, zero = scale_at(&bands->scale, 0);
    gboolean ok = chart_value(canvas, row, column, &value);
    double end = scale_at(&bands->scale, value);
    if (ok)
        bar_draw(canvas, (struct box){zero, lane.y, end - zero, lane.height}, row, column);
    g_autofree char *text = chart_value_text(canvas, row, column);
    struct point tip = {end, lane.y + lane.height / 2};
    bar_text_behind(canvas, tip, text, value < 0);
    return tip;
}
