#include "chart/chart_bars.h"

#include <math.h>

#include "base/decimal.h"
#include "chart/chart_names.h"
#include "chart/chart_timeline.h"

#define NAME_SHARE 0.2 /* of the picture's width, at most, for names beside the first bars */

struct display_item *bar_draw(struct canvas *canvas, struct box box, guint row, guint column)
{
    if (box.width < 0)
        box = (struct box){box.x + box.width, box.y, -box.width, box.height};
    if (box.height < 0)
        box = (struct box){box.x, box.y + box.height, box.width, -box.height};
    struct display_item *item = canvas_rectangle(canvas, box, canvas_fill(canvas, column));
    item->hatch = canvas_hatch(canvas, column);
    canvas_edge(canvas, item);
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

struct point bar_in_lane(struct canvas *canvas, const struct chart_bands *bands, struct box lane,
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

/* Whether the rows have bases of their own: else the title says what all are shares of. */
static gboolean bases_differ(const struct canvas *canvas)
{
    g_autofree char *first = NULL;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *base = chart_row_base(canvas, row);
        if (*base == '\0')
            continue;
        if (first != NULL && !g_str_equal(first, base))
            return TRUE;
        g_free(first);
        first = g_steal_pointer(&base);
    }
    return FALSE;
}

static double widest_base(const struct canvas *canvas)
{
    double widest = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        g_autofree char *base = chart_row_base(canvas, row);
        widest = MAX(widest, canvas_width(canvas, base, 0));
    }
    return widest;
}

/* The base in a column of its own at the right edge: it is read down, and no longer for a longer
 * bar. */
static void draw_base(struct canvas *canvas, double y, guint row)
{
    g_autofree char *base = chart_row_base(canvas, row);
    canvas_try_text(canvas, (struct label){.text = base,
                                           .x = canvas->plot.x + canvas->plot.width,
                                           .y = y + canvas->small * 0.36,
                                           .anchor = TEXT_END,
                                           .color = chart_muted});
}

/* Bars in the order of their length. */
void chart_ranked_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    canvas->columns = 1;
    legend_draw_single(canvas);
    chart_extent(canvas, &low, &high);
    gboolean bases = bases_differ(canvas);
    GArray *order = chart_sorted(canvas, 0);
    struct band_wish wish = {.lanes = 1,
                             .low = low,
                             .high = high,
                             .before = bar_widest_value(canvas, TRUE),
                             .after = bar_widest_value(canvas, FALSE),
                             .order = order};
    bands_limit_rows(canvas, 1);
    if (bases)
        wish.after += widest_base(canvas) + canvas->small * 0.8;
    struct chart_bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    for (guint i = 0; i < canvas->rows; i++) {
        guint row = bands_row(&bands, i);
        struct box lane = {0, bands_top(&bands, i), 0, bands.bar};
        struct point tip = bar_in_lane(canvas, &bands, lane, row, 0);
        if (bases)
            draw_base(canvas, tip.y, row);
    }
    bands_draw_axis(canvas, &bands);
    g_array_unref(order);
}

/* Room for the names of the columns beside the bars of the first row; 0: they need a legend. */
static double names_width(const struct canvas *canvas)
{
    double widest = 0, value = 0;
    for (guint column = 0; column < canvas->columns; column++) {
        g_autofree char *name = chart_column_label(canvas, column);
        widest = MAX(widest, canvas_width(canvas, name, 0) + canvas->small * 0.9);
        if (!chart_value(canvas, 0, column, &value) || value < 0)
            return 0;
    }
    return widest <= canvas->plot.width * NAME_SHARE ? widest : 0;
}

/* The column's name behind the value of its first bar. */
static void name_bar(struct canvas *canvas, struct point tip, guint column)
{
    g_autofree char *name = chart_column_label(canvas, column);
    g_autofree char *value = chart_value_text(canvas, 0, column);
    canvas_text(canvas,
                (struct label){.text = name,
                               .x = tip.x + canvas_width(canvas, value, 0) + canvas->small * 0.8,
                               .y = tip.y + canvas->small * 0.36,
                               .color = chart_palette_text(canvas_fill(canvas, column))});
}

static void lying_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    double names = columns > 1 ? names_width(canvas) : 0;
    if (columns > 1 && names <= 0)
        legend_draw(canvas, LEGEND_AREA);
    bands_limit_rows(canvas, columns);
    struct chart_bands bands =
        bands_layout(canvas,
                     (struct band_wish){.lanes = columns,
                                        .low = low,
                                        .high = high,
                                        .before = bar_widest_value(canvas, TRUE),
                                        .after = bar_widest_value(canvas, FALSE) + names},
                     chart_measure(canvas, 0));
    double lane = bands.bar / columns;
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++) {
            struct box place = {0, bands_top(&bands, row) + lane * column, 0, lane * 0.92};
            struct point tip = bar_in_lane(canvas, &bands, place, row, column);
            if (row == 0 && names > 0)
                name_bar(canvas, tip, column);
        }
    bands_draw_axis(canvas, &bands);
}

/* Lanes of the columns of a row. */
static struct box standing_lane(const struct canvas *canvas, const struct timeline *timeline,
                                guint row, guint column)
{
    double lane = MIN(timeline->pitch * 0.8 / canvas->columns, canvas->text * 4);
    double left = timeline_x(canvas, timeline, row) - lane * canvas->columns / 2;
    return (struct box){left + lane * column, 0, lane * 0.92, 0};
}

static void standing_bar(struct canvas *canvas, const struct timeline *timeline, guint row,
                         guint column)
{
    double value = 0, zero = scale_at(&timeline->scale, 0);
    struct box lane = standing_lane(canvas, timeline, row, column);
    if (!chart_value(canvas, row, column, &value))
        return;
    double end = scale_at(&timeline->scale, value);
    bar_draw(canvas, (struct box){lane.x, end, lane.width, zero - end}, row, column);
}

/* The value at the end of its bar, unless a higher bar stands in its place. */
static void standing_value(struct canvas *canvas, const struct timeline *timeline, guint row,
                           guint column)
{
    double value = 0;
    struct box lane = standing_lane(canvas, timeline, row, column);
    chart_value(canvas, row, column, &value);
    double end = scale_at(&timeline->scale, value);
    g_autofree char *text = chart_value_text(canvas, row, column);
    struct label label = {.text = text,
                          .x = lane.x + lane.width / 2,
                          .y = value < 0 ? end + canvas->small * 1.1 : end - canvas->small * 0.3,
                          .anchor = TEXT_MIDDLE};
    if (!canvas_covers_bar(canvas, canvas_label_box(canvas, label)))
        canvas_try_text(canvas, label);
}

static void standing_groups(struct canvas *canvas, double low, double high)
{
    guint columns = canvas->columns;
    struct timeline timeline = timeline_layout(
        canvas, (struct timeline_wish){.low = low < 0 ? low - (high - low) * 0.08 : 0,
                                       .high = high,
                                       .above = canvas->small * 1.3,
                                       .measure = chart_measure(canvas, 0)});
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++)
            standing_bar(canvas, &timeline, row, column);
    for (guint row = 0; row < canvas->rows; row++)
        for (guint column = 0; column < columns; column++)
            standing_value(canvas, &timeline, row, column);
    timeline_draw_axis(canvas, &timeline);
}

/* Bars side by side, named at the first of them where there is room. */
void chart_grouped_bar(struct canvas *canvas)
{
    double low = 0, high = 0;
    gboolean lying = chart_time(canvas) == BOOK_TIME_NONE;
    if (canvas->columns == 1)
        legend_draw_single(canvas);
    else if (!lying)
        legend_draw(canvas, LEGEND_AREA);
    chart_extent(canvas, &low, &high);
    if (lying)
        lying_groups(canvas, low, high);
    else
        standing_groups(canvas, low, high);
}

struct paired_row {
    gboolean known[2]; /* whole, part */
    double value[2];
    char *text;
};

static gboolean is_share(const struct canvas *canvas)
{
    return measure_info(chart_measure(canvas, 0))->form->is_share;
}

static struct paired_row pair_of_share(const struct canvas *canvas, guint row)
{
    struct paired_row pair = {.text = chart_value_text(canvas, row, 0)};
    const struct book_cell *cell = chart_cell(canvas, row, 0);
    if (cell->state != CELL_OK)
        return pair;
    g_autofree char *part = decimal_vietnamese(cell->numerator, 0);
    g_autofree char *whole = decimal_vietnamese(cell->denominator, 0);
    g_free(pair.text);
    g_autofree char *share = chart_value_text(canvas, row, 0);
    pair.text = g_strdup_printf("%s / %s = %s", part, whole, share);
    pair.known[0] = pair.known[1] = TRUE;
    pair.value[0] = (double)cell->denominator;
    pair.value[1] = (double)cell->numerator;
    return pair;
}

static struct paired_row pair_of_columns(const struct canvas *canvas, guint row)
{
    struct paired_row pair = {.text = NULL};
    for (guint column = 0; column < MIN(canvas->columns, 2); column++)
        pair.known[column] = chart_value(canvas, row, column, &pair.value[column]);
    g_autofree char *whole = chart_value_text(canvas, row, 0);
    if (canvas->columns < 2) {
        pair.text = g_steal_pointer(&whole);
        return pair;
    }
    g_autofree char *part = chart_value_text(canvas, row, 1);
    pair.text = g_strdup_printf("%s / %s", part, whole);
    return pair;
}

static struct paired_row pair_of_row(const struct canvas *canvas, guint row)
{
    return is_share(canvas) ? pair_of_share(canvas, row) : pair_of_columns(canvas, row);
}

/* The greatest bar, and the room that the texts behind the bars take. */
static struct band_wish wish_of_pairs(const struct canvas *canvas)
{
    struct band_wish wish = {.lanes = 1};
    for (guint row = 0; row < canvas->rows; row++) {
        struct paired_row pair = pair_of_row(canvas, row);
        wish.high = MAX(wish.high, MAX(pair.value[0], pair.value[1]));
        wish.after = MAX(wish.after, canvas_width(canvas, pair.text, 0) + canvas->small * 0.5);
        g_free(pair.text);
    }
    return wish;
}

static void draw_pair(struct canvas *canvas, const struct chart_bands *bands, guint row)
{
    struct paired_row pair = pair_of_row(canvas, row);
    double zero = scale_at(&bands->scale, 0), middle = bands_middle(bands, row), end = zero;
    for (guint i = 0; i < 2; i++) {
        double high = bands->bar * (i == 0 ? 1 : 0.5);
        double at = scale_at(&bands->scale, MAX(pair.value[i], 0));
        end = MAX(end, at);
        if (!pair.known[i])
            continue;
        struct display_item *item = canvas_rectangle(
            canvas, (struct box){zero, middle - high / 2, at - zero, high}, canvas_fill(canvas, i));
        if (!is_share(canvas))
            item_shows(item, row, i);
    }
    bar_text_behind(canvas, (struct point){end, middle}, pair.text, FALSE);
    g_free(pair.text);
}

/*
 * A part inside its whole in each row. The first column is the whole and the second the part; of a
 * share the base is the whole. No rate is made of two columns: registered and recognized are
 * stages, not a part by law.
 */
void chart_paired_bar(struct canvas *canvas)
{
    canvas->columns = is_share(canvas) ? 1 : MIN(canvas->columns, 2);
    canvas->pale_first = TRUE;
    if (canvas->columns > 1)
        legend_draw(canvas, LEGEND_AREA);
    else
        legend_draw_single(canvas);
    bands_limit_rows(canvas, 1);
    struct chart_bands bands = bands_layout(canvas, wish_of_pairs(canvas), MEASURE_COUNT);
    for (guint row = 0; row < canvas->rows; row++)
        draw_pair(canvas, &bands, row);
    bands_draw_axis(canvas, &bands);
}
