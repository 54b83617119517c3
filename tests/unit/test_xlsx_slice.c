#include <CUnit/CUnit.h>
#include <math.h>
#include <string.h>

#include "chart/display_list.h"
#include "write/xlsx_slice.h"

static double fixed_width(void *data, const char *text, double size, enum text_weight weight)
{
    return data == NULL && weight == TEXT_REGULAR ? strlen(text) * size / 2 : 0;
}

static const struct ruler ruler = {fixed_width, NULL};

/* Forty bars of 14 points, one every 20, each with its label. */
static struct display_list *bars(void)
{
    struct display_list *list = display_list_new(400, 800);
    for (guint i = 0; i < 40; i++) {
        struct display_item *bar = display_list_add(list, ITEM_RECTANGLE);
        bar->x = 100;
        bar->y = i * 20 + 3;
        bar->width = 200;
        bar->height = 14;
        struct display_item *label = display_list_add(list, ITEM_TEXT);
        label->y = i * 20 + 14;
        label->size = 11;
        label->text = g_strdup("nhãn");
    }
    return list;
}

static double counted_width(void *data, const char *text, double size,
                            enum text_weight weight G_GNUC_UNUSED)
{
    ++*(guint *)data;
    return strlen(text) * size / 2;
}

/* A chart of a thousand rows would else take minutes. */
static void each_text_is_measured_once_and_drawn_on_its_page(void)
{
    g_autoptr(display_list_t) list = bars();
    guint measured = 0, kept = 0;
    const struct ruler counting = {counted_width, &measured};
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &counting, 250, 330);
    CU_ASSERT_EQUAL(measured, 40);
    for (guint i = 0; i < pieces->len; i++)
        kept += ((const struct display_list *)g_ptr_array_index(pieces, i))->items->len;
    CU_ASSERT_TRUE(kept >= 80);
    CU_ASSERT_TRUE(kept < 80 + 4 * 12); /* what stands close to a cut is on both sides */
}

static void a_chart_that_fits_stays_whole(void)
{
    g_autoptr(display_list_t) list = bars();
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &ruler, 800, 800);
    CU_ASSERT_EQUAL(pieces->len, 1);
}

static void pieces_add_up_and_none_is_too_long(void)
{
    g_autoptr(display_list_t) list = bars();
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &ruler, 250, 330);
    double height = 0;
    for (guint i = 0; i < pieces->len; i++) {
        const struct display_list *piece = g_ptr_array_index(pieces, i);
        CU_ASSERT_TRUE(piece->height <= (i == 0 ? 250 : 330));
        height += piece->height;
    }
    CU_ASSERT_EQUAL(pieces->len, 3);
    CU_ASSERT_DOUBLE_EQUAL(height, 800, 0.01);
}

static void no_bar_is_cut(void)
{
    g_autoptr(display_list_t) list = bars();
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &ruler, 250, 330);
    for (guint i = 0; i < pieces->len; i++) {
        const struct display_list *piece = g_ptr_array_index(pieces, i);
        for (guint k = 0; k < piece->items->len; k++) {
            const struct display_item *item = display_list_item(piece, k);
            gboolean outside = item->y >= piece->height || item->y + item->height <= 0;
            gboolean inside = item->y >= 0 && item->y + item->height <= piece->height;
            CU_ASSERT_TRUE(item->kind != ITEM_RECTANGLE || inside || outside);
        }
    }
}

/* Rows of a heat table touch; their height is no whole number. */
static void rows_that_touch_are_not_cut(void)
{
    g_autoptr(display_list_t) list = display_list_new(400, 60 * 13.7);
    for (guint i = 0; i < 60; i++) {
        struct display_item *cell = display_list_add(list, ITEM_RECTANGLE);
        cell->y = i * 13.7;
        cell->width = 200;
        cell->height = 13.7;
    }
    g_autoptr(GPtrArray) pieces = xlsx_slice_list(list, &ruler, 250, 330);
    CU_ASSERT_TRUE(pieces->len > 1);
    for (guint i = 0; i < pieces->len; i++) {
        double rows = ((const struct display_list *)g_ptr_array_index(pieces, i))->height / 13.7;
        CU_ASSERT_DOUBLE_EQUAL(rows, round(rows), 0.01);
    }
}

static CU_TestInfo tests[] = {
    {"each text is measured once and drawn on its page",
     each_text_is_measured_once_and_drawn_on_its_page},
    {"a chart that fits stays whole", a_chart_that_fits_stays_whole},
    {"pieces add up and none is too long", pieces_add_up_and_none_is_too_long},
    {"no bar is cut", no_bar_is_cut},
    {"rows that touch are not cut", rows_that_touch_are_not_cut},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_slice_suite = {"xlsx_slice", NULL, NULL, NULL, NULL, tests};
