/*
 * chart_pareto - rows sorted by a column, with the share that they make up from the top down.
 *
 * The shares stand in a panel of their own beside the bars, on the same rows: one axis each,
 * where the usual second axis over the bars would be read against the wrong one. When a row
 * has no figure no share is known, and the rows are only ranked.
 */
#include "chart/chart_bars.h"

#define PANEL_SHARE 0.3

/* Why there is no whole that the rows are shares of, or NULL. */
static const char *sum_of_rows(const struct canvas *canvas, gint64 *sum)
{
    *sum = 0;
    for (guint row = 0; row < canvas->rows; row++) {
        const struct book_cell *cell = chart_cell(canvas, row, 0);
        if (cell->state != CELL_OK)
            return "Không tính tỷ lệ cộng dồn khi có dòng không có số liệu.";
        if (cell->numerator < 0)
            return "Không tính tỷ lệ cộng dồn khi có dòng dưới 0.";
        *sum += cell->numerator;
    }
    return *sum > 0 ? NULL : "Không tính tỷ lệ cộng dồn khi tổng bằng 0.";
}

/* The bars have the colour of their column, the shares one that is unlike it. */
static struct color panel_color(const struct canvas *canvas, guint panel)
{
    return panel == 0 ? canvas_fill(canvas, 0) : paint_line((struct paint){PAINT_APART, 1, 2});
}

static void draw_heads(struct canvas *canvas, double panel)
{
    g_autofree char *name = chart_column_label(canvas, 0);
    const char *const heads[] = {name, "Tỷ lệ cộng dồn"};
    const double left[] = {canvas->plot.x, panel};
    const double right[] = {panel, canvas->plot.x + canvas->plot.width};
    struct type type = canvas_type(canvas, canvas->text, TEXT_BOLD);
    for (guint i = 0; i < 2; i++) {
        g_autofree char *text = chart_text_fit(type, heads[i], right[i] - left[i] - canvas->text);
        canvas_text(canvas, (struct label){.text = text,
                                           .x = left[i],
                                           .y = canvas->plot.y + canvas->text * TEXT_ASCENT,
                                           .size = canvas->text,
                                           .weight = TEXT_BOLD,
                                           .color = chart_palette_text(panel_color(canvas, i))});
    }
    canvas->plot.y += canvas->text * 1.7;
    canvas->plot.height -= canvas->text * 1.7;
}

static void draw_panel_grid(struct canvas *canvas, const struct chart_bands *bands,
                            const struct scale *scale)
{
    double bottom = bands->top + bands->pitch * canvas->rows;
    for (guint i = 0; i < scale_ticks(scale); i++) {
        double tick = scale_tick(scale, i), x = scale_at(scale, tick);
        canvas_line(canvas, (struct point){x, bands->top}, (struct point){x, bottom},
                    tick == 80 || tick == 0 ? chart_axis : chart_grid);
        g_autofree char *text = scale_label(scale, i, MEASURE_SHARE_COL);
        canvas_try_text(canvas, (struct label){.text = text,
                                               .x = x,
                                               .y = bottom + canvas->small * 1.2,
                                               .anchor = TEXT_MIDDLE,
                                               .color = chart_muted});
    }
}

static void draw_shares(struct canvas *canvas, const struct chart_bands *bands,
                        const struct scale *scale, gint64 sum)
{
    gint64 so_far = 0;
    struct color color = panel_color(canvas, 1);
    struct display_item *line = canvas_polyline(canvas, color, canvas->text * 0.14);
    guint at = canvas->list->items->len - 1;
    for (guint i = 0; i < canvas->rows; i++) {
        so_far += chart_cell(canvas, bands_row(bands, i), 0)->numerator;
        double x = scale_at(scale, 100.0 * (double)so_far / (double)sum);
        double y = bands_middle(bands, i);
        line = display_list_item(canvas->list, at);
        item_add_point(line, x, y);
        canvas_mark(canvas, (struct point){x, y}, canvas->text * 0.55, color);
        struct book_cell share = {.numerator = so_far, .denominator = sum};
        g_autofree char *text = cell_text(&share, MEASURE_SHARE_COL);
        canvas_try_text(canvas, (struct label){.text = text, /* the line never passes there */
                                               .x = x + canvas->text * 0.4,
                                               .y = y - canvas->small * 0.2,
                                               .anchor = TEXT_START});
    }
}

static void draw_panels(struct canvas *canvas, const GArray *order, gint64 sum)
{
    double whole_width = canvas->plot.width;
    double panel = canvas->plot.x + whole_width * (1 - PANEL_SHARE);
    struct band_wish wish = {.lanes = 1, .after = bar_widest_value(canvas, FALSE), .order = order};
    draw_heads(canvas, panel);
    bands_limit_rows(canvas, 1);
    chart_extent(canvas, &wish.low, &wish.high);
    canvas->plot.width = panel - canvas->text * 1.5 - canvas->plot.x;
    struct chart_bands bands = bands_layout(canvas, wish, chart_measure(canvas, 0));
    canvas->plot.width = whole_width;
    for (guint i = 0; i < canvas->rows; i++)
        bar_in_lane(canvas, &bands, (struct box){0, bands_top(&bands, i), 0, bands.bar},
                    bands_row(&bands, i), 0);
    bands_draw_axis(canvas, &bands);
    struct scale scale = scale_nice(0, 100, 5, MEASURE_SHARE_COL);
    scale.from = panel;
    scale.to =
        canvas->plot.x + whole_width - canvas_width(canvas, "100,0%", 0) - canvas->text * 0.5;
    draw_panel_grid(canvas, &bands, &scale);
    draw_shares(canvas, &bands, &scale, sum);
}

void chart_pareto(struct canvas *canvas)
{
    gint64 sum = 0;
    canvas->columns = 1;
    const char *why = sum_of_rows(canvas, &sum);
    if (why != NULL) {
        canvas_note(canvas, why);
        chart_ranked_bar(canvas);
        return;
    }
    GArray *order = chart_sorted(canvas, 0);
    draw_panels(canvas, order, sum);
    g_array_unref(order);
}
