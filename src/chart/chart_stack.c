/*
 * chart_stack - stacked bars: counts, or shares of 100 %.
 *
 * Rows of time stand upright, all others lie, so that long names of units can be read.
 */
#include "base/decimal.h"
#include "chart/chart_bars.h"
#include "chart/chart_names.h"
#include "chart/chart_timeline.h"

/* The longest stack; parts below zero have no place in one. */
static double stack_height(const struct canvas *canvas, guint row)
{
    double sum = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        chart_value(canvas, row, column, &value);
        sum += MAX(value, 0);
    }
    return sum;
}

static double highest_stack(const struct canvas *canvas)
{
    double high = 0;
    for (guint row = 0; row < canvas->rows; row++)
        high = MAX(high, stack_height(canvas, row));
    return high;
}

/* The length of a stack of counts, or the signs of the parts that are not known. New string. */
static char *stack_total(const struct canvas *canvas, guint row)
{
    g_autofree char *signs = chart_row_signs(canvas, row);
    if (*signs != '\0' || !measure_info(chart_measure(canvas, 0))->form->is_count)
        return g_steal_pointer(&signs);
    return decimal_vietnamese((gint64)stack_height(canvas, row), 0);
}

/* "n = 2.192": the base of the row's shares; behind it signs of parts not known. New string. */
static char *stack_base(const struct canvas *canvas, guint row)
{
    g_autofree char *signs = chart_row_signs(canvas, row);
    g_autofree char *base = chart_row_base(canvas, row);
    return g_strconcat(base, *base == '\0' || *signs == '\0' ? "" : "  ", signs, NULL);
}

typedef char *(*end_text)(const struct canvas *canvas, guint row);

static double widest_end(const struct canvas *canvas, end_text text_of)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *text = text_of(canvas, row);
        widest = MAX(widest, canvas_width(canvas, text, 0));
    }
    return widest > 0 ? widest + canvas->small * 0.6 : 0;
}

static void draw_part(struct canvas *canvas, struct box box, guint row, guint column)
{
    struct display_item *item = bar_draw(canvas, box, row, column);
    item->stroke = color_needs_edge(item->fill) ? chart_axis : chart_white;
    item->stroke_width = canvas->hair;
    bar_value_inside(canvas, box, row, column);
}

static void lying_stacks(struct canvas *canvas, double high, end_text text_of)
{
    bands_limit_rows(canvas, 1);
    enum measure measure = chart_measure(canvas, 0);
    struct chart_bands bands = bands_layout(
        canvas, (struct band_wish){.lanes = 1, .high = high, .after = widest_end(canvas, text_of)},
        measure);
    for (guint row = 0; row < canvas->rows; row++) {
        double sum = 0, left = scale_at(&bands.scale, 0);
        for (guint column = 0; column < canvas->columns; column++) {
            double value = 0;
            if (!chart_value(canvas, row, column, &value) || value <= 0)
                continue;
            sum += value;
            double right = scale_at(&bands.scale, sum);
            draw_part(canvas, (struct box){left, bands_top(&bands, row), right - left, bands.bar},
                      row, column);
            left = right;
        }
        g_autofree char *text = text_of(canvas, row);
        bar_text_behind(canvas, (struct point){left, bands_middle(&bands, row)}, text, FALSE);
    }
    bands_draw_axis(canvas, &bands);
}

/* The names of the parts, with their values, for the last stack; NULL: a part is not in it. */
static GArray *names_of_parts(const struct canvas *canvas)
{
    GArray *ends = ends_new();
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        if (!chart_value(canvas, canvas->rows - 1, column, &value) || value <= 0) {
            g_array_unref(ends);
            return NULL;
        }
        struct line_end end = {.name = chart_column_label(canvas, column),
                               .value = g_strdup(""),
                               .color = canvas_fill(canvas, column)};
        g_array_append_val(ends, end);
    }
    return ends;
}

static void draw_names(struct canvas *canvas, const struct timeline *timeline, GArray *ends,
                       double right)
{
    double sum = 0, value = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        chart_value(canvas, canvas->rows - 1, column, &value);
        g_array_index(ends, struct line_end, column).at =
            (struct point){right, scale_at(&timeline->scale, sum + value / 2)};
        sum += value;
    }
    struct box room = {right, timeline->top, canvas->plot.x + canvas->plot.width - right,
                       timeline->bottom - timeline->top};
    ends_draw(canvas, ends, room, TEXT_START);
}

static void draw_standing(struct canvas *canvas, const struct timeline *timeline, guint row,
                          double bar)
{
    double x = timeline_x(canvas, timeline, row), sum = 0, low = timeline->bottom;
    for (guint column = 0; column < canvas->columns; column++) {
        double value = 0;
        if (!chart_value(canvas, row, column, &value) || value <= 0)
            continue;
        sum += value;
        double top = scale_at(&timeline->scale, sum);
        draw_part(canvas, (struct box){x - bar / 2, top, bar, low - top}, row, column);
        low = top;
    }
}

/* Over its stack, unless a higher one stands in the way. */
static void name_standing(struct canvas *canvas, const struct timeline *timeline, guint row,
                          end_text text_of)
{
    double end = scale_at(&timeline->scale, stack_height(canvas, row));
    g_autofree char *text = text_of(canvas, row);
    struct label label = {.text = text,
                          .x = timeline_x(canvas, timeline, row),
                          .y = end - canvas->small * 0.35,
                          .anchor = TEXT_MIDDLE};
    if (!canvas_covers_bar(canvas, canvas_label_box(canvas, label)))
        canvas_try_text(canvas, label);
}

static void standing_stacks(struct canvas *canvas, double high, end_text text_of)
{
    g_autoptr(GArray) names = names_of_parts(canvas);
    double most = canvas->plot.width * 0.27;
    double after = names == NULL ? legend_width(canvas, most) : ends_width(canvas, names, most);
    struct timeline timeline =
        timeline_layout(canvas, (struct timeline_wish){.high = high,
                                                       .after = after,
                                                       .above = canvas->small * 1.3,
                                                       .measure = chart_measure(canvas, 0)});
    double bar = MIN(timeline.pitch * 0.7, canvas->text * 6);
    for (guint row = 0; row < canvas->rows; row++)
        draw_standing(canvas, &timeline, row, bar);
    for (guint row = 0; row < canvas->rows; row++)
        name_standing(canvas, &timeline, row, text_of);
    timeline_draw_axis(canvas, &timeline);
    if (names == NULL)
        legend_draw_beside(canvas, (struct box){timeline.right, timeline.top, after, 0});
    else
        draw_names(canvas, &timeline, names,
                   timeline_x(canvas, &timeline, canvas->rows - 1) + bar / 2);
}

static void draw_stacks(struct canvas *canvas, double high, end_text text_of)
{
    if (chart_time(canvas) != BOOK_TIME_NONE) {
        standing_stacks(canvas, high, text_of);
        return;
    }
    legend_draw(canvas, LEGEND_AREA);
    lying_stacks(canvas, high, text_of);
}

void chart_stacked_bar(struct canvas *canvas)
{
    draw_stacks(canvas, highest_stack(canvas), stack_total);
}

/* Says what the room behind a stack is, if all its parts are known and make no whole. */
static void note_rest(struct canvas *canvas)
{
    for (guint row = 0; row < canvas->rows; row++) {
        gint64 sum = 0, whole = 0;
        gboolean known = canvas->columns > 0;
        for (guint column = 0; column < canvas->columns; column++) {
            const struct book_cell *cell = chart_cell(canvas, row, column);
            known = known && cell->state == CELL_OK && !cell->estimate &&
                    (whole == 0 || cell->denominator == whole);
            sum += cell->numerator;
            whole = cell->denominator;
        }
        if (known && sum < whole)
            canvas_note(canvas, "Chỗ trống đến 100%: phần không thuộc các cột được vẽ.");
    }
}

/* Shares of one whole end at 100 %; a longer stack (columns that overlap) is not hidden. */
void chart_stacked_bar_100(struct canvas *canvas)
{
    double high = highest_stack(canvas);
    draw_stacks(canvas, high <= 100 + 1e-6 ? 100 : high, stack_base);
    note_rest(canvas);
}
