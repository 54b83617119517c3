#include "fixture.h"

#define TABLE(from, more)                                                                          \
    "  - id: a\n    title: A\n    from: " from "\n    measures: [{show: count}]\n" more

static gboolean spans(enum span span, const char *period, const char *first, const char *last)
{
    struct plane plane = span_plane(span, fixture_period(period));
    return plane.first == fixture_day(first) && plane.last == fixture_day(last);
}

static void the_year_to_date_begins_on_the_first_of_january(void)
{
    CU_ASSERT_TRUE(spans(SPAN_YEAR_TO_DATE, "2024-08", "2024-01-01", "2024-08-31"));
    CU_ASSERT_TRUE(spans(SPAN_YEAR_TO_DATE, "2022-11..2024-02", "2024-01-01", "2024-02-29"));
    CU_ASSERT_TRUE(spans(SPAN_PERIOD, "2024-08", "2024-08-01", "2024-08-31"));
}

static void last_year_shifts_both_ends_by_twelve_months(void)
{
    CU_ASSERT_TRUE(spans(SPAN_LAST_YEAR, "2024Q3", "2023-07-01", "2023-09-30"));
    CU_ASSERT_TRUE(spans(SPAN_YEAR_TO_DATE_LAST_YEAR, "2024-08", "2023-01-01", "2023-08-31"));
    CU_ASSERT_EQUAL(span_plane(SPAN_LAST_YEAR, fixture_period("2024")).shift, 12);
}

static void february_is_compared_with_the_whole_february(void)
{
    CU_ASSERT_TRUE(spans(SPAN_LAST_YEAR, "2024-02", "2023-02-01", "2023-02-28"));
    CU_ASSERT_TRUE(spans(SPAN_LAST_YEAR, "2025-02", "2024-02-01", "2024-02-29"));
    CU_ASSERT_TRUE(spans(SPAN_YEAR_TO_DATE_LAST_YEAR, "2025-02", "2024-01-01", "2024-02-29"));
}

static const char by_month[] =
    TABLE("ky_luat", "    rows: [{by: month}]\n    columns:\n      - {by: hinh_thuc}\n"
                     "      - {code: truoc, label: T, span: last_year}\n");

static void the_29th_of_february_stands_in_february_of_the_next_year(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, by_month, NULL, "2025");
    const struct query *query = fixture_query(&f, "a");
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact fact = fixture_fact(&f, "ky_luat", vocabulary, "ngay=2024-02-29 ma_don_vi=34.1");
    struct place places[PLACES_MOST];
    CU_ASSERT_FALSE(query_in_plane(query, SPAN_PERIOD, &fact));
    CU_ASSERT_TRUE(query_in_plane(query, SPAN_LAST_YEAR, &fact));
    CU_ASSERT_EQUAL_FATAL(places_of(query, &query->rows, SPAN_LAST_YEAR, &fact, places), 2);
    CU_ASSERT_EQUAL(places[1].number, 1);
    CU_ASSERT_EQUAL(places_of(query, &query->rows, SPAN_PERIOD, &fact, places), 1);
}

static void the_rows_of_the_last_five_years_reach_back_before_the_period(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("xep_loai", "    rows: [{by: year, last: \"5\"}]\n"
                                   "    columns: [{by: xep_loai}]\n"),
                 NULL, "2024");
    const struct query *query = fixture_query(&f, "a");
    CU_ASSERT_EQUAL(query->rows.part[0].first, 2020);
    CU_ASSERT_EQUAL(query->rows.part[0].count, 5);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact first = fixture_fact(&f, "xep_loai", vocabulary, "nam=2020 ma_don_vi=34.1.1");
    struct fact before = fixture_fact(&f, "xep_loai", vocabulary, "nam=2019 ma_don_vi=34.1.1");
    CU_ASSERT_TRUE(query_in_plane(query, SPAN_PERIOD, &first));
    CU_ASSERT_FALSE(query_in_plane(query, SPAN_PERIOD, &before));
}

static void a_year_counts_only_when_all_of_it_lies_in_the_period(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLE("xep_loai", "    rows: [{by: unit}]\n    columns: [{by: xep_loai}]\n"),
                 NULL, "2023-07..2024-12");
    const struct query *query = fixture_query(&f, "a");
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact half = fixture_fact(&f, "xep_loai", vocabulary, "nam=2023 ma_don_vi=34.1.1");
    struct fact full = fixture_fact(&f, "xep_loai", vocabulary, "nam=2024 ma_don_vi=34.1.1");
    CU_ASSERT_FALSE(query_in_plane(query, SPAN_PERIOD, &half));
    CU_ASSERT_TRUE(query_in_plane(query, SPAN_PERIOD, &full));
}

static void a_stock_is_taken_on_the_last_day_of_the_period(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, TABLE("trinh_do", "    rows: [{by: unit}]\n    columns: [{by: ly_luan}]\n"),
                 NULL, "2024-08");
    const struct query *query = fixture_query(&f, "a");
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact year = fixture_fact(&f, "trinh_do", vocabulary, "ky=2024 ma_don_vi=34");
    struct fact july = fixture_fact(&f, "trinh_do", vocabulary, "ky=2024-07 ma_don_vi=34");
    struct fact timeless = fixture_fact(&f, "trinh_do", vocabulary, "ma_don_vi=34");
    CU_ASSERT_TRUE(query_in_plane(query, SPAN_PERIOD, &year));
    CU_ASSERT_FALSE(query_in_plane(query, SPAN_PERIOD, &july));
    CU_ASSERT_TRUE(query_in_plane(query, SPAN_PERIOD, &timeless));
    CU_ASSERT_FALSE(query_in_plane(query, SPAN_LAST_YEAR, &timeless));
}

static void a_fact_stands_once_for_each_of_its_mentions_that_is_not_left_out(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    count: mentions\n"
                                  "    rows: [{by: noi_dung, except: [khac]}]\n"
                                  "    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2024");
    const struct query *query = fixture_query(&f, "a");
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact fact = fixture_fact(&f, "ky_luat", vocabulary,
                                    "ngay=2024-02-29 ma_don_vi=34 noi_dung=khac;moi;dat_dai");
    struct place rows[PLACES_MOST], columns[PLACES_MOST];
    gint64 amount;
    CU_ASSERT_EQUAL_FATAL(places_of(query, &query->rows, SPAN_PERIOD, &fact, rows), 3);
    CU_ASSERT_EQUAL_FATAL(places_of(query, &query->columns, SPAN_PERIOD, &fact, columns), 2);
    CU_ASSERT_EQUAL(rows[1].number, 3); /* "moi": behind "not stated" and two of the dictionary */
    CU_ASSERT_EQUAL(rows[2].number, 1);
    CU_ASSERT_TRUE(place_amount(query, &fact, &rows[0], &columns[0], &amount));
    CU_ASSERT_EQUAL(amount, 3);
    CU_ASSERT_TRUE(place_amount(query, &fact, &rows[1], &columns[1], &amount));
    CU_ASSERT_EQUAL(amount, 1);
}

/* "la" and "moi" are values that only the data know. */
static void unknown_values_stand_with_the_dictionarys_own_other_value_when_they_are_merged(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    count: mentions\n    rows: [{by: noi_dung}]\n"
                                  "    columns: [{by: cap_thi_hanh}]\n"),
                 NULL, "2024");
    struct query *query = (struct query *)fixture_query(&f, "a");
    query_merge_unknown(query);
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    struct fact fact = fixture_fact(&f, "ky_luat", vocabulary,
                                    "ngay=2024-02-29 ma_don_vi=34 noi_dung=khac;moi;la;dat_dai "
                                    "cap_thi_hanh=la");
    struct place rows[PLACES_MOST], columns[PLACES_MOST];
    gint64 amount;
    CU_ASSERT_EQUAL_FATAL(places_of(query, &query->rows, SPAN_PERIOD, &fact, rows), 3);
    CU_ASSERT_EQUAL_FATAL(places_of(query, &query->columns, SPAN_PERIOD, &fact, columns), 2);
    CU_ASSERT_EQUAL(rows[1].number, 2); /* the second of the dictionary's values is "khac" */
    CU_ASSERT_EQUAL(rows[2].number, 1);
    CU_ASSERT_TRUE(place_amount(query, &fact, &rows[1], &columns[0], &amount));
    CU_ASSERT_EQUAL(amount, 3); /* three mentions there and one elsewhere make the total of four */
    CU_ASSERT_EQUAL(columns[1].number, 2); /* behind its one value: it has no "khac" */
    CU_ASSERT_EQUAL(query->columns.part[0].other, 2);
}

static void a_value_left_out_is_no_place_for_unknown_ones(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: noi_dung, except: [khac]}]\n"
                                  "    columns: [{by: hinh_thuc}]\n"),
                 NULL, "2024");
    struct query *query = (struct query *)fixture_query(&f, "a");
    query_merge_unknown(query);
    CU_ASSERT_EQUAL(query->rows.part[0].other, 3);
    CU_ASSERT_EQUAL(query->columns.part[0].other, 0); /* a closed list */
}

static void a_row_without_the_number_weighs_one_where_files_may_list_members(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("dang_vien", "    sum: so_luong\n    rows: [{by: unit}]\n"
                                    "    columns: [{by: xep_loai}]\n"),
                 NULL, "2024");
    const struct query *query = fixture_query(&f, "a");
    g_autoptr(vocabulary_t) vocabulary = vocabulary_new(query->dataset);
    const struct place total = {CUBE_TOTAL, 0, 0};
    struct fact member = fixture_fact(&f, "dang_vien", vocabulary, "nam=2024 ma_dang_vien=a");
    struct fact many = fixture_fact(&f, "dang_vien", vocabulary, "nam=2024 so_luong=41");
    gint64 amount;
    CU_ASSERT_TRUE(place_amount(query, &member, &total, &total, &amount));
    CU_ASSERT_EQUAL(amount, 1);
    CU_ASSERT_TRUE(place_amount(query, &many, &total, &total, &amount));
    CU_ASSERT_EQUAL(amount, 41);
}

static CU_TestInfo tests[] = {
    {"unknown values stand with the dictionary's own other value when they are merged",
     unknown_values_stand_with_the_dictionarys_own_other_value_when_they_are_merged},
    {"a value left out is no place for unknown ones",
     a_value_left_out_is_no_place_for_unknown_ones},
    {"the year to date begins on the first of January",
     the_year_to_date_begins_on_the_first_of_january},
    {"last year shifts both ends by twelve months", last_year_shifts_both_ends_by_twelve_months},
    {"February is compared with the whole February", february_is_compared_with_the_whole_february},
    {"the 29th of February stands in February of the next year",
     the_29th_of_february_stands_in_february_of_the_next_year},
    {"the rows of the last five years reach back before the period",
     the_rows_of_the_last_five_years_reach_back_before_the_period},
    {"a year counts only when all of it lies in the period",
     a_year_counts_only_when_all_of_it_lies_in_the_period},
    {"a stock is taken on the last day of the period",
     a_stock_is_taken_on_the_last_day_of_the_period},
    {"a fact stands once for each of its mentions that is not left out",
     a_fact_stands_once_for_each_of_its_mentions_that_is_not_left_out},
    {"a row without the number weighs one where files may list members",
     a_row_without_the_number_weighs_one_where_files_may_list_members},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo query_suite = {"query", NULL, NULL, NULL, NULL, tests};
