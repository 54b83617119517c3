#include <CUnit/CUnit.h>
#include <math.h>

#include "write/xlsx_page.h"

/* 20 mm at the left, top and bottom, 15 mm at the right. */
static const struct xlsx_paper paper = {56.7, 56.7, 56.7, 42.5};

static struct xlsx_page *page_new(const struct xlsx_want *wants, guint count, guint repeated,
                                  double height)
{
    struct xlsx_wish wish = {&paper, wants, count, repeated};
    return xlsx_page_new(&wish, height);
}

/* A page of `count` columns, each of that least and natural width. */
static struct xlsx_page *page_of(guint count, double least, double natural)
{
    struct xlsx_want wants[100];
    for (guint i = 0; i < count; i++)
        wants[i] = (struct xlsx_want){least, natural, FALSE, FALSE, FALSE};
    return page_new(wants, count, 2, 0);
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
        wants[i] = (struct xlsx_want){45, 60, FALSE, i > 2 && i % 2 == 0, FALSE};
    g_autoptr(xlsx_page_t) page = page_new(wants, 41, 2, 0);
    CU_ASSERT_TRUE(page->breaks->len > 0);
    for (guint i = 0; i < page->breaks->len; i++)
        CU_ASSERT_EQUAL(g_array_index(page->breaks, guint, i) % 2, 1);
}

static void a_fixed_column_keeps_its_width(void)
{
    struct xlsx_want wants[] = {{30, 30, TRUE, FALSE, FALSE}, {50, 80, FALSE, FALSE, FALSE}};
    g_autoptr(xlsx_page_t) page = page_new(wants, 2, 1, 0);
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

/* 36 months of the width that figures have, and a total; two columns of names. */
static struct xlsx_page *page_of_months(guint first_month)
{
    struct xlsx_want wants[39] = {{95, 95, TRUE, FALSE, FALSE}, {145, 250, FALSE, FALSE, FALSE}};
    for (guint i = 2; i < 39; i++)
        wants[i] =
            (struct xlsx_want){45, 50, FALSE, i == 38, i < 38 && (i + first_month - 3) % 12 == 0};
    return page_new(wants, 39, 2, 0);
}

static void pages_of_months_begin_with_a_year_where_that_takes_no_more_pages(void)
{
    g_autoptr(xlsx_page_t) page = page_of_months(1);
    CU_ASSERT_EQUAL_FATAL(page->breaks->len, 2);
    CU_ASSERT_EQUAL(g_array_index(page->breaks, guint, 0), 14);
    CU_ASSERT_EQUAL(g_array_index(page->breaks, guint, 1), 26);
    g_autoptr(xlsx_page_t) from_september = page_of_months(9);
    CU_ASSERT_EQUAL(from_september->breaks->len, 2);
}

static void pages_side_by_side_are_shrunk_no_more_than_they_need(void)
{
    g_autoptr(xlsx_page_t) page = page_of_months(1);
    double widest = xlsx_page_span(page, 0, 1) + xlsx_page_span(page, 26, 38);
    CU_ASSERT_TRUE(page->scale > 0.8 && page->scale * widest > 0.85 * (842 - 98));
    CU_ASSERT_TRUE(page->scale * widest < 842 - 98);
}

static void no_page_is_left_with_a_column_or_two(void)
{
    for (guint count = 20; count < 100; count++) {
        g_autoptr(xlsx_page_t) page = page_of(count, 45, 60);
        guint first = 2, least = G_MAXUINT, most = 0;
        for (guint i = 0; i <= page->breaks->len; i++) {
            guint end = i < page->breaks->len ? g_array_index(page->breaks, guint, i) : count;
            least = MIN(least, end - first);
            most = MAX(most, end - first);
            first = end;
        }
        CU_ASSERT_TRUE(most - least <= page->breaks->len);
    }
}

static void a_page_lies_across_only_where_its_columns_need_it(void)
{
    g_autoptr(xlsx_page_t) upright = page_of(9, 60, 160);
    CU_ASSERT_FALSE(upright->landscape);
    CU_ASSERT_TRUE(upright->scale * 11 >= 9);
    g_autoptr(xlsx_page_t) across = page_of(10, 60, 160);
    CU_ASSERT_TRUE(across->landscape);
}

/* Two columns of names and 37 narrow ones. */
static struct xlsx_page *narrow_months(double height)
{
    struct xlsx_want wants[39] = {{95, 95, TRUE, FALSE, FALSE}, {145, 250, FALSE, FALSE, FALSE}};
    for (guint i = 2; i < 39; i++)
        wants[i] = (struct xlsx_want){26, 26, FALSE, i == 38, FALSE};
    return page_new(wants, 39, 2, height);
}

static void a_wide_table_takes_the_fewest_sheets_of_paper(void)
{
    g_autoptr(xlsx_page_t) low = narrow_months(250);
    CU_ASSERT_TRUE(low->landscape);
    CU_ASSERT_EQUAL(xlsx_page_sheets(low, 250), 2);
    g_autoptr(xlsx_page_t) high = narrow_months(780);
    CU_ASSERT_FALSE(high->landscape);
    CU_ASSERT_EQUAL(high->breaks->len, 2);
    CU_ASSERT_EQUAL(xlsx_page_sheets(high, 780), 3); /* no total on pages of its own */
    CU_ASSERT_TRUE(high->scale * 11 >= 8);
}

static void a_held_row_goes_to_the_next_page_with_the_row_after_it(void)
{
    g_autoptr(xlsx_page_t) page = page_of(5, 40, 60);
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) held = g_array_new(FALSE, TRUE, sizeof(gboolean));
    double row = xlsx_page_height(page) / 10.5;
    g_array_set_size(held, 25);
    g_array_index(held, gboolean, 9) = TRUE;                                      /* a heading */
    g_array_index(held, gboolean, 22) = g_array_index(held, gboolean, 23) = TRUE; /* and a total */
    for (guint i = 0; i < 25; i++)
        g_array_append_val(heights, row);
    g_autoptr(GArray) starts = xlsx_page_starts(page, heights, held, (struct xlsx_filling){row, 1});
    CU_ASSERT_EQUAL_FATAL(starts->len, 2);
    CU_ASSERT_EQUAL(g_array_index(starts, guint, 0), 9);
    CU_ASSERT_EQUAL(g_array_index(starts, guint, 1), 18);
    g_array_set_size(heights, 19);
    g_array_index(held, gboolean, 16) = g_array_index(held, gboolean, 17) = TRUE;
    g_autoptr(GArray) total = xlsx_page_starts(page, heights, held, (struct xlsx_filling){row, 1});
    CU_ASSERT_EQUAL_FATAL(total->len, 2);
    CU_ASSERT_EQUAL(g_array_index(total, guint, 1), 16);
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
    {"pages of months begin with a year where that takes no more pages",
     pages_of_months_begin_with_a_year_where_that_takes_no_more_pages},
    {"pages side by side are shrunk no more than they need",
     pages_side_by_side_are_shrunk_no_more_than_they_need},
    {"no page is left with a column or two", no_page_is_left_with_a_column_or_two},
    {"a page lies across only where its columns need it",
     a_page_lies_across_only_where_its_columns_need_it},
    {"a wide table takes the fewest sheets of paper",
     a_wide_table_takes_the_fewest_sheets_of_paper},
    {"a held row goes to the next page with the row after it",
     a_held_row_goes_to_the_next_page_with_the_row_after_it},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_page_suite = {"xlsx_page", NULL, NULL, NULL, NULL, tests};
