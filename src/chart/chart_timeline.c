#include "chart/chart_timeline.h"

#define LABEL_LINES 3
#define LINE 1.2 /* height of a line of a label */

static gint64 place(const struct canvas *canvas, const struct timeline *timeline, guint row)
{
    return timeline->time == BOOK_TIME_NONE ? (gint64)row
                                            : chart_row_time(canvas, row) - timeline->first;
}

double timeline_x(const struct canvas *canvas, const struct timeline *timeline, guint row)
{
    return timeline->left + timeline->inset +
           timeline->pitch * (double)place(canvas, timeline, row);
}

gboolean timeline_follows(const struct canvas *canvas, const struct timeline *timeline, guint row)
{
    return chart_row_continues(canvas, row) &&
           place(canvas, timeline, row) == place(canvas, timeline, row - 1) + 1;
}

typedef char *(*row_text)(const struct canvas *canvas, guint row);

static double widest_of(const struct canvas *canvas, row_text text_of)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *text = text_of(canvas, row);
        widest = MAX(widest, canvas_width(canvas, text, 0));
    }
    return widest;
}

static double widest_word(const struct canvas *canvas)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *text = chart_row_label(canvas, row);
        widest = MAX(widest, chart_text_widest_word(canvas_type(canvas, 0, TEXT_REGULAR), text));
    }
    return widest;
}

/* Lines below a row's column. */
static GPtrArray *label_lines(const struct canvas *canvas, const struct timeline *timeline,
                              guint row)
{
    g_autofree char *label = chart_row_label(canvas, row);
    g_autofree char *base = chart_row_base(canvas, row);
    double width = timeline->wraps ? timeline->pitch - canvas->small * 0.6 : G_MAXDOUBLE;
    GPtrArray *lines =
        chart_text_wrap(canvas_type(canvas, 0, TEXT_REGULAR), label, width, LABEL_LINES);
    if (timeline->bases)
        g_ptr_array_add(lines, g_steal_pointer(&base));
    return lines;
}

static guint most_lines(const struct canvas *canvas, const struct timeline *timeline)
{
    guint most = 1;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autoptr(GPtrArray) lines = label_lines(canvas, timeline, row);
        most = MAX(most, lines->len);
    }
    return most;
}

/* Every how many columns a label fits. */
static guint label_step(const struct canvas *canvas, const struct timeline *timeline)
{
    static const guint steps[] = {1, 2, 3, 4, 6, 12, 24, 60, 120};
    double widest = widest_of(canvas, chart_row_label);
    if (timeline->wraps)
        return 1;
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] * timeline->pitch >= widest + canvas->small * 0.6)
            return steps[i];
    return steps[G_N_ELEMENTS(steps) - 1];
}

static void draw_labels(struct canvas *canvas, const struct timeline *timeline)
{
    guint step = label_step(canvas, timeline);
    double top = timeline->bottom + canvas->small * 0.3, line = canvas->small * LINE;
    for (guint row = 0; row < canvas->rows; row++) {
        gint64 at = timeline->time == BOOK_TIME_NONE ? (gint64)row : chart_row_time(canvas, row);
        if (at % step != 0)
            continue;
        g_autoptr(GPtrArray) lines = label_lines(canvas, timeline, row);
        for (guint i = 0; i < lines->len; i++)
            canvas_try_text(canvas,
                            (struct label){.text = g_ptr_array_index(lines, i),
                                           .x = timeline_x(canvas, timeline, row),
                                           .y = top + line * i + canvas->small * TEXT_ASCENT,
                                           .anchor = TEXT_MIDDLE});
    }
}

static void place_columns(const struct canvas *canvas, struct timeline *timeline, gboolean flush)
{
    double width = timeline->right - timeline->left;
    gint64 columns = place(canvas, timeline, canvas->rows - 1) + 1;
    timeline->pitch = width / (double)columns;
    timeline->inset = timeline->pitch / 2;
    if (!flush || columns == 1 || timeline->time == BOOK_TIME_NONE)
        return;
    double edge = MIN(widest_of(canvas, chart_row_label) / 2 + canvas->small * 0.6, width * 0.2);
    timeline->inset = edge;
    timeline->pitch = (width - 2 * edge) / (double)(columns - 1);
}

/* How the rows are named; with more than one line each, the columns end higher. */
static void choose_labels(const struct canvas *canvas, struct timeline *timeline, gboolean bases)
{
    double room = timeline->pitch - canvas->small * 0.6;
    double widest = widest_of(canvas, chart_row_base);
    timeline->wraps = timeline->time == BOOK_TIME_NONE && widest_word(canvas) <= room;
    timeline->bases = bases && widest > 0 && widest <= room;
    timeline->bottom -= canvas->small * LINE * (most_lines(canvas, timeline) - 1);
    timeline->scale.from = timeline->bottom;
}

struct timeline timeline_layout(struct canvas *canvas, struct timeline_wish wish)
{
    canvas_take(canvas, MAX(canvas->plot.height, canvas->text * 9));
    struct timeline timeline = {.top = canvas->plot.y + canvas->small * 0.7,
                                .bottom =
                                    canvas->plot.y + canvas->plot.height - canvas->small * 1.7,
                                .right = canvas->plot.x + canvas->plot.width - wish.after,
                                .time = chart_time(canvas)};
    double height = timeline.bottom - timeline.top;
    guint ticks = (guint)CLAMP(height / (canvas->small * 3), 2, 8);
    timeline.scale = scale_nice(wish.low, wish.high, ticks, wish.measure);
    timeline.scale.from = timeline.bottom;
    timeline.scale.to = timeline.top + wish.above;
    timeline.left =
        canvas->plot.x + scale_widest_label(canvas, &timeline.scale) + canvas->small * 0.4;
    if (timeline.time != BOOK_TIME_NONE)
        timeline.first = chart_row_time(canvas, 0);
    place_columns(canvas, &timeline, wish.flush);
    choose_labels(canvas, &timeline, wish.bases);
    scale_draw_grid(canvas, &timeline.scale, timeline.left, timeline.right);
    draw_labels(canvas, &timeline);
    return timeline;
}

void timeline_draw_axis(struct canvas *canvas, const struct timeline *timeline)
{
    double y = scale_at(&timeline->scale, MAX(timeline->scale.low, 0));
    canvas_line(canvas, (struct point){timeline->left, y}, (struct point){timeline->right, y},
                chart_axis);
}
