#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "../gallery/cases.h"
#include "write/chart_palette.h"
#include "write/display_list.h"
#include "write/draw.h"

#define FONTS "/usr/share/fonts/truetype/liberation2"

/* A ruler without fonts, wider than the real one. */
static double fixed_width(void *data, const char *text, double size, enum text_weight weight)
{
    (void)data;
    return (double)g_utf8_strlen(text, -1) * size * (weight == TEXT_BOLD ? 0.64 : 0.6);
}

static const struct ruler fixed_ruler = {fixed_width, NULL};

static const struct chart_size sizes[] = {{1600, 900}, {400, 300}, {3200, 1800}};

typedef gboolean (*list_check)(const struct display_list *list, const struct ruler *ruler);

/* Runs a check over every kind, case and size, and says where it fails. */
static void check_all(list_check check, const struct ruler *ruler)
{
    for (int kind = 0; kind < CHART_KINDS; kind++)
        for (int one = 0; one < CHART_CASES; one++)
            for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
                g_autoptr(book_t) book = case_book(kind, one);
                g_autoptr(display_list_t) list =
                    chart_layout(case_table(book), case_chart(book), sizes[i], ruler);
                gboolean held = check(list, ruler);
                CU_ASSERT_TRUE(held);
                if (!held)
                    g_printerr("%s %s %gx%g\n", chart_kind_code(kind), case_name(one),
                               sizes[i].width, sizes[i].height);
            }
}

static gboolean texts_stand_free(const struct display_list *list, const struct ruler *ruler)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *item = display_list_item(list, i);
        if (item->kind != ITEM_TEXT)
            continue;
        struct box box = item_text_box(item, ruler);
        for (guint k = 0; k < boxes->len; k++)
            if (box_overlaps(g_array_index(boxes, struct box, k), box)) {
                g_printerr("\"%s\" stands on another text in ", item->text);
                return FALSE;
            }
        g_array_append_val(boxes, box);
    }
    return TRUE;
}

static void no_two_texts_overlap(void)
{
    check_all(texts_stand_free, &fixed_ruler);
}

static void no_two_texts_overlap_in_the_real_font(void)
{
    g_autoptr(pen_t) pen = pen_new(FONTS, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(pen);
    struct ruler ruler = pen_ruler(pen);
    check_all(texts_stand_free, &ruler);
}

static struct box item_box(const struct item *item, const struct ruler *ruler)
{
    double half = item->width / 2;
    if (item->kind == ITEM_TEXT)
        return item_text_box(item, ruler);
    if (item->kind == ITEM_MARK)
        return (struct box){item->x - half, item->y - half, item->width, item->width};
    return (struct box){MIN(item->x, item->x + item->width), MIN(item->y, item->y + item->height),
                        fabs(item->width), fabs(item->height)};
}

static gboolean all_lies_inside(const struct display_list *list, const struct ruler *ruler)
{
    struct box picture = {0, 0, list->width, list->height};
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *item = display_list_item(list, i);
        if (item->kind != ITEM_POLYLINE && !box_holds(picture, item_box(item, ruler)))
            return FALSE;
        for (guint k = 0; item->points != NULL && k < item->points->len; k++) {
            struct point point = g_array_index(item->points, struct point, k);
            if (!box_holds(picture, (struct box){point.x, point.y, 0, 0}))
                return FALSE;
        }
    }
    return display_list_is_finite(list);
}

static void nothing_leaves_the_picture(void)
{
    check_all(all_lies_inside, &fixed_ruler);
}

static gboolean texts_are_large_enough(const struct display_list *list, const struct ruler *ruler)
{
    (void)ruler;
    double least = MAX(list->width / 1600 * 20, 10);
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *item = display_list_item(list, i);
        if (item->kind == ITEM_TEXT && item->size < least)
            return FALSE;
    }
    return TRUE;
}

static void texts_grow_with_the_picture_and_are_never_too_small(void)
{
    check_all(texts_are_large_enough, &fixed_ruler);
}

/* Whether the bars that show a cell are as long as its value says, along one direction. */
static gboolean proportional(const struct display_list *list, const struct book *book,
                             gboolean upright)
{
    const struct book_chart *chart = case_chart(book);
    double unit = 0;
    for (int pass = 0; pass < 2; pass++) /* first the scale of the longest, then all by it */
        for (guint i = 0; i < list->items->len; i++) {
            const struct item *item = display_list_item(list, i);
            if (item->kind != ITEM_RECTANGLE || item->row == G_MAXUINT)
                continue;
            const struct cell *cell =
                book_cell(case_table(book), g_array_index(chart->rows, guint, item->row),
                          g_array_index(chart->columns, guint, item->column));
            double value = fabs((double)cell->numerator / MAX((double)cell->denominator, 1));
            double length = upright ? item->height : item->width;
            if (pass == 0 && value > 0)
                unit = MAX(unit, length / value);
            if (pass == 1 && fabs(length - unit * value) > 0.5)
                return FALSE;
        }
    return TRUE;
}

static void bars_are_as_long_as_their_values(void)
{
    static const enum chart_kind kinds[] = {
        CHART_STACKED_BAR, CHART_STACKED_BAR_100, CHART_GROUPED_BAR,     CHART_RANKED_BAR,
        CHART_PYRAMID,     CHART_PARETO,          CHART_SMALL_MULTIPLES, CHART_PAIRED_BAR};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (int one = 0; one < CHART_CASES; one++) {
            g_autoptr(book_t) book = case_book(kinds[i], one);
            g_autoptr(display_list_t) list =
                chart_layout(case_table(book), case_chart(book), sizes[0], &fixed_ruler);
            CU_ASSERT_TRUE(proportional(list, book, FALSE) || proportional(list, book, TRUE));
        }
}

static void neighbouring_series_differ_by_twenty_in_grey(void)
{
    for (guint count = 2; count <= 20; count++)
        for (guint i = 1; i < count; i++) {
            double a = color_lightness(chart_palette_fill(i - 1, count));
            double b = color_lightness(chart_palette_fill(i, count));
            CU_ASSERT_TRUE(fabs(a - b) >= 20);
            CU_ASSERT_TRUE(fabs(color_lightness(chart_palette_line(i - 1)) -
                                color_lightness(chart_palette_line(i))) >= 20);
        }
}

static guint count_text(const struct display_list *list, const char *text)
{
    guint count = 0;
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *item = display_list_item(list, i);
        count += item->kind == ITEM_TEXT && strstr(item->text, text) != NULL;
    }
    return count;
}

static void a_missing_row_has_its_sign_and_no_bar(void)
{
    g_autoptr(book_t) book = case_book(CHART_RANKED_BAR, CASE_MISSING);
    g_autoptr(display_list_t) list =
        chart_layout(case_table(book), case_chart(book), sizes[0], &fixed_ruler);
    for (guint i = 0; i < list->items->len; i++)
        CU_ASSERT_NOT_EQUAL(display_list_item(list, i)->row, case_table(book)->rows->len / 2);
    CU_ASSERT_EQUAL(count_text(list, "…"), 2); /* at the row and in the note */
    CU_ASSERT_EQUAL(count_text(list, "chưa có báo cáo"), 1);
}

static guint count_kind(const struct display_list *list, enum item_kind kind)
{
    guint count = 0;
    for (guint i = 0; i < list->items->len; i++)
        count += display_list_item(list, i)->kind == kind;
    return count;
}

static void a_line_breaks_where_a_year_is_missing(void)
{
    g_autoptr(book_t) whole = case_book(CHART_LINE, CASE_PLAIN);
    g_autoptr(display_list_t) unbroken =
        chart_layout(case_table(whole), case_chart(whole), sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_kind(unbroken, ITEM_POLYLINE), 4);
    struct book_chart *chart = (struct book_chart *)case_chart(whole);
    g_array_remove_index(chart->rows, 2); /* no row at all for 2022 */
    g_autoptr(display_list_t) broken =
        chart_layout(case_table(whole), chart, sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_kind(broken, ITEM_POLYLINE), 8);
}

static void a_threshold_widens_the_axis_and_is_named(void)
{
    g_autoptr(book_t) book = case_book(CHART_LINE, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    guint decimals =
        measure_info(
            book_column(case_table(book), g_array_index(chart->columns, guint, 0))->measure)
            ->decimals;
    chart->has_threshold = TRUE;
    chart->threshold = 1000000;
    for (guint i = 0; i < decimals; i++)
        chart->threshold *= 10;
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "Ngưỡng 1.000.000"), 1);
    for (guint i = 0; i < list->items->len; i++)
        CU_ASSERT_TRUE(display_list_item(list, i)->y >= 0);
}

static void a_funnel_names_the_level_that_a_rule_sets(void)
{
    g_autoptr(book_t) book = case_book(CHART_FUNNEL, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    g_autoptr(display_list_t) without =
        chart_layout(case_table(book), chart, sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(without, "Ngưỡng 20%"), 0);
    chart->has_threshold = TRUE;
    chart->threshold = 200;
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "Ngưỡng 20%"), 1);
}

static void a_cut_axis_is_said(void)
{
    g_autoptr(book_t) book = case_book(CHART_LINE, CASE_PLAIN);
    struct book_table *table = (struct book_table *)case_table(book);
    for (guint row = 0; row < table->rows->len; row++)
        for (guint column = 0; column < table->columns->len; column++) {
            book_cell(table, row, column)->numerator = 90 + row;
            book_cell(table, row, column)->denominator = 100;
        }
    g_autoptr(display_list_t) list = chart_layout(table, case_chart(book), sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "không bắt đầu từ 0"), 1);
}

static void a_thousand_rows_end_where_a_picture_can_be_drawn(void)
{
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        g_autoptr(book_t) book = case_book(kind, CASE_SIXTY_ROWS);
        struct book_chart *chart = (struct book_chart *)case_chart(book);
        for (guint i = 0; i < 940; i++) {
            guint row = i % 60;
            g_array_append_val(chart->rows, row);
        }
        g_autoptr(display_list_t) list =
            chart_layout(case_table(book), chart, sizes[0], &fixed_ruler);
        CU_ASSERT_TRUE(list->height * 2 < 32767);
        CU_ASSERT_TRUE(texts_stand_free(list, &fixed_ruler));
    }
}

static void a_chart_without_rows_says_so(void)
{
    g_autoptr(book_t) book = case_book(CHART_STACKED_BAR, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    g_array_set_size(chart->rows, 0);
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, sizes[0], &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "Không có số liệu."), 1);
}

static CU_TestInfo tests[] = {
    {"no two texts overlap", no_two_texts_overlap},
    {"no two texts overlap in the real font", no_two_texts_overlap_in_the_real_font},
    {"nothing leaves the picture", nothing_leaves_the_picture},
    {"texts grow with the picture and are never too small",
     texts_grow_with_the_picture_and_are_never_too_small},
    {"bars are as long as their values", bars_are_as_long_as_their_values},
    {"neighbouring series differ by 20 L* in grey", neighbouring_series_differ_by_twenty_in_grey},
    {"a missing row has its sign and no bar", a_missing_row_has_its_sign_and_no_bar},
    {"a line breaks where a year is missing", a_line_breaks_where_a_year_is_missing},
    {"a threshold widens the axis and is named", a_threshold_widens_the_axis_and_is_named},
    {"a funnel names the level that a rule sets", a_funnel_names_the_level_that_a_rule_sets},
    {"a cut axis is said", a_cut_axis_is_said},
    {"a thousand rows end where a picture can be drawn",
     a_thousand_rows_end_where_a_picture_can_be_drawn},
    {"a chart without rows says so", a_chart_without_rows_says_so},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_suite = {"chart", NULL, NULL, NULL, NULL, tests};
