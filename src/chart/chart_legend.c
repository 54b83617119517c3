#include "chart/chart_legend.h"

#include "chart/chart_data.h"

static void draw_swatch(struct canvas *canvas, enum legend_mark mark, struct point at, guint column)
{
    double side = canvas->text * 0.8;
    if (mark == LEGEND_DOT) {
        canvas_mark(canvas, (struct point){at.x + side / 2, at.y + side / 2}, side,
                    chart_palette_line(column, canvas->columns));
        return;
    }
    struct item *item = canvas_rectangle(canvas, (struct box){at.x, at.y, side * 1.4, side},
                                         canvas_fill(canvas, column));
    item->hatch = canvas_hatch(canvas, column);
}

static void move_top(struct canvas *canvas, double top)
{
    canvas->plot.height -= top - canvas->plot.y;
    canvas->plot.y = top;
}

void legend_draw(struct canvas *canvas, enum legend_mark mark)
{
    double swatch = canvas->text * (mark == LEGEND_AREA ? 1.45 : 1.1), gap = canvas->text * 1.1;
    double line = canvas->text * 1.4, left = canvas->plot.x, x = left, y = canvas->plot.y;
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *whole = chart_column_label(canvas, column);
        g_autofree char *name = chart_text_fit(type, whole, canvas->plot.width - swatch);
        double width = swatch + chart_text_width(type, name);
        if (x > left && x + width > left + canvas->plot.width) {
            x = left;
            y += line;
        }
        draw_swatch(canvas, mark, (struct point){x, y + canvas->text * 0.25}, column);
        canvas_text(canvas, (struct label){.text = name,
                                           .x = x + swatch,
                                           .y = y + TEXT_ASCENT * canvas->text,
                                           .size = canvas->text});
        x += width + gap;
    }
    move_top(canvas, y + line + canvas->text * 0.35);
}

void legend_draw_single(struct canvas *canvas)
{
    guint printed = g_array_index(canvas->chart->columns, guint, 0);
    if (g_str_equal(book_column(canvas->table, printed)->code, BOOK_TOTAL_CODE))
        return;
    g_autofree char *whole = chart_column_label(canvas, 0);
    struct type type = canvas_type(canvas, canvas->text, TEXT_BOLD);
    g_autofree char *name = chart_text_fit(type, whole, canvas->plot.width);
    canvas_text(canvas, (struct label){.text = name,
                                       .x = canvas->plot.x,
                                       .y = canvas->plot.y + TEXT_ASCENT * canvas->text,
                                       .size = canvas->text,
                                       .weight = TEXT_BOLD,
                                       .color = chart_palette_fill(0, 1)});
    move_top(canvas, canvas->plot.y + canvas->text * 1.7);
}
