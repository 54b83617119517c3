#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "chart/chart_data.h"
#include "chart/chart_series.h"
#include "chart_trials.h"

/* What a series is drawn with; NULL when nothing of it is drawn. */
static const struct display_item *first_of_series(const struct chart_trial *trial, guint column)
{
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if ((item->kind == ITEM_RECTANGLE || item->kind == ITEM_MARK) && item->column == column)
            return item;
    }
    return NULL;
}

/* A ring is told from a disc by what is in it. */
static gboolean is_ring(const struct display_item *item)
{
    return item->kind == ITEM_MARK && color_lightness(item->fill) > 99;
}

static struct color color_of(const struct display_item *item)
{
    return is_ring(item) ? item->stroke : item->fill;
}

static gboolean told_apart_in_grey(const struct display_item *a, const struct display_item *b)
{
    return fabs(color_lightness(color_of(a)) - color_lightness(color_of(b))) >= 20 ||
           a->hatch != b->hatch || is_ring(a) != is_ring(b);
}

static gboolean neighbours_differ(const struct chart_trial *trial)
{
    for (guint c = 1; c < trial->series.columns && trial->kind != CHART_HEAT; c++) {
        const struct display_item *one = first_of_series(trial, c - 1),
                                  *two = first_of_series(trial, c);
        if (one != NULL && two != NULL && !told_apart_in_grey(one, two))
            return FALSE;
    }
    return TRUE;
}

static void neighbouring_series_are_told_apart_in_grey(void)
{
    chart_trials_hold(neighbours_differ);
}

static gboolean is_grey(struct color color)
{
    return color.red == color.green && color.green == color.blue;
}

static gboolean same_color(struct color a, struct color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

/* Colours of bars and marks, without greys. */
static gboolean colors_are_few(const struct chart_trial *trial)
{
    g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(struct color));
    for (guint i = 0; i < trial->list->items->len && trial->kind != CHART_HEAT; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        gboolean known = item->row == G_MAXUINT || is_grey(color_of(item)) ||
                         (item->kind != ITEM_RECTANGLE && item->kind != ITEM_MARK);
        for (guint k = 0; k < seen->len && !known; k++)
            known = same_color(g_array_index(seen, struct color, k), color_of(item));
        if (!known)
            g_array_append_vals(seen, (const struct color[]){color_of(item)}, 1);
    }
    return seen->len <= CHART_MOST_COLORS;
}

static void no_chart_has_more_than_eight_colours(void)
{
    chart_trials_hold(colors_are_few);
}

static gboolean is_one_hue(const struct chart_trial *trial)
{
    gboolean steps = trial->one == CASE_MONTHS || trial->one == CASE_STEPS;
    for (guint i = 0; i < trial->list->items->len && trial->series.columns > 2 && steps; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        struct color color = color_of(item);
        if ((item->kind == ITEM_RECTANGLE || item->kind == ITEM_MARK) &&
            item->column != G_MAXUINT && trial->kind != CHART_HEAT && !is_grey(color) &&
            !(color.blue > color.green && color.green > color.red))
            return FALSE;
    }
    return TRUE;
}

static void months_and_levels_are_shades_of_one_blue(void)
{
    chart_trials_hold(is_one_hue);
}

/* A mark that lies wholly under a later one is not seen. In rows of dots none lies under another.
 */
static double reach_of(const struct display_item *mark)
{
    return (mark->width + (is_ring(mark) ? mark->stroke_width : 0)) / 2;
}

/* Of a funnel, whose dots have two scales: in both. */
static gboolean are_equal(const struct chart_trial *trial, const struct display_item *a,
                          const struct display_item *b)
{
    if (a->row == G_MAXUINT || b->row == G_MAXUINT ||
        chart_trial_value(trial, a) != chart_trial_value(trial, b))
        return FALSE;
    return trial->kind != CHART_FUNNEL ||
           chart_trial_cell(trial, a->row, a->column)->denominator ==
               chart_trial_cell(trial, b->row, b->column)->denominator;
}

static gboolean marks_are_seen(const struct chart_trial *trial)
{
    gboolean beside = trial->kind == CHART_DOT_PLOT || trial->kind == CHART_FUNNEL;
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *mark = display_list_item(trial->list, i);
        for (guint k = i + 1; k < trial->list->items->len && mark->kind == ITEM_MARK; k++) {
            const struct display_item *over = display_list_item(trial->list, k);
            if (over->kind != ITEM_MARK)
                continue;
            double away = hypot(over->x - mark->x, over->y - mark->y);
            gboolean free = trial->kind == CHART_FUNNEL; /* near points of two scales may touch */
            if ((!free && away + reach_of(mark) <= reach_of(over) + 0.5) ||
                (beside && are_equal(trial, mark, over) && away < reach_of(mark) * 1.9))
                return FALSE;
        }
    }
    return TRUE;
}

static void no_mark_covers_another_and_equal_dots_stand_beside_each_other(void)
{
    chart_trials_hold(marks_are_seen);
}

/* Whether one item is read before another: lines from the top, each from the left. */
static gboolean is_read_before(const struct display_item *a, const struct display_item *b)
{
    double half = MIN(fabs(a->height), fabs(b->height)) / 2;
    return fabs(a->y - b->y) > half ? a->y < b->y : a->x < b->x;
}

/* The swatch of a series, or its bar in a row. */
static const struct display_item *item_of_series(const struct chart_trial *trial, guint row,
                                                 guint column)
{
    for (guint i = 0; i < trial->list->items->len; i++) {
        const struct display_item *item = display_list_item(trial->list, i);
        if (item->kind == ITEM_RECTANGLE && item->row == row && item->column == column)
            return item;
    }
    return NULL;
}

/* Bars that stand side by side are read by their feet. */
static gboolean bars_are_read_before(const struct display_item *a, const struct display_item *b)
{
    struct display_item one = *a, two = *b;
    if (fabs(a->y + a->height - b->y - b->height) < 1)
        one.y = two.y = 0;
    return is_read_before(&one, &two);
}

static gboolean legend_follows_bars(const struct chart_trial *trial)
{
    for (guint row = 0; row < trial->chart->rows->len; row++)
        for (guint c = 1; c < trial->series.columns; c++) {
            const struct display_item *swatches[] = {item_of_series(trial, G_MAXUINT, c - 1),
                                                     item_of_series(trial, G_MAXUINT, c)};
            const struct display_item *bars[] = {item_of_series(trial, row, c - 1),
                                                 item_of_series(trial, row, c)};
            if (swatches[0] == NULL || swatches[1] == NULL || bars[0] == NULL || bars[1] == NULL)
                continue;
            if (trial->kind == CHART_PAIRED_BAR) /* a part lies inside its whole */
                continue;
            if (is_read_before(swatches[0], swatches[1]) != bars_are_read_before(bars[0], bars[1]))
                return FALSE;
        }
    return TRUE;
}

static void the_legend_is_in_the_order_of_the_bars(void)
{
    chart_trials_hold(legend_follows_bars);
}

static CU_TestInfo tests[] = {
    {"neighbouring series differ by 20 L* in grey, by hatches or by rings",
     neighbouring_series_are_told_apart_in_grey},
    {"no chart has more than eight colours", no_chart_has_more_than_eight_colours},
    {"months and levels are shades of one blue", months_and_levels_are_shades_of_one_blue},
    {"no mark covers another, and equal dots stand beside each other",
     no_mark_covers_another_and_equal_dots_stand_beside_each_other},
    {"the legend is in the order of the bars", the_legend_is_in_the_order_of_the_bars},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_series_suite = {
    "chart_series", chart_trials_open, chart_trials_close, NULL, NULL, tests};
