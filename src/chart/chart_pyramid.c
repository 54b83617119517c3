/*
 * chart_pyramid - two columns back to back on one scale, the first row at the bottom.
 *
 * The labels stand in the middle, so both sides read from the same line.
 */
#include "chart/chart_bars.h"

struct sides {
    struct scale left, right;
    double top, pitch, bar;
    double middle, gap; /* of the strip of labels: its middle and half its width */
    double length;      /* of the longer bar */
};

static double middle_y(const struct canvas *canvas, const struct sides *sides, guint row)
{
    return sides->top + sides->pitch * (canvas->rows - 1 - row + 0.5);
}

#define LABEL_SHARE 0.26 /* of the picture's width, at most, for the labels */
#define LABEL_LINES 3
#define HEAD_LINES 3

/* Width of the widest label, wrapped; `most`: lines of the longest. */
static double widest_label(const struct canvas *canvas, guint *most)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    double widest = 0;
    *most = 1;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *label = chart_row_label(canvas, row);
        GPtrArray *lines =
            chart_text_balance(type, label, canvas->list->width * LABEL_SHARE, LABEL_LINES);
        *most = MAX(*most, lines->len);
        for (guint i = 0; i < lines->len; i++)
            widest = MAX(widest, chart_text_width(type, g_ptr_array_index(lines, i)));
        g_ptr_array_unref(lines);
    }
    return widest;
}

static void draw_labels(struct canvas *canvas, const struct sides *sides)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    double line = (TEXT_ASCENT + TEXT_DESCENT) * canvas->text * 1.02;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *label = chart_row_label(canvas, row);
        GPtrArray *lines =
            chart_text_balance(type, label, canvas->list->width * LABEL_SHARE, LABEL_LINES);
        struct label style = {.x = sides->middle, .size = canvas->text, .anchor = TEXT_MIDDLE};
        canvas_lines(canvas, lines, style, middle_y(canvas, sides, row) - line * lines->len / 2);
        g_ptr_array_unref(lines);
    }
}

/* The name of a side, as wide as its bars may be. */
static GPtrArray *head_lines(const struct canvas *canvas, const struct sides *sides, guint column)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_BOLD);
    g_autofree char *whole = chart_column_label(canvas, column);
    return chart_text_balance(type, whole, sides->length, HEAD_LINES);
}

/* Height of the names of the sides. */
static double heads_height(const struct canvas *canvas, const struct sides *sides)
{
    guint most = 1;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autoptr(GPtrArray) lines = head_lines(canvas, sides, column);
        most = MAX(most, lines->len);
    }
    return canvas->text * (0.3 + 1.2 * most);
}

static struct sides place_sides(struct canvas *canvas)
{
    double low = 0, high = 0, value = bar_widest_value(canvas, FALSE);
    double axis = canvas->small * 1.6;
    struct box plot = canvas->plot;
    guint lines = 1;
    struct sides sides = {.middle = plot.x + plot.width / 2,
                          .gap = widest_label(canvas, &lines) / 2 + canvas->text * 0.5};
    sides.length = MAX(plot.width / 2 - sides.gap - value, 8);
    double head = heads_height(canvas, &sides);
    sides.top = plot.y + head;
    double least = canvas->text * (0.35 + 1.22 * lines);
    sides.pitch =
        CLAMP((plot.height - head - axis) / canvas->rows, least, MAX(least, canvas->text * 3.2));
    sides.bar = sides.pitch * 0.76;
    canvas_take(canvas, head + sides.pitch * canvas->rows + axis);
    chart_extent(canvas, &low, &high);
    guint ticks = (guint)CLAMP(sides.length / (canvas->small * 5), 2, 6);
    sides.right = scale_nice(0, high, ticks, chart_measure(canvas, 0));
    scale_end_at(&sides.right, high);
    sides.left = sides.right;
    sides.right.from = sides.middle + sides.gap;
    sides.right.to = sides.right.from + sides.length;
    sides.left.from = sides.middle - sides.gap;
    sides.left.to = sides.left.from - sides.length;
    return sides;
}

static void draw_grid(struct canvas *canvas, const struct sides *sides, const struct scale *scale)
{
    double bottom = sides->top + sides->pitch * canvas->rows;
    for (guint i = 0; i < scale_ticks(scale); i++) {
        double x = scale_at(scale, scale_tick(scale, i));
        canvas_line(canvas, (struct point){x, sides->top}, (struct point){x, bottom},
                    i == 0 ? chart_axis : chart_grid);
        g_autofree char *text = scale_label(scale, i, chart_measure(canvas, 0));
        canvas_try_text(canvas, (struct label){.text = text,
                                               .x = x,
                                               .y = bottom + canvas->small * 1.2,
                                               .anchor = TEXT_MIDDLE,
                                               .color = chart_muted});
    }
}

static void draw_side(struct canvas *canvas, const struct sides *sides, guint column)
{
    const struct scale *scale = column == 0 ? &sides->left : &sides->right;
    g_autoptr(GPtrArray) name = head_lines(canvas, sides, column);
    canvas_lines(canvas, name,
                 (struct label){.x = scale->from,
                                .size = canvas->text,
                                .weight = TEXT_BOLD,
                                .anchor = column == 0 ? TEXT_END : TEXT_START,
                                .color = chart_palette_text(canvas_fill(canvas, column))},
                 sides->top - canvas->text * (0.25 + 1.18 * name->len));
    draw_grid(canvas, sides, scale);
    for (guint row = 0; row < canvas->rows; row++) {
        double value = 0, y = middle_y(canvas, sides, row);
        gboolean ok = chart_value(canvas, row, column, &value);
        double end = scale_at(scale, MAX(value, 0));
        if (ok)
            bar_draw(canvas,
                     (struct box){scale->from, y - sides->bar / 2, end - scale->from, sides->bar},
                     row, column);
        g_autofree char *text = chart_value_text(canvas, row, column);
        bar_text_behind(canvas, (struct point){end, y}, text, column == 0);
    }
}

void chart_pyramid(struct canvas *canvas)
{
    canvas->columns = MIN(canvas->columns, 2);
    bands_limit_rows(canvas, 1);
    struct sides sides = place_sides(canvas);
    draw_labels(canvas, &sides);
    for (guint column = 0; column < canvas->columns; column++)
        draw_side(canvas, &sides, column);
}
