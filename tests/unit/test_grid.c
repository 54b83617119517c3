#include "fixture.h"

/* A table on a dataset: its rows, columns and whatever else, in YAML. */
#define TABLE(from, more)                                                                          \
    "  - id: a\n    title: A\n    from: " from "\n    measures: [{show: count}]\n" more

static struct book *book_of(struct fixture *f, const char *dataset, const char *facts)
{
    g_autoptr(GError) error = NULL;
    fixture_take(f, dataset, facts);
    struct book *book = fixture_book(f, &error);
    if (book == NULL)
        g_printerr("%s\n", error->message);
    CU_ASSERT_PTR_NOT_NULL_FATAL(book);
    return book;
}

static gboolean shows_rows(const struct book *book, const char *expected)
{
    g_autofree char *rows = fixture_rows(book, "a");
    if (strcmp(rows, expected) != 0)
        g_printerr("expected: %s\n   shown: %s\n", expected, rows);
    return strcmp(rows, expected) == 0;
}

static const char by_unit[] = TABLE("ky_luat", "    rows: [{by: unit}]\n"
                                               "    columns: [{by: hinh_thuc}]\n");

static void units_of_the_row_level_or_deeper_have_rows_without_facts(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, by_unit, NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(shows_rows(book, "34.1 34.2 DK *"));
}

static void the_reported_unit_and_ended_units_have_rows_only_for_facts(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, by_unit, NULL, "2023");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2023-01-01 ma_don_vi=34 hinh_thuc=khai_tru\n"
                                     "ngay=2023-06-30 ma_don_vi=34.9.1 hinh_thuc=canh_cao\n");
    CU_ASSERT_TRUE(shows_rows(book, "34.1 34.2 34.9 DK 34 *"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.9/canh_cao/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34/khai_tru/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/*/count", "2"));
}

static void a_closed_list_shows_all_values_and_not_stated_only_when_it_occurs(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, by_unit, NULL, "2024");
    g_autoptr(book_t) book =
        book_of(&f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao");
    g_autofree char *columns = fixture_columns(book, "a");
    CU_ASSERT_STRING_EQUAL(columns, "khien_trach canh_cao khai_tru *");

    g_auto(fixture_t) blank = {0};
    fixture_open(&blank, by_unit, NULL, "2024");
    g_autoptr(book_t) other = book_of(&blank, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1");
    g_autofree char *more = fixture_columns(other, "a");
    CU_ASSERT_STRING_EQUAL(more, "khien_trach canh_cao khai_tru khong_ghi *");
}

static void an_open_list_shows_what_occurs_new_values_behind_in_vietnamese_order(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: cap_thi_hanh}]\n"
                                  "    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-01-01 ma_don_vi=34 cap_thi_hanh=Đảng-ủy\n"
                                     "ngay=2024-01-01 ma_don_vi=34 cap_thi_hanh=Ban-10\n"
                                     "ngay=2024-01-01 ma_don_vi=34 cap_thi_hanh=Dân-quân\n"
                                     "ngay=2024-01-01 ma_don_vi=34\n"
                                     "ngay=2024-01-01 ma_don_vi=34 cap_thi_hanh=Ban-9\n"
                                     "ngay=2023-01-01 ma_don_vi=34 cap_thi_hanh=Xa\n");
    CU_ASSERT_TRUE(shows_rows(book, "ban_9 ban_10 dan_quan dang_uy khong_ghi *"));
    CU_ASSERT_STRING_EQUAL(book_row(fixture_sheet(book, "a")->table, 3)->label, "Đảng-ủy");
    CU_ASSERT_STRING_EQUAL(book_row(fixture_sheet(book, "a")->table, 4)->label, "Không ghi");
}

static void all_months_of_the_period_stand_there_and_of_years_only_those_with_facts(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: month}]\n"
                                  "    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2023-11..2024-02");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", "ngay=2024-02-29 ma_don_vi=34");
    CU_ASSERT_TRUE(shows_rows(book, "2023 2023-11 2023-12 2024 2024-01 2024-02 *"));
    CU_ASSERT_TRUE(fixture_says(book, "a/2024-02/*/count", "1"));

    g_auto(fixture_t) years = {0};
    fixture_open(&years,
                 TABLE("xep_loai", "    rows: [{by: year, last: \"5\"}]\n"
                                   "    total: columns\n"
                                   "    columns: [{by: xep_loai}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) last = book_of(&years, "xep_loai",
                                     "nam=2019 ma_don_vi=DK xep_loai=tot\n"
                                     "nam=2020 ma_don_vi=DK xep_loai=tot\n"
                                     "nam=2022 ma_don_vi=DK xep_loai=tot\n"
                                     "nam=2024 ma_don_vi=DK xep_loai=tot\n");
    CU_ASSERT_TRUE(shows_rows(last, "2020 2022 2024"));
}

static void months_before_the_period_stay_out_of_the_rows_of_a_column_to_date(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: month}]\n    total: rows\n"
                                  "    columns: [{code: nay, label: N}, "
                                  "{code: luy_ke, label: L, span: year_to_date}]\n"),
                 NULL, "2024-08");
    g_autoptr(book_t) book =
        book_of(&f, "ky_luat", "ngay=2024-08-01 ma_don_vi=34\nngay=2024-03-01 ma_don_vi=34\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/2024-08/luy_ke/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/luy_ke/count", "2"));
    CU_ASSERT_EQUAL(fixture_cell(book, "a/*/luy_ke/count")->relation, RELATION_NONE);
}

static void communes_stand_under_the_districts_that_hold_them(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: co_so, group: huyen}]\n"
                                  "    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-08-01 ma_don_vi=34.1.1.1 hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-01 ma_don_vi=34.1 hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-01 ma_don_vi=DK hinh_thuc=khai_tru\n");
    const struct book_table *table = fixture_sheet(book, "a")->table;
    CU_ASSERT_TRUE(shows_rows(book, "34.1 34.1.1 34.1.2 34.2 34.2.1 DK *"));
    CU_ASSERT_EQUAL(book_row(table, 1)->parent, 0);
    CU_ASSERT_EQUAL(book_row(table, 1)->depth, 1);
    CU_ASSERT_EQUAL(book_row(table, 0)->parent, 6);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/khai_tru/count", "2")); /* with the district's own */
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1.1/khai_tru/count", "1"));
    CU_ASSERT_EQUAL(book_row(table, 5)->depth, 0);
}

static void values_left_out_of_the_columns_stay_in_the_total(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n"
                                  "    columns: [{by: hinh_thuc, except: [khai_tru]}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-08-01 ma_don_vi=DK hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-01 ma_don_vi=DK hinh_thuc=canh_cao\n");
    g_autofree char *columns = fixture_columns(book, "a");
    CU_ASSERT_STRING_EQUAL(columns, "khien_trach canh_cao *");
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/*/count", "2"));
}

static const char rates[] =
    "  - id: a\n    title: A\n    from: ky_luat\n    total: rows\n"
    "    where: [{field: hinh_thuc, is: [khai_tru]}]\n    sort: vu/rate_1000\n"
    "    rows: [{by: unit}]\n    columns:\n"
    "      - {code: co_mat, label: C, from: dang_vien, sum: so_luong, span: year_end}\n"
    "      - {code: vu, label: V}\n"
    "    measures:\n      - {show: count}\n"
    "      - {show: rate_1000, over: co_mat, only: [vu]}\n";

static const char members[] = "nam=2023 ma_don_vi=34.1.1 so_luong=100\n"
                              "nam=2023 ma_don_vi=34.2.1 so_luong=50\n"
                              "nam=2023 ma_don_vi=34.1.2 so_luong=0\n"
                              "nam=2023 ma_don_vi=DK so_luong=0\n"
                              "nam=2023 ma_don_vi=34 so_luong=3\n"
                              "nam=2024 ma_don_vi=34.1.1 so_luong=999\n";

static void a_column_of_another_dataset_has_its_own_conditions_and_makes_rows(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, rates, NULL, "2024-08");
    fixture_take(&f, "dang_vien", members);
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-08-01 ma_don_vi=34.1.1 hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-02 ma_don_vi=34.2.1 hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-02 ma_don_vi=34.2.1 hinh_thuc=canh_cao\n");
    g_autofree char *columns = fixture_columns(book, "a");
    CU_ASSERT_STRING_EQUAL(columns, "co_mat vu");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/co_mat/count", "100"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/vu/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34/co_mat/count", "3"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/co_mat/count", "153"));
}

static void rows_stand_by_the_rate_those_without_one_behind_and_the_total_last(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, rates, NULL, "2024-08");
    fixture_take(&f, "dang_vien", members);
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-08-01 ma_don_vi=34.1.1 hinh_thuc=khai_tru\n"
                                     "ngay=2024-08-02 ma_don_vi=34.2.1 hinh_thuc=khai_tru\n");
    g_autofree char *rows = fixture_rows(book, "a");
    CU_ASSERT_STRING_EQUAL(rows, "34.2 34.1 34 DK *");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/vu/rate_1000", "20,00"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/vu/rate_1000", "10,00"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34/vu/rate_1000", "0,00"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/vu/rate_1000", "–"));
}

static void a_base_that_is_not_wholly_returned_gives_no_rate(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, rates, NULL, "2024-08");
    fixture_take(&f, "dang_vien", "nam=2023 ma_don_vi=34.1.1 so_luong=100\n");
    g_autoptr(book_t) book =
        book_of(&f, "ky_luat", "ngay=2024-08-01 ma_don_vi=34.1.1 hinh_thuc=khai_tru\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/co_mat/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/vu/rate_1000", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/vu/count", "0"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/vu/rate_1000", "…"));
}

static CU_TestInfo tests[] = {
    {"units of the row level or deeper have rows without facts",
     units_of_the_row_level_or_deeper_have_rows_without_facts},
    {"the reported unit and ended units have rows only for facts",
     the_reported_unit_and_ended_units_have_rows_only_for_facts},
    {"a closed list shows all values, and not stated only when it occurs",
     a_closed_list_shows_all_values_and_not_stated_only_when_it_occurs},
    {"an open list shows what occurs, new values behind in Vietnamese order",
     an_open_list_shows_what_occurs_new_values_behind_in_vietnamese_order},
    {"all months of the period stand there, and of the last years only those with facts",
     all_months_of_the_period_stand_there_and_of_years_only_those_with_facts},
    {"months before the period stay out of the rows of a column to date",
     months_before_the_period_stay_out_of_the_rows_of_a_column_to_date},
    {"communes stand under the districts that hold them",
     communes_stand_under_the_districts_that_hold_them},
    {"values left out of the columns stay in the total",
     values_left_out_of_the_columns_stay_in_the_total},
    {"a column of another dataset has its own conditions and makes rows",
     a_column_of_another_dataset_has_its_own_conditions_and_makes_rows},
    {"rows stand by the rate, those without one behind and the total last",
     rows_stand_by_the_rate_those_without_one_behind_and_the_total_last},
    {"a base that is not wholly returned gives no rate",
     a_base_that_is_not_wholly_returned_gives_no_rate},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo grid_suite = {"grid", NULL, NULL, NULL, NULL, tests};
