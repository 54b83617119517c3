#include <CUnit/CUnit.h>

#include "chart/chart_scale.h"

static void steps_are_one_two_or_five(void)
{
    CU_ASSERT_DOUBLE_EQUAL(scale_nice(0, 97, 5, MEASURE_COUNT).step, 20, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(scale_nice(0, 4100, 5, MEASURE_COUNT).step, 1000, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(scale_nice(0, 2.3, 5, MEASURE_RATE_1000).step, 0.5, 1e-9);
}

static void counts_have_no_half_steps(void)
{
    struct scale scale = scale_nice(0, 2, 8, MEASURE_COUNT);
    CU_ASSERT_DOUBLE_EQUAL(scale.step, 1, 1e-9);
    CU_ASSERT_EQUAL(scale_ticks(&scale), 3);
}

static void all_values_lie_on_the_scale(void)
{
    struct scale scale = scale_nice(-14.9, 25.2, 5, MEASURE_DIFF_PP);
    CU_ASSERT_TRUE(scale.low <= -14.9 && scale.high >= 25.2);
    CU_ASSERT_DOUBLE_EQUAL(scale_nice(0, 100, 5, MEASURE_SHARE_ROW).high, 100, 1e-9);
}

static void nothing_at_all_still_has_a_scale(void)
{
    struct scale scale = scale_nice(0, 0, 5, MEASURE_COUNT);
    CU_ASSERT_TRUE(scale.high > scale.low);
    CU_ASSERT_DOUBLE_EQUAL(scale_nice(0, 0, 5, MEASURE_SHARE_ROW).high, 100, 1e-9);
}

static void labels_are_vietnamese(void)
{
    struct scale scale = scale_nice(0, 2000, 4, MEASURE_COUNT);
    g_autofree char *count = scale_label(&scale, 2, MEASURE_COUNT);
    CU_ASSERT_STRING_EQUAL(count, "1.000");
    scale = scale_nice(0, 1, 2, MEASURE_SHARE_ROW);
    g_autofree char *share = scale_label(&scale, 1, MEASURE_SHARE_ROW);
    CU_ASSERT_STRING_EQUAL(share, "0,5%");
}

static void values_lie_in_proportion(void)
{
    struct scale scale = scale_nice(0, 100, 5, MEASURE_COUNT);
    scale.from = 900;
    scale.to = 100;
    CU_ASSERT_DOUBLE_EQUAL(scale_at(&scale, 25), 700, 1e-9);
}

static CU_TestInfo tests[] = {
    {"steps are one, two or five", steps_are_one_two_or_five},
    {"counts have no half steps", counts_have_no_half_steps},
    {"all values lie on the scale", all_values_lie_on_the_scale},
    {"nothing at all still has a scale", nothing_at_all_still_has_a_scale},
    {"labels are Vietnamese", labels_are_vietnamese},
    {"values lie in proportion", values_lie_in_proportion},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_scale_suite = {"chart_scale", NULL, NULL, NULL, NULL, tests};
