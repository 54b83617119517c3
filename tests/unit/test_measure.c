#include <CUnit/CUnit.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "base/ratio.h"

static void codes_are_found_under_their_own_number(void)
{
    CU_ASSERT_STRING_EQUAL(measure_info(MEASURE_COUNT)->code, "count");
    CU_ASSERT_STRING_EQUAL(measure_info(MEASURE_RATE_1000)->code, "rate_1000");
    CU_ASSERT_STRING_EQUAL(chart_kind_code(CHART_STACKED_BAR), "stacked_bar");
    CU_ASSERT_STRING_EQUAL(chart_kind_code(CHART_FUNNEL), "funnel");
}

static void the_form_tells_a_difference_from_a_share(void)
{
    CU_ASSERT_EQUAL(measure_info(MEASURE_SHARE_ROW)->form, MEASURE_FORM_PERCENT);
    CU_ASSERT_EQUAL(measure_info(MEASURE_DIFF_PP)->form, MEASURE_FORM_POINTS);
    CU_ASSERT_EQUAL(measure_info(MEASURE_RATE_1000)->decimals, 2);
}

/* A percentage takes two decimals more than it prints, a rate three. */
static void every_measure_can_be_rounded(void)
{
    for (int i = 0; i < MEASURES; i++) {
        const struct measure_info *info = measure_info(i);
        CU_ASSERT_TRUE(info->decimals + 3 <= RATIO_MAX_DECIMALS);
        CU_ASSERT_TRUE(info->heading[0] != '\0');
    }
}

static void no_two_rows_share_a_code(void)
{
    for (int i = 0; i < MEASURES; i++)
        for (int j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(measure_info(i)->code, measure_info(j)->code);
    for (int i = 0; i < CHART_KINDS; i++)
        for (int j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(chart_kind_code(i), chart_kind_code(j));
}

static void every_chart_kind_says_what_it_shows(void)
{
    for (int i = 0; i < CHART_KINDS; i++)
        CU_ASSERT_TRUE(chart_kind_help(i)[0] != '\0');
}

static CU_TestInfo tests[] = {
    {"codes are found under their own number", codes_are_found_under_their_own_number},
    {"the form tells a difference from a share", the_form_tells_a_difference_from_a_share},
    {"every measure can be rounded", every_measure_can_be_rounded},
    {"no two rows share a code", no_two_rows_share_a_code},
    {"every chart kind says what it shows", every_chart_kind_says_what_it_shows},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo measure_suite = {"measure", NULL, NULL, NULL, NULL, tests};
