/*
 * chart_line - columns over time, named at their ends; gaps where a figure is missing.
 */
#include <math.h>

#include "chart/chart_bars.h"
#include "chart/chart_names.h"
#include "chart/chart_scale.h"
#include "chart/chart_timeline.h"

/* Row of the last figure of a column; G_MAXUINT: none. */
static guint last_row(const struct canvas *canvas, guint column)
{
    double value = 0;
    for (guint row = canvas->rows; row > 0; row--)
        if (chart_value(canvas, row - 1, column, &value))
            return row - 1;
    return G_MAXUINT;
}

/* Columns without any figure have no line to stand beside: they are named in a note. */
static void note_empty(struct canvas *canvas)
{
    GString *names = g_string_new(NULL);
    for (guint column = 0; column < canvas->columns; column++) {
        if (last_row(canvas, column) != G_MAXUINT)
            continue;
        g_autofree char *name = chart_column_label(canvas, column);
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
    }
    if (names->len > 0) {
        g_autofree char *note = g_strdup_printf("Không có số liệu: %s.", names->str);
        canvas_note(canvas, note);
    }
    g_string_free(names, TRUE);
}

/* A total that stands alone is what the title says. New string. */
static char *line_name(const struct canvas *canvas, guint column)
{
    if (chart_is_lone_total(canvas))
        return g_strdup("");
    return chart_column_label(canvas, column);
}

/* A line that needs no name and ends early has its last value at its point, not at the edge. */
static gboolean told_at_edge(const struct canvas *canvas, guint column)
{
    g_autofree char *name = line_name(canvas, column);
    return *name != '\0' || last_row(canvas, column) == canvas->rows - 1;
}

static GArray *line_ends(struct canvas *canvas)
{
    GArray *ends = ends_new();
    for (guint column = 0; column < canvas->columns; column++) {
        guint row = last_row(canvas, column);
        if (row == G_MAXUINT || !told_at_edge(canvas, column))
            continue;
        g_autofree char *name = line_name(canvas, column);
        g_autofree char *value = chart_value_text(canvas, row, column);
        struct line_end end = {.name = g_steal_pointer(&name),
                               .value = g_steal_pointer(&value),
                               .color = canvas_stroke(canvas, column)};
        end.at.x = column; /* until the lines are placed */
        g_array_append_val(ends, end);
    }
    return ends;
}

static struct point place(const struct canvas *canvas, const struct timeline *timeline, guint row,
                          guint column)
{
    double value = 0;
    chart_value(canvas, row, column, &value);
    return (struct point){timeline_x(canvas, timeline, row), scale_at(&timeline->scale, value)};
}

/* Whether no line leads to a point: it is seen by its mark only. */
static gboolean stands_alone(const struct canvas *canvas, const struct timeline *timeline,
                             guint row, guint column)
{
    double value = 0;
    gboolean before =
        timeline_follows(canvas, timeline, row) && chart_value(canvas, row - 1, column, &value);
    gboolean after = row + 1 < canvas->rows && timeline_follows(canvas, timeline, row + 1) &&
                     chart_value(canvas, row + 1, column, &value);
    return !before && !after;
}

/* Its points have marks where there is room between them. */
static void draw_line(struct canvas *canvas, const struct timeline *timeline, guint column)
{
    struct color color = canvas_stroke(canvas, column);
    struct display_item *line = NULL;
    double value = 0, width = canvas->text * 0.14;
    for (guint row = 0; row < canvas->rows; row++) {
        gboolean ok = chart_value(canvas, row, column, &value);
        if (!ok || !timeline_follows(canvas, timeline, row))
            line = NULL;
        if (!ok)
            continue;
        if (line == NULL)
            line = canvas_polyline(canvas, color, width);
        struct point at = place(canvas, timeline, row, column);
        item_add_point(line, at.x, at.y);
    }
    for (guint row = 0; row < canvas->rows; row++)
        if (chart_value(canvas, row, column, &value) &&
            (timeline->pitch > canvas->text * 1.2 || stands_alone(canvas, timeline, row, column)))
            item_shows(canvas_series_mark(canvas, place(canvas, timeline, row, column),
                                          canvas->text * 0.5, column),
                       row, column);
}

/* The value above its point, or below it; left out when neither place is free. */
static void draw_value(struct canvas *canvas, const struct timeline *timeline, guint row,
                       guint column)
{
    struct point at = place(canvas, timeline, row, column);
    struct color color = canvas_stroke(canvas, column);
    g_autofree char *text = chart_value_text(canvas, row, column);
    const double shifts[] = {-0.5, 1.2};
    for (gsize i = 0; i < G_N_ELEMENTS(shifts); i++) {
        struct label label = {.text = text,
                              .x = at.x,
                              .y = at.y + shifts[i] * canvas->small,
                              .anchor = TEXT_MIDDLE,
                              .color = chart_palette_text(color),
                              .row = row,
                              .column = column,
                              .shows = TRUE};
        struct box box = canvas_label_box(canvas, label);
        if (box.y + box.height < timeline->bottom && box.x > timeline->left &&
            !canvas_crosses(canvas, box) && canvas_try_text(canvas, label))
            return;
    }
}

/* All values when there is room for each between its neighbours, else the greatest and least; the
 * last unless it stands at the edge. */
static void draw_values(struct canvas *canvas, const struct timeline *timeline, guint column)
{
    guint last = last_row(canvas, column), most = G_MAXUINT, least = G_MAXUINT;
    double high = -G_MAXDOUBLE, low = G_MAXDOUBLE, value = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        if (!chart_value(canvas, row, column, &value))
            continue;
        most = value > high ? row : most;
        least = value < low ? row : least;
        high = MAX(high, value);
        low = MIN(low, value);
    }
    gboolean all = bar_widest_value(canvas, FALSE) < timeline->pitch;
    gboolean at_edge = told_at_edge(canvas, column);
    for (guint row = 0; row < canvas->rows; row++)
        if (chart_value(canvas, row, column, &value) && (row != last || !at_edge) &&
            (all || row == last || (canvas->columns <= 3 && (row == most || row == least))))
            draw_value(canvas, timeline, row, column);
}

/* The sign of a figure that is missing, in its column: on the axis, or at the top. */
static void draw_signs(struct canvas *canvas, const struct timeline *timeline)
{
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *signs = chart_row_signs(canvas, row);
        struct label label = {.text = signs,
                              .x = timeline_x(canvas, timeline, row),
                              .y = timeline->bottom - canvas->small * 0.4,
                              .anchor = TEXT_MIDDLE,
                              .color = chart_muted};
        if (*signs == '\0' || canvas_try_text(canvas, label))
            continue;
        label.y = timeline->top + canvas->small;
        canvas_try_text(canvas, label);
    }
}

static void draw_ends(struct canvas *canvas, const struct timeline *timeline, GArray *ends)
{
    for (guint i = 0; i < ends->len; i++) {
        struct line_end *end = &g_array_index(ends, struct line_end, i);
        guint column = (guint)end->at.x;
        end->at = place(canvas, timeline, last_row(canvas, column), column);
    }
    struct box room = {timeline->right, timeline->top - canvas->small * 0.5,
                       canvas->plot.x + canvas->plot.width - timeline->right,
                       timeline->bottom - timeline->top + canvas->small};
    ends_draw(canvas, ends, room, TEXT_START);
}

/* Lines without any rise or fall need no height to be read. */
static gboolean is_flat(const struct canvas *canvas)
{
    double value = 0, first = 0;
    gboolean any = FALSE;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < canvas->columns; column++) {
            if (!chart_value(canvas, row, column, &value))
                continue;
            first = any ? first : value;
            any = TRUE;
            if (value != first)
                return FALSE;
        }
    return any;
}

void chart_line(struct canvas *canvas)
{
    struct timeline_wish wish = {.measure = chart_measure(canvas, 0)};
    gboolean has_threshold = canvas->chart->has_threshold;
    chart_extent_of_lines(canvas, &wish.low, &wish.high);
    if (is_flat(canvas) && !has_threshold)
        canvas_take(canvas, MIN(canvas->plot.height, canvas->text * 10));
    if (has_threshold) {
        wish.low = MIN(wish.low, chart_threshold(canvas));
        wish.high = MAX(wish.high, chart_threshold(canvas));
    }
    wish.above = canvas->small * 1.6;
    wish.flush = TRUE;
    wish.bases = TRUE;
    GArray *ends = line_ends(canvas);
    wish.after = ends_width(canvas, ends, canvas->plot.width * 0.27);
    struct timeline timeline = timeline_layout(canvas, wish);
    struct threshold_span span = {timeline.left, timeline.right, timeline.bottom, &timeline.scale};
    timeline_draw_axis(canvas, &timeline);
    if (has_threshold)
        chart_threshold_draw(canvas, span);
    for (guint column = 0; column < canvas->columns; column++)
        draw_line(canvas, &timeline, column);
    canvas_widen_covered_marks(canvas);
    draw_ends(canvas, &timeline, ends);
    if (has_threshold) {
        chart_threshold_name(canvas, span);
        canvas_note(canvas, "▲: từ ngưỡng trở lên; ▼: dưới ngưỡng.");
    }
    for (guint column = 0; column < canvas->columns; column++)
        draw_values(canvas, &timeline, column);
    draw_signs(canvas, &timeline);
    note_empty(canvas);
    g_array_unref(ends);
}
