#include <CUnit/CUnit.h>

#include "read/wide_header.h"
#include "read/wide_period.h"
#include "read_fixture.h"

/* "a|b|c" as texts by field. */
static GPtrArray *row(const char *texts)
{
    g_auto(GStrv) fields = g_strsplit(texts, "|", -1);
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; fields[i] != NULL; i++)
        g_ptr_array_add(row, g_strdup(fields[i]));
    return row;
}

static struct dataset_wide by_class[] = {
    {.values = "xep_loai", .count = "so_luong", .totals = NAMES("Được xếp loại")}};

static void unref_row(gpointer row)
{
    g_ptr_array_unref(row);
}

/* What the rows of a file, a line each, are read as: "tot@2 +4=2,3 2024"; "" for no wide table. */
static char *read_header(const char *lines)
{
    struct dataset dataset = {.name = "xep_loai",
                              .kind = DATASET_RETURNS,
                              .columns = fixture_ranking,
                              .columns_count = G_N_ELEMENTS(fixture_ranking),
                              .wide = by_class,
                              .wide_count = 1};
    struct dictionary dictionary = {.datasets = &dataset, .datasets_count = 1};
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(unref_row);
    g_auto(GStrv) split = g_strsplit(lines, "\n", -1);
    for (guint i = 0; split[i] != NULL; i++)
        g_ptr_array_add(rows, row(split[i]));
    struct wide_top top = {&dictionary, NULL, NULL, "bieu_2024.csv", rows};
    struct wide_header header;
    GString *text = g_string_new(NULL);
    if (!wide_header_find(&top, &header))
        return g_string_free(text, FALSE);
    const struct wide *wide = header.wide;
    for (guint i = 0; wide != NULL && i < wide->columns; i++) {
        const struct wide_column *column = &wide->column[i];
        if (column->kind == WIDE_VALUE)
            g_string_append_printf(text, "%s@%u ", fixture_classes[column->value].code,
                                   column->field);
        else
            g_string_append_printf(text, "+%u=%" G_GINT64_MODIFIER "x ", column->field,
                                   column->parts);
    }
    for (guint i = 0; i < header.unknown->len; i++)
        g_string_append_printf(text, "?%u ", g_array_index(header.unknown, guint, i));
    g_string_append(text, wide == NULL ? "repeated" : wide->period != NULL ? wide->period : "");
    wide_header_clear(&header);
    return g_string_free(text, FALSE);
}

static gboolean reads(const char *lines, const char *expected)
{
    g_autofree char *read = read_header(lines);
    if (strcmp(read, expected) != 0)
        g_printerr("\"%s\" instead of \"%s\"\n", read, expected);
    return strcmp(read, expected) == 0;
}

static void a_header_of_one_row_names_the_values(void)
{
    CU_ASSERT_TRUE(reads("Mã đơn vị|HTTNV|Hoàn thành nhiệm vụ|Tổng số\n01|1|2|3",
                         "tot@1 hoan_thanh@2 +3=3 2024"));
    CU_ASSERT_TRUE(reads("nam|ma_don_vi|tot|hoan_thanh\n2024|01|1|2", "tot@2 hoan_thanh@3 "));
    CU_ASSERT_TRUE(reads("Mã đơn vị|HTTNV\n01|1", ""));
    CU_ASSERT_TRUE(reads("Tên|HTTNV|Hoàn thành nhiệm vụ\nA|1|2", ""));
}

static void merged_cells_above_name_their_columns(void)
{
    CU_ASSERT_TRUE(reads("Mã đơn vị|Xếp loại||Được xếp loại\n|HTTNV|Hoàn thành nhiệm vụ|\n01|1|2|3",
                         "tot@1 hoan_thanh@2 +3=3 2024"));
    CU_ASSERT_TRUE(reads("Mã đơn vị|HTTNV||Hoàn thành nhiệm vụ|\n|Số lượng|Tỷ lệ|Số lượng|%\n01|1",
                         "tot@1 hoan_thanh@3 2024"));
    CU_ASSERT_TRUE(reads("Năm 2023|||\nMã đơn vị|Xếp loại|||\n|HTTNV||Hoàn thành nhiệm vụ|\n"
                         "|Số lượng|%|Số lượng|%\n01|1",
                         "tot@1 hoan_thanh@3 2023"));
}

static void the_row_of_numbers_says_what_a_total_adds_up(void)
{
    CU_ASSERT_TRUE(reads("Mã đơn vị|Tổng số|HTTNV|Hoàn thành nhiệm vụ\nA|1=2|2|3\n01|1|1|2",
                         "+1=2 tot@2 hoan_thanh@3 2024"));
    CU_ASSERT_TRUE(reads("Mã đơn vị|Tổng số|HTTNV|Hoàn thành nhiệm vụ\nA|1=3/2|2|3\n01|1|1|2",
                         "+1=6 tot@2 hoan_thanh@3 2024"));
}

static void a_column_among_the_values_that_is_none_is_told(void)
{
    CU_ASSERT_TRUE(reads("Mã đơn vị|HTTNV|Khá|Hoàn thành nhiệm vụ|Cộng|Ghi chú\n01|1|2|3|6|",
                         "tot@1 hoan_thanh@3 +4=0 ?2 2024"));
    CU_ASSERT_TRUE(reads("Mã đơn vị|HTTNV|Hoàn thành nhiệm vụ|Hoàn thành tốt nhiêm vu|\n01|1|2|3",
                         "repeated"));
}

/* ---- times ---- */

static char *told(const char *title, const char *name)
{
    struct dataset dataset = {.columns = fixture_ranking,
                              .columns_count = G_N_ELEMENTS(fixture_ranking)};
    struct wide_period period = wide_period_find(&dataset, title, name);
    char *text = g_strdup_printf("%s (%s)", period.text != NULL ? period.text : "-", period.said);
    g_free(period.text);
    g_free(period.said);
    return text;
}

static gboolean tells(const char *title, const char *name, const char *expected)
{
    g_autofree char *text = told(title, name);
    return strcmp(text, expected) == 0;
}

static void a_title_tells_the_year_of_its_table(void)
{
    CU_ASSERT_TRUE(tells("XẾP LOẠI ĐẢNG VIÊN\nNĂM 2024\n", "a.csv", "2024 (2024)"));
    CU_ASSERT_TRUE(tells("năm 2024, so với nhiệm kỳ 2020-2025", "2019.csv", "2024 (2024)"));
    CU_ASSERT_TRUE(tells("Hà Nội, ngày 05 tháng 01 năm 2025\nnăm 2024", "", "2024 (2024)"));
    CU_ASSERT_TRUE(tells("Tính đến ngày 31/12/2024", "", "2024 (2024)"));
    CU_ASSERT_TRUE(tells("Có đến 31/12/2024", "", "2024 (2024)"));
}

static void a_letter_s_day_is_no_time_of_the_table(void)
{
    CU_ASSERT_TRUE(tells("Hà Nội, ngày 05 tháng 01 năm 2025", "", "- ()"));
    CU_ASSERT_TRUE(tells("Tính đến ngày 30/6/2024", "", "- ()"));
    CU_ASSERT_TRUE(tells("Số 31/12/2024", "", "- ()"));
}

static void what_is_no_year_tells_none(void)
{
    CU_ASSERT_TRUE(tells("6 tháng đầu năm 2024", "", "- (… 2024)"));
    CU_ASSERT_TRUE(tells("Tháng 8 năm 2024", "", "- (2024-08)"));
    CU_ASSERT_TRUE(tells("Quý III/2024", "", "- (2024Q3)"));
    CU_ASSERT_TRUE(tells("năm 2023 và năm 2024", "", "- (2023, 2024)"));
}

static void the_name_of_a_file_tells_it_where_the_title_does_not(void)
{
    CU_ASSERT_TRUE(tells("", "xep_loai_2024.csv", "2024 (2024)"));
    CU_ASSERT_TRUE(tells("", "xep_loai_2024-08.csv", "- (… 2024)"));
    CU_ASSERT_TRUE(tells("", "xep_loai.csv", "- ()"));
}

static CU_TestInfo tests[] = {
    {"a header of one row names the values", a_header_of_one_row_names_the_values},
    {"merged cells above name their columns", merged_cells_above_name_their_columns},
    {"the row of numbers says what a total adds up", the_row_of_numbers_says_what_a_total_adds_up},
    {"a column among the values that is none is told",
     a_column_among_the_values_that_is_none_is_told},
    {"a title tells the year of its table", a_title_tells_the_year_of_its_table},
    {"a letter's day is no time of the table", a_letter_s_day_is_no_time_of_the_table},
    {"what is no year tells none", what_is_no_year_tells_none},
    {"the name of a file tells it where the title does not",
     the_name_of_a_file_tells_it_where_the_title_does_not},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo wide_header_suite = {"wide_header", NULL, NULL, NULL, NULL, tests};
