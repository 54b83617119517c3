#include "fixture.h"

/* A table of cells by unit and class with whatever measures, in YAML. */
#define CLASSES(rows, measures)                                                                    \
    "  - id: a\n    title: A\n    from: xep_loai\n    rows: [" rows "]\n"                          \
    "    columns: [{by: xep_loai}]\n    measures: [" measures "]\n"

#define DISCIPLINE(more) "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: unit}]\n" more

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

static enum relation relation_of(const struct book *book, const char *path)
{
    return fixture_cell(book, path)->relation;
}

static const char three_actions[] = "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                                    "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=khai_tru\n"
                                    "ngay=2024-01-01 ma_don_vi=34.2 hinh_thuc=canh_cao\n";

static void every_share_has_the_base_that_its_name_says(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(
        &f,
        DISCIPLINE(
            "    columns: [{by: hinh_thuc}]\n"
            "    measures: [{show: count}, {show: share_row}, {show: share_col},\n"
            "      {show: share_table}, {show: share_base, over: canh_cao, may_pass_100: yes}]\n"),
        NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/share_row", "50,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/share_col", "50,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/share_table", "33,3%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/khai_tru/share_base", "50,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/share_base", "200,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/canh_cao/share_row", "–"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/canh_cao/share_col", "0,0%"));
}

static void the_share_of_a_parent_is_that_of_the_group_or_the_total(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: ky_luat\n"
                 "    rows: [{by: co_so, group: huyen}]\n    columns: [{by: hinh_thuc}]\n"
                 "    measures: [{show: count}, {show: share_parent}]\n",
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-01-01 ma_don_vi=34.1.1 hinh_thuc=canh_cao\n"
                                     "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                                     "ngay=2024-01-01 ma_don_vi=34.2.1 hinh_thuc=canh_cao\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1.1/canh_cao/share_parent", "50,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/share_parent", "66,7%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/canh_cao/share_parent", "100,0%"));
}

static void shares_are_formulas_where_part_and_whole_are_shown(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    total: rows\n    columns: [{by: hinh_thuc}]\n"
                            "    measures: [{show: count}, {show: share_row}, "
                            "{show: share_col}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    const struct book_cell *share = fixture_cell(book, "a/34.1/canh_cao/share_col");
    CU_ASSERT_EQUAL(share->relation, RELATION_RATIO);
    CU_ASSERT_EQUAL(share->whole.row, 3);
    CU_ASSERT_EQUAL(share->whole.column, share->part.column);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/canh_cao/share_row"), RELATION_NONE);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/share_row", "50,0%"));
}

static void points_are_the_exact_difference_rounded_once(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(
        &f,
        CLASSES("{by: unit}", "{show: count}, {show: diff_pp, of: share_row, against: last_year}"),
        NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "xep_loai",
                                     "nam=2024 ma_don_vi=34.1.1 xep_loai=tot\n"
                                     "nam=2024 ma_don_vi=34.1.2 xep_loai=tot\n"
                                     "nam=2024 ma_don_vi=34.1.1.1 xep_loai=hoan_thanh\n"
                                     "nam=2023 ma_don_vi=34.1.1 xep_loai=tot\n"
                                     "nam=2023 ma_don_vi=34.1.2 xep_loai=hoan_thanh\n"
                                     "nam=2023 ma_don_vi=34.1.1.1 xep_loai=hoan_thanh\n"
                                     "nam=2024 ma_don_vi=DK xep_loai=tot\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/tot/diff_pp", "+33,3 điểm")); /* 2/3 - 1/3 */
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/hoan_thanh/diff_pp", "-33,3 điểm"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/tot/diff_pp", "≠"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/tot/diff_pp", "…"));
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/tot/diff_pp"), RELATION_NONE);
}

static void an_index_compares_two_columns_of_different_spans(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    total: rows\n    columns:\n"
                            "      - {code: nay, label: N, span: year_to_date}\n"
                            "      - {code: truoc, label: T, span: year_to_date_last_year}\n"
                            "    measures:\n      - {show: count}\n"
                            "      - {show: index, against: truoc, only: [nay]}\n"
                            "      - {show: change_pct, against: truoc, only: [nay]}\n"),
                 NULL, "2024-02");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-01-01 ma_don_vi=34.1\n"
                                     "ngay=2024-02-29 ma_don_vi=34.1\n"
                                     "ngay=2023-02-28 ma_don_vi=34.1\n"
                                     "ngay=2023-03-01 ma_don_vi=34.1\n"
                                     "ngay=2024-02-01 ma_don_vi=DK\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/nay/index", "200,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/nay/change_pct", "+100,0%"));
    CU_ASSERT_TRUE(fixture_says(book, "a/DK/nay/index", "–"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/nay/index", "300,0%"));
}

static void a_row_of_which_nothing_was_returned_is_missing_and_not_zero(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, CLASSES("{by: unit}", "{show: count}, {show: share_row}"), NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/tot/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.2/*/share_row", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/xuat_sac/count", "0"));
    CU_ASSERT_TRUE(fixture_says(book, "a/*/tot/count", "1"));
    CU_ASSERT_EQUAL(relation_of(book, "a/34.2/*/count"), RELATION_NONE);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.2/tot/share_row"), RELATION_NONE);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_SUM_COLUMNS);
}

static void a_value_that_no_return_has_is_zero_and_not_missing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: xep_loai\n    rows: [{by: xep_loai}]\n"
                 "    columns: [{by: year}]\n    measures: [{show: count}]\n",
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    CU_ASSERT_TRUE(fixture_says(book, "a/xuat_sac/2024/count", "0"));
    CU_ASSERT_TRUE(fixture_says(book, "a/tot/2024/count", "1"));
}

static void a_year_of_which_nothing_was_returned_is_missing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, CLASSES("{by: year}", "{show: count}"), NULL, "2023..2024");
    g_autoptr(book_t) book = book_of(&f, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    CU_ASSERT_TRUE(fixture_says(book, "a/2023/tot/count", "…"));
    CU_ASSERT_TRUE(fixture_says(book, "a/2024/xuat_sac/count", "0"));
}

static void a_unit_without_a_place_on_the_map_compares_with_nothing(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(
        &f,
        CLASSES("{by: unit}", "{show: count}, {show: diff_pp, of: share_row, against: last_year}"),
        NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "xep_loai",
                                     "nam=2024 ma_don_vi=34.9.1 xep_loai=tot\n"
                                     "nam=2023 ma_don_vi=34.9.1 xep_loai=tot\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.9/tot/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.9/tot/diff_pp", "≠"));
}

static void a_dataset_without_a_file_is_missing_everywhere(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, DISCIPLINE("    columns: [{by: hinh_thuc}]\n    measures: [{show: count}]\n"),
                 NULL, "2024");
    fixture_source(&f, "ky_luat")->absent = TRUE;
    g_autoptr(book_t) book = book_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(fixture_says(book, "a/*/*/count", "…"));
    CU_ASSERT_EQUAL(relation_of(book, "a/*/*/count"), RELATION_NONE);
}

static void totals_are_sums_of_columns_and_of_rows(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, DISCIPLINE("    columns: [{by: hinh_thuc}]\n    measures: [{show: count}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_SUM_COLUMNS);
    CU_ASSERT_EQUAL(relation_of(book, "a/*/canh_cao/count"), RELATION_SUM_ROWS);
    CU_ASSERT_EQUAL(relation_of(book, "a/*/*/count"), RELATION_SUM_ROWS);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/canh_cao/count"), RELATION_NONE);
}

static void a_column_beside_the_parts_is_no_part_of_the_sum(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    columns:\n      - {code: tat_ca, label: Tất cả}\n"
                            "      - {code: nang, label: Nặng, where: "
                            "[{field: hinh_thuc, is: [khai_tru]}]}\n"
                            "      - {by: hinh_thuc}\n    measures: [{show: count}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    const struct book_table *table = fixture_sheet(book, "a")->table;
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/tat_ca/count", "2"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/nang/count", "1"));
    CU_ASSERT_EQUAL(book_column(table, 0)->parent, -1);
    CU_ASSERT_EQUAL(book_column(table, 2)->parent, 5);
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_SUM_COLUMNS);
}

static void a_total_that_holds_what_is_left_out_is_no_sum(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    columns: [{by: hinh_thuc, except: [khai_tru]}]\n"
                            "    measures: [{show: count}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/count", "2"));
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_NONE);
    CU_ASSERT_EQUAL(relation_of(book, "a/*/*/count"), RELATION_SUM_ROWS);
}

static void a_total_over_rows_of_a_level_that_misses_facts_above_is_no_sum(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: A\n    from: ky_luat\n    rows: [{by: huyen}]\n"
                 "    columns: [{by: hinh_thuc}]\n    measures: [{show: count}]\n",
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat",
                                     "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                                     "ngay=2024-01-01 ma_don_vi=DK.1 hinh_thuc=khai_tru\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/*/*/count", "2"));
    CU_ASSERT_EQUAL(relation_of(book, "a/*/canh_cao/count"), RELATION_NONE);
    CU_ASSERT_EQUAL(relation_of(book, "a/*/*/count"), RELATION_SUM_COLUMNS);
}

static void a_total_stands_although_only_some_parts_are_printed(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    columns: [{by: hinh_thuc}]\n"
                            "    measures: [{show: count, only: [khai_tru, total]}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book = book_of(&f, "ky_luat", three_actions);
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/count", "2"));
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_NONE);
}

static void distinct_things_and_mentions_are_never_formulas(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 DISCIPLINE("    distinct: nguoi\n    columns: [{by: hinh_thuc}]\n"
                            "    measures: [{show: count}]\n"),
                 NULL, "2024");
    g_autoptr(book_t) book =
        book_of(&f, "ky_luat",
                "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao nguoi=an\n"
                "ngay=2024-02-01 ma_don_vi=34.1 hinh_thuc=khai_tru nguoi=an\n");
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/canh_cao/count", "1"));
    CU_ASSERT_TRUE(fixture_says(book, "a/34.1/*/count", "1"));
    CU_ASSERT_EQUAL(relation_of(book, "a/34.1/*/count"), RELATION_NONE);
    CU_ASSERT_EQUAL(relation_of(book, "a/*/*/count"), RELATION_NONE);

    g_auto(fixture_t) mentions = {0};
    fixture_open(&mentions,
                 "  - id: a\n    title: A\n    from: ky_luat\n    count: mentions\n"
                 "    rows: [{by: noi_dung}]\n    columns: [{by: hinh_thuc}]\n"
                 "    measures: [{show: count}]\n",
                 NULL, "2024");
    g_autoptr(book_t) other = book_of(&mentions, "ky_luat",
                                      "ngay=2024-01-01 ma_don_vi=34 hinh_thuc=canh_cao "
                                      "noi_dung=dat_dai;khac\n"
                                      "ngay=2024-01-01 ma_don_vi=34 hinh_thuc=khai_tru\n");
    CU_ASSERT_TRUE(fixture_says(other, "a/*/*/count", "2"));
    CU_ASSERT_TRUE(fixture_says(other, "a/dat_dai/canh_cao/count", "1"));
    CU_ASSERT_TRUE(fixture_says(other, "a/*/khai_tru/count", "0"));
    CU_ASSERT_EQUAL(relation_of(other, "a/*/canh_cao/count"), RELATION_NONE);
}

static CU_TestInfo tests[] = {
    {"every share has the base that its name says", every_share_has_the_base_that_its_name_says},
    {"the share of a parent is that of the group or the total",
     the_share_of_a_parent_is_that_of_the_group_or_the_total},
    {"shares are formulas where part and whole are shown",
     shares_are_formulas_where_part_and_whole_are_shown},
    {"points are the exact difference, rounded once", points_are_the_exact_difference_rounded_once},
    {"an index compares two columns of different spans",
     an_index_compares_two_columns_of_different_spans},
    {"a row of which nothing was returned is missing and not zero",
     a_row_of_which_nothing_was_returned_is_missing_and_not_zero},
    {"a value that no return has is zero and not missing",
     a_value_that_no_return_has_is_zero_and_not_missing},
    {"a year of which nothing was returned is missing",
     a_year_of_which_nothing_was_returned_is_missing},
    {"a unit without a place on the map compares with nothing",
     a_unit_without_a_place_on_the_map_compares_with_nothing},
    {"a dataset without a file is missing everywhere",
     a_dataset_without_a_file_is_missing_everywhere},
    {"totals are sums of columns and of rows", totals_are_sums_of_columns_and_of_rows},
    {"a column beside the parts is no part of the sum",
     a_column_beside_the_parts_is_no_part_of_the_sum},
    {"a total that holds what is left out is no sum",
     a_total_that_holds_what_is_left_out_is_no_sum},
    {"a total over rows of a level that misses facts above is no sum",
     a_total_over_rows_of_a_level_that_misses_facts_above_is_no_sum},
    {"a total stands although only some parts are printed",
     a_total_stands_although_only_some_parts_are_printed},
    {"distinct things and mentions are never formulas",
     distinct_things_and_mentions_are_never_formulas},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo figures_suite = {"figures", NULL, NULL, NULL, NULL, tests};
