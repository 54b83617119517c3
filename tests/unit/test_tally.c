#include "fixture.h"

static const char table[] = "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: unit}]\n"
                            "    columns: [{by: cap_thi_hanh}]\n    measures: [{show: count}]\n";

static void facts_outside_the_period_or_the_scope_are_not_facts_of_the_plan(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, "34.1", "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-03-01 ma_don_vi=34.1.1\nngay=2023-03-01 ma_don_vi=34.1.1\n"
                 "ngay=2024-03-01 ma_don_vi=34.2.1\n");
    CU_ASSERT_EQUAL(tally_facts(fixture_source(&f, "ky_luat")->tally), 1);
}

static void a_value_that_only_one_reader_met_keeps_its_name_after_the_pouring(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    struct report_source *source = fixture_source(&f, "ky_luat");
    guint column = (guint)dataset_column(source->dataset, "cap_thi_hanh");
    struct fixture_reading *reading = g_ptr_array_index(f.readings, 0);
    struct groups *other = groups_new(reading->grouping);
    g_autoptr(vocabulary_t) words = vocabulary_new(source->dataset);
    struct fact fact =
        fixture_fact(&f, "ky_luat", words, "ngay=2024-03-01 ma_don_vi=34.2 cap_thi_hanh=xa");
    groups_take(other, &fact);
    fixture_take(&f, "ky_luat", "ngay=2024-03-01 ma_don_vi=34.1 cap_thi_hanh=huyen");
    groups_pour(other);
    groups_free(other);

    g_autoptr(GError) error = NULL;
    g_autoptr(book_t) book = fixture_book(&f, &error);
    CU_ASSERT_STRING_EQUAL(tally_value_code(source->tally, column, 0), "chi_bo");
    CU_ASSERT_STRING_EQUAL(tally_value_code(source->tally, column, 1), "huyen");
    CU_ASSERT_STRING_EQUAL(tally_value_label(source->tally, column, 2), "xa");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/xa/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/huyen/count", "0"));
}

static void a_reader_without_facts_changes_nothing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    struct report_source *source = fixture_source(&f, "ky_luat");
    struct fixture_reading *reading = g_ptr_array_index(f.readings, 0);
    struct groups *idle = groups_new(reading->grouping);
    fixture_take(&f, "ky_luat", "ngay=2024-03-01 ma_don_vi=34.1");
    groups_pour(idle);
    groups_free(idle);
    CU_ASSERT_EQUAL(tally_facts(source->tally), 1);
}

static void only_returns_keep_who_returned(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, "  - {id: a, title: A, kind: missing, from: xep_loai}\n", NULL, "2024");
    fixture_take(&f, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    const struct returned *returned = tally_returned(fixture_source(&f, "xep_loai")->tally);
    CU_ASSERT_TRUE(returned_state(returned, fixture_unit(&f, "34.1.1"), 0));

    g_auto(fixture_t) events = {0};
    fixture_open(&events, table, NULL, "2024");
    CU_ASSERT_PTR_NULL(tally_returned(fixture_source(&events, "ky_luat")->tally));
}

static void every_row_is_counted_or_outside_the_period_or_the_unit_and_once(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, "34.1", "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-03-01 ma_don_vi=34.1.1\nngay=2023-03-01 ma_don_vi=34.1.1\n"
                 "ngay=2024-03-01 ma_don_vi=34.2.1\nngay=2023-03-01 ma_don_vi=34.2.1\n"
                 "ngay=2024-04-01 ma_don_vi=34.1\n");
    const struct tally *tally = fixture_source(&f, "ky_luat")->tally;
    struct tally_rows rows = tally_rows(tally, 0, 0);
    CU_ASSERT_EQUAL(rows.counted, 2);
    CU_ASSERT_EQUAL(rows.outside_period, 1);
    CU_ASSERT_EQUAL(rows.outside_unit, 2);
    CU_ASSERT_EQUAL(tally_stray_rows(tally)[fixture_unit(&f, "34.2.1")], 1);
    CU_ASSERT_EQUAL(tally_stray_rows(tally)[fixture_unit(&f, "34.1.1")], 0);
}

static void a_row_of_the_year_before_is_counted_where_a_table_compares_with_it(void)
{
    static const char compared[] =
        "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: unit}]\n"
        "    columns: [{code: truoc, label: Trước, span: last_year}]\n"
        "    measures: [{show: count}]\n";
    g_auto(fixture_t) f = {0};
    fixture_open(&f, compared, NULL, "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-03-01 ma_don_vi=34.1.1\nngay=2023-03-01 ma_don_vi=34.1.1\n"
                 "ngay=2022-03-01 ma_don_vi=34.1.1\n");
    struct tally_rows rows = tally_rows(fixture_source(&f, "ky_luat")->tally, 0, 0);
    CU_ASSERT_EQUAL(rows.counted, 2);
    CU_ASSERT_EQUAL(rows.outside_period, 1);
    CU_ASSERT_EQUAL(rows.outside_unit, 0);
}

static CU_TestInfo tests[] = {
    {"every row is counted, or outside the period or the unit, and once",
     every_row_is_counted_or_outside_the_period_or_the_unit_and_once},
    {"a row of the year before is counted where a table compares with it",
     a_row_of_the_year_before_is_counted_where_a_table_compares_with_it},
    {"facts outside the period or the scope are not facts of the plan",
     facts_outside_the_period_or_the_scope_are_not_facts_of_the_plan},
    {"a value that only one reader met keeps its name after the pouring",
     a_value_that_only_one_reader_met_keeps_its_name_after_the_pouring},
    {"a reader without facts changes nothing", a_reader_without_facts_changes_nothing},
    {"only returns keep who returned", only_returns_keep_who_returned},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo tally_suite = {"tally", NULL, NULL, NULL, NULL, tests};
