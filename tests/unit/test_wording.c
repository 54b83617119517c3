#include "build/wording.h"

#include "fixture.h"

static const char table[] = "  - id: hinh-thuc\n    title: H\n    from: ky_luat\n"
                            "    rows: [{by: unit}]\n    columns: [{by: hinh_thuc}]\n"
                            "    measures: [{show: count}, {show: share_row}]\n";

/* A text with the figures of three actions filled in. New string. */
static char *filled(const char *text)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    fixture_take(&f, "ky_luat",
                 "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao\n"
                 "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=khai_tru\n"
                 "ngay=2024-01-01 ma_don_vi=34.2 hinh_thuc=canh_cao\n");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    char *refused = NULL;
    char *given = wording_fill(text, &(struct wording){&f.report, 0, book, NULL}, &refused);
    return given != NULL ? given : refused;
}

static void figures_read_as_they_are_printed(void)
{
    g_autofree char *text = filled("Có {hinh-thuc/total/total/count} người, cảnh cáo "
                                   "{hinh-thuc/total/canh_cao/share_row}.");
    CU_ASSERT_STRING_EQUAL(text, "Có 3 người, cảnh cáo 66,7%.");
}

static void a_figure_without_a_value_reads_as_its_sign(void)
{
    g_autofree char *text = filled("{hinh-thuc/DK/canh_cao/share_row}");
    CU_ASSERT_STRING_EQUAL(text, "–");
}

static void a_row_or_column_that_does_not_occur_reads_zero(void)
{
    g_autofree char *text = filled("{hinh-thuc/total/khong_ghi/count} "
                                   "{hinh-thuc/total/khong_ghi/share_row}");
    CU_ASSERT_STRING_EQUAL(text, "0 –");
}

static void a_unit_that_can_be_no_row_is_refused(void)
{
    g_autofree char *text = filled("Có {hinh-thuc/34.99/total/count} người");
    CU_ASSERT_STRING_EQUAL(text, "{hinh-thuc/34.99/total/count}");
}

static void period_and_day_are_filled_in(void)
{
    g_autofree char *text = filled("Báo cáo {period}, tính đến {as_of}");
    CU_ASSERT_STRING_EQUAL(text, "Báo cáo năm 2024, tính đến 31/12/2024");
}

static void a_text_without_braces_stays_as_it_is(void)
{
    g_autofree char *text = filled("100% đảng viên");
    g_autofree char *empty = filled("");
    CU_ASSERT_STRING_EQUAL(text, "100% đảng viên");
    CU_ASSERT_STRING_EQUAL(empty, "");
}

static void a_template_speaks_on_the_cover_and_above_a_table(void)
{
    static const char texts[] =
        "text:\n  - {at: cover, body: '{hinh-thuc/total/total/count} "
        "người {period}'}\n"
        "  - {at: hinh-thuc, body: '{hinh-thuc/34.1/total/count} ở 34.1'}\n";
    g_auto(fixture_t) f = {0};
    g_autofree char *tables = g_strconcat(table, texts, NULL);
    fixture_open(&f, tables, NULL, "2024");
    fixture_take(&f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_STRING_EQUAL(book->title, "Báo cáo năm 2024");
    CU_ASSERT_EQUAL_FATAL(book->paragraphs->len, 1);
    CU_ASSERT_STRING_EQUAL(book->paragraphs->pdata[0], "1 người năm 2024");
    CU_ASSERT_STRING_EQUAL(fixture_sheet(book, "hinh-thuc")->paragraphs->pdata[0], "1 ở 34.1");
}

/* "Chỉ số" of so many actions in 2024 against those of 2023, as a sentence has it. New string. */
static char *index_of(guint before, guint now)
{
    static const char compared[] =
        "  - id: nam\n    title: N\n    from: ky_luat\n    rows: [{by: unit}]\n"
        "    columns: [{code: nay, label: N, span: period},\n"
        "              {code: truoc, label: T, span: last_year}]\n"
        "    measures: [{show: count}, {show: index, against: truoc, only: [nay]}]\n";
    g_auto(fixture_t) f = {0};
    fixture_open(&f, compared, NULL, "2024");
    for (guint i = 0; i < before + now; i++)
        fixture_take(&f, "ky_luat",
                     i < before ? "ngay=2023-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao"
                                : "ngay=2024-01-01 ma_don_vi=34.1 hinh_thuc=canh_cao");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    char *refused = NULL;
    return wording_fill("{nam/total/nay/index}", &(struct wording){&f.report, 0, book, NULL},
                        &refused);
}

/* Of 12 actions 2 and 10 part, of 13 3 and 10 do not: stats.binomtest() gives 0.039 and 0.092. */
static void a_comparison_that_chance_may_make_says_so(void)
{
    g_autofree char *parted = index_of(2, 10);
    g_autofree char *near = index_of(3, 10);
    g_autofree char *same = index_of(4, 4);
    g_autofree char *from_nothing = index_of(0, 4);
    CU_ASSERT_STRING_EQUAL(parted, "500,0%");
    CU_ASSERT_STRING_EQUAL(near, "333,3% (chưa phân biệt được)");
    CU_ASSERT_STRING_EQUAL(same, "100,0% (chưa phân biệt được)");
    CU_ASSERT_STRING_EQUAL(from_nothing, "–");
}

static CU_TestInfo tests[] = {
    {"figures read as they are printed", figures_read_as_they_are_printed},
    {"a figure without a value reads as its sign", a_figure_without_a_value_reads_as_its_sign},
    {"a row or column that does not occur reads zero",
     a_row_or_column_that_does_not_occur_reads_zero},
    {"a unit that can be no row is refused", a_unit_that_can_be_no_row_is_refused},
    {"period and day are filled in", period_and_day_are_filled_in},
    {"a text without braces stays as it is", a_text_without_braces_stays_as_it_is},
    {"a template speaks on the cover and above a table",
     a_template_speaks_on_the_cover_and_above_a_table},
    {"a comparison that chance may make says so", a_comparison_that_chance_may_make_says_so},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo wording_suite = {"wording", NULL, NULL, NULL, NULL, tests};
