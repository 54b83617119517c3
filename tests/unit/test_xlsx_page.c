#include <CUnit/CUnit.h>
#include <math.h>

#include "write/xlsx_page.h"

/* A page of `count` columns, each of that least and natural width. */
static struct xlsx_page *page_of(guint count, double least, double natural)
{
    struct xlsx_want wants[100];
    for (guint i = 0; i < count; i++)
        wants[i] = (struct xlsx_want){least, natural, FALSE, FALSE};
    return xlsx_page_new(wants, count, 2);
}

static void a_narrow_table_is_portrait_and_fills_the_page(void)
{
    g_autoptr(xlsx_page_t) page = page_of(5, 40, 60);
    CU_ASSERT_FALSE(page->landscape);
    CU_ASSERT_EQUAL(page->scale, 1);
    CU_ASSERT_TRUE(page->text_width > 450 && page->text_width < 490);
}

static void a_wide_table_is_landscape(void)
{
    g_autoptr(xlsx_page_t) page = page_of(14, 45, 60);
    CU_ASSERT_TRUE(page->landscape);
    CU_ASSERT_EQUAL(page->scale, 1);
    CU_ASSERT_EQUAL(page->breaks->len, 0);
}

static void text_of_11_points_never_prints_below_8(void)
{
    for (guint count = 1; count < 100; count++) {
        g_autoptr(xlsx_page_t) page = page_of(count, 45, 60);
        CU_ASSERT_TRUE(page->scale * 11 >= 8);
    }
}

static void columns_beyond_that_go_to_pages_side_by_side(void)
{
    g_autoptr(xlsx_page_t) page = page_of(40, 45, 60);
    CU_ASSERT_TRUE(page->breaks->len >= 1);
    CU_ASSERT_EQUAL(page->text_columns, g_array_index(page->breaks, guint, 0));
    CU_ASSERT_TRUE(page->text_width * page->scale < 842 - 98);
}

static void measures_of_one_column_stay_on_one_page(void)
{
    struct xlsx_want wants[41];
    for (guint i = 0; i < 41; i++)
        wants[i] = (struct xlsx_want){45, 60, FALSE, i > 2 && i % 2 == 0};
    g_autoptr(xlsx_page_t) page = xlsx_page_new(wants, 41, 2);
    CU_ASSERT_TRUE(page->breaks->len > 0);
    for (guint i = 0; i < page->breaks->len; i++)
        CU_ASSERT_EQUAL(g_array_index(page->breaks, guint, i) % 2, 1);
}

static void a_fixed_column_keeps_its_width(void)
{
    struct xlsx_want wants[] = {{30, 30, TRUE, FALSE}, {50, 80, FALSE, FALSE}};
    g_autoptr(xlsx_page_t) page = xlsx_page_new(wants, 2, 1);
    CU_ASSERT_TRUE(fabs(xlsx_page_span(page, 0, 0) - 30) < 0.01);
}

static void rows_fall_on_pages_under_the_repeated_header(void)
{
    g_autoptr(xlsx_page_t) page = page_of(5, 40, 60);
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    double row = xlsx_page_height(page) / 10;
    for (guint i = 0; i < 11; i++)
        g_array_append_val(heights, row);
    struct xlsx_flow flow = xlsx_page_flow(page, heights, row * 2);
    CU_ASSERT_EQUAL(flow.pages, 2);
    CU_ASSERT_TRUE(flow.used >= row * 3 - 0.01 && flow.used <= row * 4 + 0.01);
}

static CU_TestInfo tests[] = {
    {"a narrow table is portrait and fills the page",
     a_narrow_table_is_portrait_and_fills_the_page},
    {"a wide table is landscape", a_wide_table_is_landscape},
    {"text of 11 points never prints below 8", text_of_11_points_never_prints_below_8},
    {"columns beyond that go to pages side by side", columns_beyond_that_go_to_pages_side_by_side},
    {"measures of one column stay on one page", measures_of_one_column_stay_on_one_page},
    {"a fixed column keeps its width", a_fixed_column_keeps_its_width},
    {"rows fall on pages under the repeated header", rows_fall_on_pages_under_the_repeated_header},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_page_suite = {"xlsx_page", NULL, NULL, NULL, NULL, tests};
