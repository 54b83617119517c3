/*
 * chart_slope - the first and the last row (two years) joined, a line a column.
 */
#include "chart/chart_data.h"
#include "chart/chart_names.h"
#include "chart/chart_scale.h"

/* From the top of the plot to the highest value, in sizes of the text: the names of the sides, and
 * a name beside that value, which may begin a line above it. */
#define HEAD 2.7

struct slope {
    struct scale scale;
    double x[2]; /* of the first and of the last row */
    guint rows[2];
    double top, bottom;
};

static struct point place(const struct canvas *canvas, const struct slope *slope, guint side,
                          guint column)
{
    double value = 0;
    chart_value(canvas, slope->rows[side], column, &value);
    return (struct point){slope->x[side], scale_at(&slope->scale, value)};
}

/* Names at one side; the places are filled in when `slope` has them. */
static GArray *side_ends(const struct canvas *canvas, const struct slope *slope, guint side)
{
    GArray *ends = ends_new();
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        if (!chart_value(canvas, slope->rows[side], column, &value))
            continue;
        g_autofree char *name = chart_column_label(canvas, column);
        g_autofree char *text = chart_value_text(canvas, slope->rows[side], column);
        struct line_end end = {.name = g_steal_pointer(&name),
                               .value = g_steal_pointer(&text),
                               .color = canvas_stroke(canvas, column)};
        if (slope->top > 0)
            end.at = place(canvas, slope, side, column);
        g_array_append_val(ends, end);
    }
    return ends;
}

static double side_width(const struct canvas *canvas, const struct slope *slope, guint side)
{
    GArray *ends = side_ends(canvas, slope, side);
    double width = ends_width(canvas, ends, canvas->plot.width * 0.3);
    g_array_unref(ends);
    g_autofree char *label = chart_row_label(canvas, slope->rows[side]);
    return MAX(width, MIN(canvas_width(canvas, label, canvas->text) / 2 + canvas->text,
                          canvas->plot.width * 0.3));
}

static struct slope place_slope(struct canvas *canvas)
{
    double low = 0, high = 0;
    struct slope slope = {.rows = {0, canvas->rows - 1}};
    chart_extent_of_lines(canvas, &low, &high);
    canvas_take(canvas, MAX(canvas->plot.height, canvas->text * 9));
    double left = side_width(canvas, &slope, 0), right = side_width(canvas, &slope, 1);
    slope.x[0] = canvas->plot.x + left;
    slope.x[1] = MAX(canvas->plot.x + canvas->plot.width - right, slope.x[0] + canvas->text);
    slope.top = canvas->plot.y + canvas->text * HEAD;
    slope.bottom = canvas->plot.y + canvas->plot.height - canvas->text;
    slope.scale = scale_nice(low, high, 5, chart_measure(canvas, 0));
    slope.scale.from = slope.bottom;
    slope.scale.to = slope.top;
    return slope;
}

/* "Năm 2024 (n = 2.192)". New string. */
static char *side_name(const struct canvas *canvas, guint row)
{
    g_autofree char *label = chart_row_label(canvas, row);
    g_autofree char *base = chart_row_base(canvas, row);
    return *base == '\0' ? g_steal_pointer(&label) : g_strdup_printf("%s (%s)", label, base);
}

/* The row's name over its vertical. */
static void draw_side(struct canvas *canvas, const struct slope *slope, guint side)
{
    struct type type = canvas_type(canvas, canvas->text, TEXT_BOLD);
    g_autofree char *whole = side_name(canvas, slope->rows[side]);
    double edge = side == 0 ? slope->x[0] - canvas->plot.x
                            : canvas->plot.x + canvas->plot.width - slope->x[1];
    double room = MIN(edge, (slope->x[1] - slope->x[0]) / 2) * 2 - canvas->text * 0.3;
    g_autofree char *label = chart_text_fit(type, whole, MAX(room, 0));
    canvas_try_text(canvas, (struct label){.text = label,
                                           .x = slope->x[side],
                                           .y = canvas->plot.y + canvas->text,
                                           .size = canvas->text,
                                           .weight = TEXT_BOLD,
                                           .anchor = TEXT_MIDDLE});
    canvas_line(canvas, (struct point){slope->x[side], slope->top - canvas->text * 0.6},
                (struct point){slope->x[side], slope->bottom + canvas->text * 0.6}, chart_axis);
}

static void draw_column(struct canvas *canvas, const struct slope *slope, guint column)
{
    double value = 0, dot = canvas->text * 0.6;
    struct color color = canvas_stroke(canvas, column);
    gboolean known[2] = {chart_value(canvas, slope->rows[0], column, &value),
                         chart_value(canvas, slope->rows[1], column, &value)};
    if (known[0] && known[1] && slope->rows[0] != slope->rows[1]) {
        struct display_item *line = canvas_polyline(canvas, color, canvas->text * 0.14);
        for (guint side = 0; side < 2; side++) {
            struct point at = place(canvas, slope, side, column);
            item_add_point(line, at.x, at.y);
        }
    }
    for (guint side = 0; side < 2; side++)
        if (known[side] && (side == 0 || slope->rows[0] != slope->rows[1]))
            item_shows(canvas_series_mark(canvas, place(canvas, slope, side, column), dot, column),
                       slope->rows[side], column);
}

static void draw_ends(struct canvas *canvas, const struct slope *slope, guint side)
{
    GArray *ends = side_ends(canvas, slope, side);
    double width = side == 0 ? slope->x[0] - canvas->plot.x
                             : canvas->plot.x + canvas->plot.width - slope->x[1];
    struct box room = {slope->x[side], slope->top - canvas->text, width,
                       slope->bottom - slope->top + canvas->text * 2};
    ends_draw(canvas, ends, room, side == 0 ? TEXT_END : TEXT_START);
    g_array_unref(ends);
}

/* Names what has no figure at one end, and so no line. */
static void note_gaps(struct canvas *canvas, const struct slope *slope)
{
    double value = 0;
    guint gaps = 0;
    GString *note = g_string_new("Không có số liệu hai đầu: ");
    for (guint column = 0; column < canvas->columns; column++) {
        if (chart_value(canvas, slope->rows[0], column, &value) &&
            chart_value(canvas, slope->rows[1], column, &value))
            continue;
        g_autofree char *name = chart_column_label(canvas, column);
        g_string_append_printf(note, "%s%s", gaps++ > 0 ? ", " : "", name);
    }
    if (gaps > 0)
        canvas_note(canvas, g_string_append_c(note, '.')->str);
    g_string_free(note, TRUE);
}

void chart_slope(struct canvas *canvas)
{
    struct slope slope = place_slope(canvas);
    gboolean two = slope.rows[0] != slope.rows[1];
    for (guint side = 0; side < (two ? 2u : 1u); side++)
        draw_side(canvas, &slope, side);
    for (guint column = 0; column < canvas->columns; column++)
        draw_column(canvas, &slope, column);
    canvas_widen_covered_marks(canvas);
    for (guint side = 0; side < (two ? 2u : 1u); side++)
        draw_ends(canvas, &slope, side);
    note_gaps(canvas, &slope);
}
