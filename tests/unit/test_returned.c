#include "fixture.h"

static void take(const struct fixture *f, struct returned *returned, const char *dataset,
                 const char *text)
{
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(fixture_dataset(f, dataset));
    struct fact fact = fixture_fact(f, dataset, vocabulary, text);
    returned_take(returned, &fact);
}

static struct returned *open_returned(const struct fixture *f, const char *dataset)
{
    return returned_new(fixture_dataset(f, dataset), f->tree, f->report.period, DATE_NONE);
}

static void only_whole_years_inside_the_period_are_expected(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2022-07..2024-12");
    g_autoptr(returned_t) returned = open_returned(&f, "xep_loai");
    date first, last;
    CU_ASSERT_EQUAL_FATAL(returned_periods(returned), 2);
    returned_period(returned, 0, &first, &last);
    CU_ASSERT_EQUAL(first, fixture_day("2023-01-01"));
    CU_ASSERT_EQUAL(last, fixture_day("2023-12-31"));

    g_auto(fixture_t) cut = {0};
    fixture_open(&cut, NULL, NULL, "2022..2024-11");
    g_autoptr(returned_t) fewer = open_returned(&cut, "xep_loai");
    CU_ASSERT_EQUAL(returned_periods(fewer), 2);
}

static void a_monthly_dataset_is_expected_each_month(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024Q1");
    g_autoptr(returned_t) returned = open_returned(&f, "sinh_hoat");
    gint32 unit = fixture_unit(&f, "DK.1");
    date first, last;
    CU_ASSERT_EQUAL_FATAL(returned_periods(returned), 3);
    returned_period(returned, 1, &first, &last);
    CU_ASSERT_EQUAL(last, fixture_day("2024-02-29"));
    take(&f, returned, "sinh_hoat", "thang=2024-02 ma_don_vi=DK.1 co_mat=7");
    take(&f, returned, "sinh_hoat", "thang=2024-04 ma_don_vi=DK.1 co_mat=7");
    CU_ASSERT_FALSE(returned_state(returned, unit, 0));
    CU_ASSERT_TRUE(returned_state(returned, unit, 1));
    CU_ASSERT_FALSE(returned_state(returned, unit, 2));
}

static void a_month_holds_no_whole_year(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024-08");
    g_autoptr(returned_t) returned = open_returned(&f, "xep_loai");
    CU_ASSERT_EQUAL(returned_periods(returned), 0);
    take(&f, returned, "xep_loai", "nam=2024 ma_don_vi=DK xep_loai=tot");
}

static void a_blank_answer_is_no_return(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    g_autoptr(returned_t) returned = open_returned(&f, "xep_loai");
    take(&f, returned, "xep_loai", "nam=2024 ma_don_vi=DK");
    CU_ASSERT_FALSE(returned_state(returned, fixture_unit(&f, "DK"), 0));
    take(&f, returned, "xep_loai", "nam=2024 ma_don_vi=DK xep_loai=mien");
    CU_ASSERT_TRUE(returned_state(returned, fixture_unit(&f, "DK"), 0));
}

static void an_answer_that_belongs_to_the_key_may_be_blank(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    g_autoptr(returned_t) returned = open_returned(&f, "dang_vien");
    take(&f, returned, "dang_vien", "nam=2024 ma_don_vi=DK so_luong=3");
    CU_ASSERT_TRUE(returned_state(returned, fixture_unit(&f, "DK"), 0));
}

static void what_one_of_two_readers_saw_is_returned(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2023..2024");
    g_autoptr(returned_t) first = open_returned(&f, "xep_loai");
    g_autoptr(returned_t) second = open_returned(&f, "xep_loai");
    take(&f, first, "xep_loai", "nam=2023 ma_don_vi=DK xep_loai=tot");
    take(&f, second, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    returned_merge(first, second);
    CU_ASSERT_TRUE(returned_state(first, fixture_unit(&f, "DK"), 0));
    CU_ASSERT_FALSE(returned_state(first, fixture_unit(&f, "DK"), 1));
    CU_ASSERT_TRUE(returned_state(first, fixture_unit(&f, "34.1.1"), 1));
}

static void what_is_compared_with_has_numbers_below_zero(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    g_autoptr(returned_t) returned = returned_new(fixture_dataset(&f, "xep_loai"), f.tree,
                                                  f.report.period, fixture_day("2022-01-01"));
    gint32 unit = fixture_unit(&f, "DK");
    take(&f, returned, "xep_loai", "nam=2023 ma_don_vi=DK xep_loai=tot");
    take(&f, returned, "xep_loai", "nam=2021 ma_don_vi=DK xep_loai=tot");
    CU_ASSERT_EQUAL(returned_first(returned), -2);
    CU_ASSERT_EQUAL(returned_periods(returned), 1);
    CU_ASSERT_EQUAL(returned_state(returned, unit, -1), RETURN_WHOLE);
    CU_ASSERT_EQUAL(returned_state(returned, unit, -2), RETURN_NONE);
    CU_ASSERT_EQUAL(returned_state(returned, unit, -3), RETURN_NONE);
    struct returned_window window =
        returned_window(returned, fixture_day("2020-05-01"), fixture_day("2023-12-31"));
    CU_ASSERT_EQUAL(window.first, -2);
    CU_ASSERT_EQUAL(window.last, -1);
    CU_ASSERT_TRUE(returned_marks(returned, unit, fixture_day("2022-01-01"), 12));
    CU_ASSERT_FALSE(returned_marks(returned, unit, fixture_day("2022-01-01"), 0));
}

static void months_after_the_day_of_the_data_are_not_due(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, NULL, NULL, "2024");
    f.report.period.as_of = fixture_day("2024-08-15");
    g_autoptr(returned_t) returned = open_returned(&f, "sinh_hoat");
    CU_ASSERT_EQUAL(returned_periods(returned), 8);
}

static CU_TestInfo tests[] = {
    {"what is compared with has numbers below zero", what_is_compared_with_has_numbers_below_zero},
    {"months after the day of the data are not due", months_after_the_day_of_the_data_are_not_due},
    {"only whole years inside the period are expected",
     only_whole_years_inside_the_period_are_expected},
    {"a monthly dataset is expected each month", a_monthly_dataset_is_expected_each_month},
    {"a month holds no whole year", a_month_holds_no_whole_year},
    {"a blank answer is no return", a_blank_answer_is_no_return},
    {"an answer that belongs to the key may be blank",
     an_answer_that_belongs_to_the_key_may_be_blank},
    {"what one of two readers saw is returned", what_one_of_two_readers_saw_is_returned},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo returned_suite = {"returned", NULL, NULL, NULL, NULL, tests};
