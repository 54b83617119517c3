#include <CUnit/CUnit.h>

#include "chart/chart_funnel.h"
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

/* P(R <= 8) of ten at one half is 1013/1024 and P(R = 8) is 45/1024. */
static void a_limit_is_the_interpolated_quantile(void)
{
    double over = (1013.0 / 1024 - 0.975) / (45.0 / 1024);
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(10, 0.5, 0.975), (8 - over) / 10, 1e-12);
}

static void limits_of_large_bases_are_those_of_the_normal_curve(void)
{
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(1000000, 0.5, 0.975), 0.5 + 1.959964 * 0.0005, 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(1000000, 0.5, 0.001), 0.5 - 3.090232 * 0.0005, 1e-6);
}

static void limits_never_leave_zero_to_one(void)
{
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(1, 0.01, 0.001), 0, 1e-12);
    CU_ASSERT_TRUE(funnel_limit(3, 0.99, 0.999) <= 1);
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(5, 0, 0.999), 0, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(5, 1, 0.001), 1, 1e-12);
}

/* The sum and the normal curve meet where one gives way to the other. */
static void limits_of_bases_beyond_reason_end_at_once(void)
{
    static const double shares[] = {0.02, 0.3, 0.9};
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        double share = shares[i];
        gint64 below = (gint64)(1e6 / (share * (1 - share))) - 10;
        double change = funnel_limit(below + 20, share, 0.025) - funnel_limit(below, share, 0.025);
        CU_ASSERT_DOUBLE_EQUAL(change * (double)below, 0, 1e-2);
    }
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(G_MAXINT64, 0.25, 0.999), 0.25, 1e-8);
    CU_ASSERT_DOUBLE_EQUAL(funnel_limit(G_MAXINT64, 1e-18, 0.999), 0, 1e-8);
}

static CU_TestInfo tests[] = {
    {"limits of bases beyond reason end at once", limits_of_bases_beyond_reason_end_at_once},
    {"steps are one, two or five", steps_are_one_two_or_five},
    {"counts have no half steps", counts_have_no_half_steps},
    {"all values lie on the scale", all_values_lie_on_the_scale},
    {"nothing at all still has a scale", nothing_at_all_still_has_a_scale},
    {"labels are Vietnamese", labels_are_vietnamese},
    {"values lie in proportion", values_lie_in_proportion},
    {"a limit is the interpolated quantile", a_limit_is_the_interpolated_quantile},
    {"limits of large bases are those of the normal curve",
     limits_of_large_bases_are_those_of_the_normal_curve},
    {"limits never leave zero to one", limits_never_leave_zero_to_one},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_scale_suite = {"chart_scale", NULL, NULL, NULL, NULL, tests};
