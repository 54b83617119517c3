#include "build/coverage.h"

#include "fixture.h"

#define TABLE(from, more)                                                                          \
    "  - id: a\n    title: A\n    from: " from "\n" more "    measures: [{show: count}]\n"

static const char cells[] = "nam=2023 ma_don_vi=34.1.1.1 xep_loai=tot\n"
                            "nam=2023 ma_don_vi=34.1.1.2 xep_loai=tot\n"
                            "nam=2024 ma_don_vi=34.1.1.1 xep_loai=tot\n"
                            "nam=2023 ma_don_vi=DK.1 xep_loai=tot\n";

static void a_year_that_a_unit_has_not_returned_is_missing_in_its_column(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("xep_loai",
                       "    where: [{field: cap, is: [chi_bo]}]\n    rows: [{by: unit}]\n"
                       "    columns: [{by: year, last: \"2\"}]\n"),
                 NULL, "2024");
    fixture_take(&f, "xep_loai", cells);
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/2023/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/2024/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/2024/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/2023/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/2024/count", "1"));
}

static void a_row_names_how_many_of_its_returns_came(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("xep_loai",
                       "    where: [{field: cap, is: [chi_bo]}]\n    rows: [{by: unit}]\n"
                       "    columns: [{by: xep_loai}]\n"),
                 NULL, "2024");
    fixture_take(&f, "xep_loai", cells);
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    const struct book_table *table = fixture_sheet(book, "a")->table;
    CU_ASSERT_STRING_EQUAL(book_row(table, 0)->label, "Đơn vị 34.1 (1/3)");
    CU_ASSERT_STRING_EQUAL(book_row(table, 1)->label, "Đơn vị 34.2");
    CU_ASSERT_STRING_EQUAL(book_row(table, table->rows->len - 1)->label, "Cộng (1/5)");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/mien/count", "0"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/tot/count", "…"));
}

static void months_of_a_year_that_came_are_named(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("sinh_hoat", "    rows: [{by: year}]\n    columns: [{code: n, label: N}]\n"),
                 "DK", "2023..2024");
    for (guint month = 1; month <= 12; month++) {
        g_autofree char *fact = g_strdup_printf("thang=2023-%02u ma_don_vi=DK.1 co_mat=5", month);
        fixture_take(&f, "sinh_hoat", fact);
    }
    fixture_take(&f, "sinh_hoat",
                 "thang=2024-01 ma_don_vi=DK.1 co_mat=5\n"
                 "thang=2024-03 ma_don_vi=DK.1 co_mat=5\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    const struct book_table *table = fixture_sheet(book, "a")->table;
    CU_ASSERT_STRING_EQUAL(book_row(table, 0)->label, "Năm 2023");
    CU_ASSERT_STRING_EQUAL(book_row(table, 1)->label, "Năm 2024 (2 tháng; 2/12)");
}

static void events_of_a_year_cut_by_the_period_are_of_so_many_months(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLE("ky_luat", "    rows: [{by: year}]\n    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2023-05..2024-08-20");
    fixture_take(&f, "ky_luat", "ngay=2023-06-01 ma_don_vi=DK hinh_thuc=canh_cao\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    const struct book_table *table = fixture_sheet(book, "a")->table;
    CU_ASSERT_STRING_EQUAL(book_row(table, 0)->label, "Năm 2023 (8 tháng)");
    CU_ASSERT_STRING_EQUAL(book_row(table, 1)->label, "Năm 2024 (đến 20/08/2024)");
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/canh_cao/count", "0"));
}

static void a_stage_that_no_row_has_in_a_year_is_missing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("kieu_mau", "    rows: [{by: year}]\n    columns: [{by: giai_doan}, "
                                   "{code: cn, label: C, where: [{field: giai_doan, is: "
                                   "[cong_nhan]}]}]\n"),
                 "34.1", "2023..2024");
    fixture_take(&f, "kieu_mau",
                 "nam=2023 ma_don_vi=34.1.1.1 giai_doan=dang_ky\n"
                 "nam=2024 ma_don_vi=34.1.1.1 giai_doan=dang_ky\n"
                 "nam=2023 ma_don_vi=DK.1 giai_doan=cong_nhan\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "a/2023/cong_nhan/count", "0")); /* decided elsewhere */
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/cong_nhan/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/cn/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/dang_ky/count", "1"));
}

static void a_stock_without_rows_of_a_unit_that_owes_it_is_missing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("chu_chot", "    rows: [{by: unit}]\n    columns: [{code: n, label: N}]\n"),
                 "34.1", "2024");
    fixture_take(&f, "chu_chot", "ma_don_vi=34.1.1\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1.1/n/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1.2/n/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/n/count", "1"));
}

static void a_share_of_units_names_the_bounds_that_are_open(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: xep_loai\n"
                 "    where: [{field: cap, is: [chi_bo]}]\n    rows: [{by: unit}]\n"
                 "    columns: [{by: xep_loai}]\n    measures: [{show: count}, {show: share_row}]\n"
                 "text:\n  - {at: cover, body: \"Tốt {a/total/tot/share_row}.\"}\n"
                 "  - {at: cover, body: \"Cả {a/DK/tot/count}.\"}\n",
                 NULL, "2024");
    fixture_take(&f, "xep_loai",
                 "nam=2024 ma_don_vi=34.1.1.1 xep_loai=tot\n"
                 "nam=2024 ma_don_vi=34.1.1.2 xep_loai=hoan_thanh\n"
                 "nam=2024 ma_don_vi=DK.1 xep_loai=tot\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    /* 2 of 3; of all five at least 2 and at most 4 are good. */
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(book->paragraphs, 0),
                           "Tốt 66,7%. Mới có 3 trên 5 đơn vị báo cáo; tùy số chưa báo cáo, 66,7% "
                           "có thể từ 40,0 đến 80,0%.");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(book->paragraphs, 1), "Cả 1.");
}

static CU_TestInfo tests[] = {
    {"a share of units names the bounds that are open",
     a_share_of_units_names_the_bounds_that_are_open},
    {"a year that a unit has not returned is missing in its column",
     a_year_that_a_unit_has_not_returned_is_missing_in_its_column},
    {"a row names how many of its returns came", a_row_names_how_many_of_its_returns_came},
    {"months of a year that came are named", months_of_a_year_that_came_are_named},
    {"events of a year cut by the period are of so many months",
     events_of_a_year_cut_by_the_period_are_of_so_many_months},
    {"a stage that no row has in a year is missing", a_stage_that_no_row_has_in_a_year_is_missing},
    {"a stock without rows of a unit that owes it is missing",
     a_stock_without_rows_of_a_unit_that_owes_it_is_missing},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo coverage_suite = {"coverage", NULL, NULL, NULL, NULL, tests};
