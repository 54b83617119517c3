#include <CUnit/CUnit.h>

#include "read/reader.h"

static void ten_comes_after_nine(void)
{
    CU_ASSERT_TRUE(reader_compare_names("bao_cao_9.csv", "bao_cao_10.csv") < 0);
    CU_ASSERT_TRUE(reader_compare_names("Lần 10.csv", "lan_9.csv") > 0);
    CU_ASSERT_TRUE(reader_compare_names("thu_muc_20/lan_1.csv", "thu_muc_3/lan_2.csv") < 0);
}

static void a_name_without_a_number_comes_before_its_copies(void)
{
    CU_ASSERT_TRUE(reader_compare_names("ky_luat.csv", "ky_luat (1).csv") < 0);
    CU_ASSERT_EQUAL(reader_compare_names("a.csv", "b.csv"), 0);
}

static void days_in_names_order_by_the_year_first(void)
{
    CU_ASSERT_TRUE(reader_compare_names("kl_31-08-2024.csv", "kl_15-09-2024.csv") < 0);
    CU_ASSERT_TRUE(reader_compare_names("kl_31.12.2023.csv", "kl_01.01.2024.csv") < 0);
    CU_ASSERT_TRUE(reader_compare_names("kl_2024-08-31.csv", "kl_2024-09-01.csv") < 0);
}

static void files_with_the_same_numbers_stand_as_they_were_given(void)
{
    static char first[] = "b_2.csv", second[] = "a_2.csv", third[] = "c_1.csv";
    struct input items[] = {{.name = first}, {.name = second}, {.name = third}};
    struct inputs inputs = {.item = items, .count = 3};
    g_autofree guint *ranks = reader_rank_inputs(&inputs);
    CU_ASSERT_EQUAL(ranks[0], 1);
    CU_ASSERT_EQUAL(ranks[1], 2);
    CU_ASSERT_EQUAL(ranks[2], 0);
}

static CU_TestInfo tests[] = {
    {"ten comes after nine", ten_comes_after_nine},
    {"a name without a number comes before its copies",
     a_name_without_a_number_comes_before_its_copies},
    {"days in names order by the year first", days_in_names_order_by_the_year_first},
    {"files with the same numbers stand as they were given",
     files_with_the_same_numbers_stand_as_they_were_given},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo reader_rank_suite = {"reader_rank", NULL, NULL, NULL, NULL, tests};
