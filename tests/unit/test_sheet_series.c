#include "fixture.h"

/* A book with one table "a" of the period's facts. */
static struct book *book_of(struct fixture *f, const char *from, const char *columns)
{
    g_autofree char *table =
        g_strdup_printf("  - id: a\n    title: Bảng\n    from: %s\n    rows: [{by: co_so}]\n"
                        "    columns: %s\n    measures: [{show: count}]\n",
                        from, columns);
    fixture_open(f, table, NULL, "2024");
    fixture_take(f, from,
                 g_str_equal(from, "xep_loai") ? "nam=2024 ma_don_vi=34.1.1 xep_loai=tot"
                                               : "ngay=2024-01-01 ma_don_vi=34.1.1 "
                                                 "hinh_thuc=canh_cao");
    struct book *book = fixture_book(f, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(book);
    return book;
}

static const struct book_series *series_of(const struct book *book, const char *code)
{
    const struct book_table *table = fixture_sheet(book, "a")->table;
    for (guint c = 0; c < table->columns->len; c++)
        if (g_str_equal(book_column(table, c)->code, code))
            return &book_column(table, c)->series;
    CU_FAIL_FATAL("there is no such column");
    return NULL;
}

static void the_best_of_a_falling_order_is_the_highest_step(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, "xep_loai", "[{by: xep_loai}]");
    CU_ASSERT_TRUE(series_of(book, "tot")->ordered);
    CU_ASSERT_EQUAL(series_of(book, "tot")->count, 3);
    CU_ASSERT_EQUAL(series_of(book, "xuat_sac")->place, 2);
    CU_ASSERT_EQUAL(series_of(book, "tot")->place, 1);
    CU_ASSERT_EQUAL(series_of(book, "hoan_thanh")->place, 0);
}

static void what_stands_outside_an_order_and_the_total_are_no_steps(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, "xep_loai", "[{by: xep_loai}]");
    CU_ASSERT_EQUAL(series_of(book, "mien")->count, 0);
    CU_ASSERT_STRING_EQUAL(series_of(book, "mien")->field, "xep_loai");
    CU_ASSERT_PTR_NULL(series_of(book, BOOK_TOTAL_CODE)->field);
}

static void a_column_of_its_own_is_the_value_whose_code_it_bears(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book =
        book_of(&f, "xep_loai",
                "[{code: tot, label: T, where: [{field: xep_loai, is: [tot]}]},"
                " {code: kha, label: K, where: [{field: xep_loai, is: [tot]}]}]");
    CU_ASSERT_EQUAL(series_of(book, "tot")->place, 1);
    CU_ASSERT_STRING_EQUAL(series_of(book, "tot")->field, "xep_loai");
    CU_ASSERT_PTR_NULL(series_of(book, "kha")->field);
}

static void months_are_steps_and_later_ones_higher(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, "ky_luat", "[{by: month}]");
    CU_ASSERT_TRUE(series_of(book, "2024-01")->ordered);
    CU_ASSERT_EQUAL(series_of(book, "2024-01")->place, 0);
    CU_ASSERT_EQUAL(series_of(book, "2024-12")->place, 11);
    CU_ASSERT_EQUAL(series_of(book, "2024-12")->count, 12);
}

static void this_year_is_a_step_above_the_last(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "[{code: nay, label: N, span: year_to_date},"
                                     " {code: truoc, label: T, span: year_to_date_last_year}]");
    CU_ASSERT_TRUE(series_of(book, "nay")->ordered);
    CU_ASSERT_TRUE(series_of(book, "nay")->place > series_of(book, "truoc")->place);
    CU_ASSERT_STRING_EQUAL(series_of(book, "nay")->field, series_of(book, "truoc")->field);
}

static void values_without_an_order_stand_apart_and_add_up(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book = book_of(&f, "ky_luat", "[{by: hinh_thuc}]");
    CU_ASSERT_FALSE(series_of(book, "canh_cao")->ordered);
    CU_ASSERT_TRUE(series_of(book, "canh_cao")->adds);
    CU_ASSERT_EQUAL(series_of(book, "canh_cao")->place, 1);
}

static CU_TestInfo tests[] = {
    {"the best of a falling order is the highest step",
     the_best_of_a_falling_order_is_the_highest_step},
    {"what stands outside an order, and the total, are no steps",
     what_stands_outside_an_order_and_the_total_are_no_steps},
    {"a column of its own is the value whose code it bears",
     a_column_of_its_own_is_the_value_whose_code_it_bears},
    {"months are steps, and later ones higher", months_are_steps_and_later_ones_higher},
    {"this year is a step above the last", this_year_is_a_step_above_the_last},
    {"values without an order stand apart and add up",
     values_without_an_order_stand_apart_and_add_up},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo sheet_series_suite = {"sheet_series", NULL, NULL, NULL, NULL, tests};
