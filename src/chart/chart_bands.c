#include "chart/chart_bands.h"

#include "chart/chart_data.h"

#define LABEL_SHARE 0.34 /* of the picture's width, at most, for the labels */
#define LABEL_LINES 3
#define MOST_ROWS 300
#define ROWS_WITH_ONE_AXIS 25 /* more rows have ticks at the top too */
#define MOST_LANES 480        /* a picture of these is 14,000 points high */

struct band_labels {
    GPtrArray *lines; /* GPtrArray * of a band's lines */
    double width;
    guint most; /* lines of the longest label */
};

void bands_limit_rows(struct canvas *canvas, guint lanes)
{
    guint most = MIN(MOST_ROWS, MOST_LANES / MAX(lanes, 1));
    if (canvas->rows <= most)
        return;
    g_autofree char *note =
        g_strdup_printf("Vẽ %u trong %u dòng; xem đủ ở bảng.", most, canvas->rows);
    canvas_note(canvas, note);
    canvas->rows = most;
}

static guint ordered(const GArray *order, guint index)
{
    return order == NULL ? index : g_array_index(order, guint, index);
}

guint bands_row(const struct chart_bands *bands, guint index)
{
    return ordered(bands->order, index);
}

double bands_middle(const struct chart_bands *bands, guint index)
{
    return bands->top + bands->pitch * (index + 0.5);
}

double bands_top(const struct chart_bands *bands, guint index)
{
    return bands_middle(bands, index) - bands->bar / 2;
}

static struct band_labels wrap_labels(struct canvas *canvas, const GArray *order)
{
    struct band_labels labels = {g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref),
                                 0, 1};
    struct type type = canvas_type(canvas, canvas->text, TEXT_REGULAR);
    double limit = canvas->list->width * LABEL_SHARE;
    for (guint i = 0; i < canvas->rows; i++) {
        g_autofree char *label = chart_row_label(canvas, ordered(order, i));
        GPtrArray *lines = chart_text_balance(type, label, limit, LABEL_LINES);
        for (guint k = 0; k < lines->len; k++)
            labels.width = MAX(labels.width, chart_text_width(type, g_ptr_array_index(lines, k)));
        labels.most = MAX(labels.most, lines->len);
        g_ptr_array_add(labels.lines, lines);
    }
    return labels;
}

static double left_of_bars(const struct canvas *canvas, const struct band_labels *labels)
{
    return canvas->plot.x + labels->width + canvas->text * 0.5;
}

double bands_left(struct canvas *canvas, const GArray *order)
{
    struct band_labels labels = wrap_labels(canvas, order);
    g_ptr_array_unref(labels.lines);
    return left_of_bars(canvas, &labels);
}

static void draw_labels(struct canvas *canvas, const struct chart_bands *bands,
                        const struct band_labels *labels)
{
    double line = (TEXT_ASCENT + TEXT_DESCENT) * canvas->text * 1.02;
    for (guint i = 0; i < canvas->rows; i++) {
        GPtrArray *lines = g_ptr_array_index(labels->lines, i);
        struct label label = {
            .x = bands->left - canvas->text * 0.5, .size = canvas->text, .anchor = TEXT_END};
        canvas_lines(canvas, lines, label, bands_middle(bands, i) - line * lines->len / 2);
    }
}

static void draw_grid(struct canvas *canvas, const struct chart_bands *bands, enum measure measure)
{
    double bottom = bands->top + bands->pitch * canvas->rows;
    double last = -1e9; /* right end of the last tick label drawn */
    for (guint i = 0; i < scale_ticks(&bands->scale); i++) {
        double x = scale_at(&bands->scale, scale_tick(&bands->scale, i));
        canvas_line(canvas, (struct point){x, bands->top}, (struct point){x, bottom}, chart_grid);
        g_autofree char *text = scale_label(&bands->scale, i, measure);
        double half = canvas_width(canvas, text, 0) / 2;
        if (x - half < last + canvas->small * 0.6)
            continue;
        if (canvas->rows > ROWS_WITH_ONE_AXIS)
            canvas_try_text(canvas, (struct label){.text = text,
                                                   .x = x,
                                                   .y = bands->top - canvas->small * 0.5,
                                                   .anchor = TEXT_MIDDLE,
                                                   .color = chart_muted});
        struct label label = {.text = text,
                              .x = x,
                              .y = bottom + canvas->small * 1.2,
                              .anchor = TEXT_MIDDLE,
                              .color = chart_muted};
        if (canvas_try_text(canvas, label))
            last = x + half;
    }
}

/* Height of a band: as the plot allows, within what its texts need and what looks well. */
static double band_pitch(const struct canvas *canvas, const struct band_wish *wish, guint lines,
                         double axis)
{
    double text = canvas->text, lane = canvas->small * LANE_HEIGHT,
           air = canvas->dense ? 0.25 : 0.55;
    double least = MAX(text * (air - 0.2 + 1.22 * lines), wish->lanes * lane + text * air);
    least = MAX(least, wish->least);
    double most = MAX(text * 3.2, wish->lanes * lane * 1.5 + text * 1.2);
    double room = (canvas->plot.height - axis) / MAX(canvas->rows, 1);
    return CLAMP(room, least, MAX(least, most));
}

struct scale bands_scale(const struct canvas *canvas, const struct band_wish *wish, double left,
                         enum measure measure)
{
    double from = left + wish->before;
    double to = MAX(canvas->plot.x + canvas->plot.width - wish->after, from + 8);
    guint ticks = (guint)CLAMP((to - from) / (canvas->small * 6), 2, 10);
    struct scale scale = scale_nice(wish->low, wish->high, ticks, measure);
    scale_end_at(&scale, wish->high);
    scale.from = from;
    scale.to = to;
    return scale;
}

struct chart_bands bands_layout(struct canvas *canvas, struct band_wish wish, enum measure measure)
{
    struct band_labels labels = wrap_labels(canvas, wish.order);
    double axis = wish.bare ? canvas->small * 0.4 : canvas->small * 1.6;
    double upper = wish.bare || canvas->rows <= ROWS_WITH_ONE_AXIS ? 0 : canvas->small * 1.5;
    struct chart_bands bands = {.top = canvas->plot.y + upper,
                                .pitch = band_pitch(canvas, &wish, labels.most, axis),
                                .left = left_of_bars(canvas, &labels),
                                .right = canvas->plot.x + canvas->plot.width,
                                .order = wish.order};
    bands.bar = MIN(bands.pitch * 0.72, bands.pitch - canvas->text * 0.3);
    if (wish.lanes > 1)
        bands.bar = bands.pitch - canvas->text * 0.5;
    canvas_take(canvas, upper + bands.pitch * canvas->rows + axis);
    bands.scale = bands_scale(canvas, &wish, bands.left, measure);
    draw_labels(canvas, &bands, &labels);
    if (!wish.bare)
        draw_grid(canvas, &bands, measure);
    g_ptr_array_unref(labels.lines);
    return bands;
}

void bands_draw_axis(struct canvas *canvas, const struct chart_bands *bands)
{
    double x = scale_at(&bands->scale, 0);
    canvas_line(canvas, (struct point){x, bands->top},
                (struct point){x, bands->top + bands->pitch * canvas->rows}, chart_axis);
}
