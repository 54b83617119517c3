#include <CUnit/CUnit.h>

#include "read/header.h"

/* "a|b|c" as texts by field. */
static GPtrArray *row(const char *texts)
{
    g_auto(GStrv) fields = g_strsplit(texts, "|", -1);
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; fields[i] != NULL; i++)
        g_ptr_array_add(row, g_strdup(fields[i]));
    return row;
}

static gboolean are_numbers(const char *texts)
{
    g_autoptr(GPtrArray) fields = row(texts);
    return header_rows_are_numbers(fields);
}

static gboolean makes(const char *upper, const char *lower, const char *expected)
{
    g_autoptr(GPtrArray) above = row(upper);
    g_autoptr(GPtrArray) below = row(lower);
    g_autoptr(GPtrArray) merged = header_rows_merge(above, below);
    if (merged == NULL)
        return expected == NULL;
    g_ptr_array_add(merged, NULL);
    g_autofree char *text = g_strjoinv("|", (char **)merged->pdata);
    return g_strcmp0(text, expected) == 0;
}

static void a_blank_cell_takes_the_text_above(void)
{
    CU_ASSERT_TRUE(makes("TT|Đơn vị||Năm", "|Mã|Tên|", "TT|Mã|Tên|Năm"));
}

static void rows_that_are_not_alike_make_no_header(void)
{
    CU_ASSERT_TRUE(makes("TT|Đơn vị|", "|Mã", NULL));
    CU_ASSERT_TRUE(makes("TT|Mã", "1|01", NULL));
    CU_ASSERT_TRUE(makes("|Mã", "|01", NULL));
}

static void columns_are_numbered_in_many_ways(void)
{
    CU_ASSERT_TRUE(are_numbers("1|2|3"));
    CU_ASSERT_TRUE(are_numbers("A|B|1|2|3=1+2"));
    CU_ASSERT_TRUE(are_numbers("(a)|(b)|(1)||(2)"));
}

static void rows_of_data_number_nothing(void)
{
    CU_ASSERT_FALSE(are_numbers("1|2024|34.1"));
    CU_ASSERT_FALSE(are_numbers("1|3"));
    CU_ASSERT_FALSE(are_numbers("2|1"));
    CU_ASSERT_FALSE(are_numbers("A|B"));
    CU_ASSERT_FALSE(are_numbers("||"));
    CU_ASSERT_FALSE(are_numbers("1|2 chi bộ"));
}

static CU_TestInfo tests[] = {
    {"a blank cell takes the text above", a_blank_cell_takes_the_text_above},
    {"rows that are not alike make no header", rows_that_are_not_alike_make_no_header},
    {"columns are numbered in many ways", columns_are_numbered_in_many_ways},
    {"rows of data number nothing", rows_of_data_number_nothing},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo header_rows_suite = {"header_rows", NULL, NULL, NULL, NULL, tests};
