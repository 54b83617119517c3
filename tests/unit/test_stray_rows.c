#include <CUnit/CUnit.h>
#include <string.h>

#include "read/stray_rows.h"

static gboolean is_total(const char *text)
{
    return stray_rows_is_total(text, strlen(text));
}

static gboolean is_group(const char *text)
{
    return stray_rows_is_group(text, strlen(text));
}

static void words_for_totals_are_known_in_any_dress(void)
{
    CU_ASSERT_TRUE(is_total("Cộng"));
    CU_ASSERT_TRUE(is_total("  TỔNG SỐ:"));
    CU_ASSERT_TRUE(is_total("Tổng cộng toàn tỉnh"));
    CU_ASSERT_TRUE(is_total("Cộng toàn huyện"));
}

static void names_that_begin_alike_are_no_totals(void)
{
    CU_ASSERT_FALSE(is_total("Cộng Hòa"));
    CU_ASSERT_FALSE(is_total("Tổng công ty"));
    CU_ASSERT_FALSE(is_total("Công an"));
    CU_ASSERT_FALSE(is_total("CB000001"));
    CU_ASSERT_FALSE(is_total(""));
}

static void roman_numbers_head_groups(void)
{
    CU_ASSERT_TRUE(is_group("I"));
    CU_ASSERT_TRUE(is_group("II. Khối xã"));
    CU_ASSERT_TRUE(is_group("IV) Khối cơ quan"));
    CU_ASSERT_FALSE(is_group("Xã An Bình"));
    CU_ASSERT_FALSE(is_group("VI Nguyễn"));
    CU_ASSERT_FALSE(is_group("34.336"));
    CU_ASSERT_FALSE(is_group(""));
}

static CU_TestInfo tests[] = {
    {"words for totals are known in any dress", words_for_totals_are_known_in_any_dress},
    {"names that begin alike are no totals", names_that_begin_alike_are_no_totals},
    {"Roman numbers head groups", roman_numbers_head_groups},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo stray_rows_suite = {"stray_rows", NULL, NULL, NULL, NULL, tests};
