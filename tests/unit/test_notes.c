#include "fixture.h"

/* The notes of the sheet "a", a line each. New string. */
static char *notes_of(struct fixture *f, const char *dataset, const char *facts)
{
    fixture_take(f, dataset, facts);
    g_autoptr(book_t) book = fixture_book(f, NULL);
    g_autoptr(GPtrArray) notes = fixture_sheet(book, "a")->notes;
    fixture_sheet(book, "a")->notes = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(notes, NULL);
    return g_strjoinv("\n", (char **)notes->pdata);
}

static gboolean tells(const char *notes, const char *note)
{
    if (strstr(notes, note) == NULL)
        g_printerr("not told: %s\nin: %s\n", note, notes);
    return strstr(notes, note) != NULL;
}

#define TABLE(from, more) "  - id: a\n    title: A\n    from: " from "\n" more

static void every_percentage_names_its_base(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n    columns: [{by: hinh_thuc}]\n"
                                  "    measures: [{show: count}, {show: share_row},\n"
                                  "      {show: share_col}, {show: share_table},\n"
                                  "      {show: share_base, over: canh_cao, may_pass_100: yes}]\n"),
                 NULL, "2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(tells(notes, "Tỷ lệ % tính trên tổng số của mỗi dòng"));
    CU_ASSERT_TRUE(tells(notes, "% cột tính trên dòng Cộng của cùng cột."));
    CU_ASSERT_TRUE(tells(notes, "% toàn bảng tính trên tổng số của cả bảng."));
    CU_ASSERT_TRUE(tells(notes, "Tỷ lệ % tính trên cột “Cảnh cáo”; có thể vượt 100%."));
}

static void a_comparison_names_the_days_it_compares_with(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n    columns: [{by: hinh_thuc}]\n"
                                  "    measures: [{show: count},\n"
                                  "      {show: diff_pp, of: share_row, against: last_year}]\n"),
                 NULL, "2024-02");
    g_autofree char *notes = notes_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(tells(notes, "so với cùng kỳ năm trước (01/02/2023–28/02/2023)."));
    CU_ASSERT_TRUE(tells(notes, "hiệu đúng của hai tỷ lệ, làm tròn một lần"));
}

static void rows_of_years_are_compared_with_the_year_before_each(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat",
                       "    rows: [{by: year}]\n    columns: [{by: hinh_thuc}]\n"
                       "    measures: [{show: count}, {show: index, against: last_year},\n"
                       "      {show: diff_pp, of: share_row, against: last_year}]\n"),
                 NULL, "2022..2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(tells(notes, "làm tròn một lần; so với năm liền trước."));
    CU_ASSERT_TRUE(tells(notes, "Chỉ số % so với năm liền trước."));
    CU_ASSERT_PTR_NULL(strstr(notes, "cùng kỳ năm trước"));
}

static void an_index_names_the_column_it_compares_with(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n    total: rows\n    columns:\n"
                                  "      - {code: nay, label: Năm nay}\n"
                                  "      - {code: truoc, label: Năm trước, span: last_year}\n"
                                  "    measures: [{show: count},\n"
                                  "      {show: index, against: truoc, only: [nay]}]\n"),
                 NULL, "2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(tells(notes, "Chỉ số % so với cột “Năm trước”."));
}

static void only_signs_that_stand_in_the_table_are_explained(void)
{
    static const char table[] = TABLE("xep_loai", "    rows: [{by: unit}]\n"
                                                  "    columns: [{by: xep_loai}]\n"
                                                  "    measures: [{show: count}]\n");
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    g_autofree char *notes = notes_of(&f, "xep_loai", "nam=2024 ma_don_vi=34.1.1 xep_loai=tot");
    CU_ASSERT_TRUE(g_str_has_suffix(notes, "\nDấu … chưa có báo cáo."));

    g_auto(fixture_t) full = {0};
    fixture_open(&full, table, "DK", "2024");
    g_autofree char *none = notes_of(&full, "xep_loai", "nam=2024 ma_don_vi=DK.1 xep_loai=tot");
    CU_ASSERT_PTR_NULL(strstr(none, "Dấu"));
}

static void rows_of_units_name_the_day_of_their_map_and_what_it_lost(void)
{
    static const char table[] = TABLE("ky_luat", "    rows: [{by: unit}]\n"
                                                 "    columns: [{by: hinh_thuc}]\n"
                                                 "    measures: [{show: count}]\n");
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, "2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1");
    CU_ASSERT_STRING_EQUAL(notes, ""); /* nothing is compared */

    g_auto(fixture_t) years = {0};
    fixture_open(&years,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n    columns: [{code: n, label: N}]\n"
                                  "    measures: [{show: index, against: last_year}]\n"),
                 NULL, "2024");
    g_autofree char *compared = notes_of(&years, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1");
    CU_ASSERT_TRUE(tells(compared, "Mọi kỳ so sánh đều theo hệ thống tổ chức ngày 31/12/2024."));

    g_auto(fixture_t) lost = {0};
    fixture_open(&lost, table, NULL, "2024");
    g_autofree char *more = notes_of(&lost, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.9.1");
    CU_ASSERT_TRUE(tells(more, "Có đơn vị không còn vào ngày 31/12/2024 mà chưa rõ đơn vị"));
    CU_ASSERT_FALSE(tells(more, "so sánh"));
}

/* The map named over the header of the sheet "a"; NULL: none. New string. */
static char *line_over_header(const char *table, const char *period)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f, table, NULL, period);
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    return g_strdup(fixture_sheet(book, "a")->map_note);
}

static void the_map_is_named_over_the_header_of_units_and_comparisons(void)
{
    g_autofree char *units = line_over_header(TABLE("ky_luat", "    unit_note: Người\n"
                                                               "    rows: [{by: unit}]\n"
                                                               "    columns: [{by: hinh_thuc}]\n"
                                                               "    measures: [{show: count}]\n"),
                                              "2024");
    g_autofree char *years = line_over_header(TABLE("ky_luat", "    rows: [{by: hinh_thuc}]\n"
                                                               "    total: rows\n    columns:\n"
                                                               "      - {code: a, label: A}\n"
                                                               "      - {code: b, label: B,\n"
                                                               "         span: last_year}\n"
                                                               "    measures: [{show: count}]\n"),
                                              "2024");
    g_autofree char *plain = line_over_header(TABLE("ky_luat", "    unit_note: Người\n"
                                                               "    rows: [{by: hinh_thuc}]\n"
                                                               "    columns: [{by: month}]\n"
                                                               "    measures: [{show: count}]\n"),
                                              "2024");
    CU_ASSERT_STRING_EQUAL(units, "hệ thống tổ chức ngày 31/12/2024");
    CU_ASSERT_STRING_EQUAL(years, "hệ thống tổ chức ngày 31/12/2024");
    CU_ASSERT_PTR_NULL(plain);
}

static void rows_of_values_name_no_map(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: hinh_thuc}]\n    columns: [{by: year}]\n"
                                  "    measures: [{show: count}]\n"),
                 NULL, "2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1");
    CU_ASSERT_STRING_EQUAL(notes, "");
}

static void the_notes_of_the_template_come_first(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 TABLE("ky_luat", "    rows: [{by: unit}]\n    columns: [{by: hinh_thuc}]\n"
                                  "    measures: [{show: count}, {show: share_row}]\n"
                                  "    notes: [Một, Hai]\n"),
                 NULL, "2024");
    g_autofree char *notes = notes_of(&f, "ky_luat", "");
    CU_ASSERT_TRUE(g_str_has_prefix(notes, "Một\nHai\nTỷ lệ %"));
    CU_ASSERT_TRUE(g_str_has_suffix(notes, "\nDấu – không tính được vì mẫu số bằng 0."));
}

static CU_TestInfo tests[] = {
    {"every percentage names its base", every_percentage_names_its_base},
    {"a comparison names the days it compares with", a_comparison_names_the_days_it_compares_with},
    {"rows of years are compared with the year before each",
     rows_of_years_are_compared_with_the_year_before_each},
    {"an index names the column it compares with", an_index_names_the_column_it_compares_with},
    {"only signs that stand in the table are explained",
     only_signs_that_stand_in_the_table_are_explained},
    {"rows of units name the day of their map and what it lost",
     rows_of_units_name_the_day_of_their_map_and_what_it_lost},
    {"the map is named over the header of units and comparisons",
     the_map_is_named_over_the_header_of_units_and_comparisons},
    {"rows of values name no map", rows_of_values_name_no_map},
    {"the notes of the template come first", the_notes_of_the_template_come_first},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo notes_suite = {"notes", NULL, NULL, NULL, NULL, tests};
