#include <CUnit/CUnit.h>

#include "data/place.h"

static void check(char *text, const char *expected)
{
    CU_ASSERT_STRING_EQUAL(text, expected);
    g_free(text);
}

static void a_place_in_a_file_of_lines_is_line_and_field(void)
{
    check(place_text("a.csv", 118, 2), "a.csv:118:2");
    check(place_text("a.csv", 0, 0), "a.csv:0:0");
    check(place_row("a.csv", 118), "a.csv:118");
    check(place_cells("a.csv", 118, 1, 9), "a.csv:118");
    check(place_field("a.csv", 118, 2), "2");
    check(place_text("a!b.csv", 1, 1), "a!b.csv:1:1");
}

static void a_place_in_a_sheet_is_a_cell(void)
{
    check(place_text("a.xlsx!Trang 1", 118, 2), "a.xlsx!Trang 1!B118");
    check(place_text("a.XLSX!Trang!x", 118, 28), "a.XLSX!Trang!x!AB118");
    check(place_text("a.ods!Trang", 118, 0), "a.ods!Trang!A118");
    check(place_text("a.ods!Trang", 0, 0), "a.ods!Trang");
    check(place_row("d/a.xlsm!T", 7), "d/a.xlsm!T!A7");
    check(place_cells("a.xlsx!T", 7, 2, 9), "a.xlsx!T!B7:I7");
    check(place_cells("a.xlsx!T", 7, 4, 4), "a.xlsx!T!D7");
    check(place_field("a.xlsx!T", 7, 4), "D7");
}

static void a_workbook_is_told_by_the_end_of_its_name(void)
{
    CU_ASSERT_TRUE(place_names_book("Số liệu.XLSX"));
    CU_ASSERT_TRUE(place_names_book("a.ods"));
    CU_ASSERT_TRUE(place_kind_of_book("a.xls") > place_kind_of_book("a.XLSX"));
    CU_ASSERT_FALSE(place_names_book("a.xlsb"));
    CU_ASSERT_FALSE(place_names_book(".xlsx"));
    CU_ASSERT_FALSE(place_names_book("xlsx"));
    CU_ASSERT_FALSE(place_is_in_sheet("a.xlsx"));
}

static CU_TestInfo tests[] = {
    {"a place in a file of lines is line and field", a_place_in_a_file_of_lines_is_line_and_field},
    {"a place in a sheet is a cell", a_place_in_a_sheet_is_a_cell},
    {"a workbook is told by the end of its name", a_workbook_is_told_by_the_end_of_its_name},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo place_suite = {"place", NULL, NULL, NULL, NULL, tests};
