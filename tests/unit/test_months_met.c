#include "calc/returned.h"

#include <CUnit/CUnit.h>

/* Rows on the 10th of these months (year * 12 + month - 1), 2024 being asked for. */
static gboolean ends_early(const int *month, guint count, date *last)
{
    struct months_met *met = months_met_new(0);
    struct period period;
    CU_ASSERT_TRUE_FATAL(period_parse("2024", 0, &period));
    for (guint i = 0; i < count; i++)
        months_met_take(met, date_from_civil(month[i] / 12, month[i] % 12 + 1, 10), -1);
    months_met_take(met, DATE_NONE, -1);
    gboolean early = months_met_end_early(met, period, last);
    months_met_free(met);
    return early;
}

#define MONTH(year, month) ((year)*12 + (month)-1)

static void rows_that_stop_are_told_with_their_last_day(void)
{
    const int months[] = {MONTH(2023, 12), MONTH(2024, 5), MONTH(2024, 1), MONTH(2024, 2),
                          MONTH(2024, 3),  MONTH(2024, 8), MONTH(2024, 6)};
    date last;
    CU_ASSERT_TRUE(ends_early(months, G_N_ELEMENTS(months), &last));
    CU_ASSERT_EQUAL(last, date_from_civil(2024, 8, 10));
}

static void months_as_quiet_as_before_are_nothing_unusual(void)
{
    const int months[] = {MONTH(2023, 1), MONTH(2023, 6), MONTH(2023, 7),
                          MONTH(2024, 1), MONTH(2024, 3), MONTH(2024, 7)};
    date last;
    CU_ASSERT_FALSE(ends_early(months, G_N_ELEMENTS(months) - 1, &last));
    CU_ASSERT_FALSE(ends_early(months, G_N_ELEMENTS(months), &last)); /* five, as once before */
    const int seldom[] = {MONTH(2023, 2), MONTH(2023, 6), MONTH(2023, 7),
                          MONTH(2024, 1), MONTH(2024, 3), MONTH(2024, 6)};
    CU_ASSERT_TRUE(ends_early(seldom, G_N_ELEMENTS(seldom), &last)); /* six, and five before */
}

static void few_months_tell_nothing(void)
{
    const int months[] = {MONTH(2024, 1), MONTH(2024, 2), MONTH(2024, 3), MONTH(2024, 4),
                          MONTH(2024, 5)};
    date last;
    CU_ASSERT_FALSE(ends_early(months, G_N_ELEMENTS(months), &last));
}

static void rows_to_the_end_or_none_in_the_period_do_not_stop_in_it(void)
{
    const int months[] = {MONTH(2023, 8),  MONTH(2023, 9),  MONTH(2023, 10), MONTH(2023, 11),
                          MONTH(2023, 12), MONTH(2023, 12), MONTH(2023, 7),  MONTH(2024, 12)};
    date last;
    CU_ASSERT_FALSE(ends_early(months, G_N_ELEMENTS(months), &last));
    CU_ASSERT_FALSE(ends_early(months, G_N_ELEMENTS(months) - 1, &last));
}

static void months_merge(void)
{
    struct months_met *one = months_met_new(0), *other = months_met_new(0);
    struct period period;
    date last;
    CU_ASSERT_TRUE_FATAL(period_parse("2024", 0, &period));
    for (int month = 1; month <= 8; month++)
        months_met_take(month % 2 == 0 ? one : other, date_from_civil(2024, month, 2), -1);
    CU_ASSERT_FALSE(months_met_end_early(one, period, &last)); /* four months only */
    months_met_merge(one, other);
    CU_ASSERT_TRUE(months_met_end_early(one, period, &last));
    CU_ASSERT_EQUAL(last, date_from_civil(2024, 8, 2));
    months_met_free(one);
    months_met_free(other);
}

static CU_TestInfo tests[] = {
    {"rows that stop are told with their last day", rows_that_stop_are_told_with_their_last_day},
    {"months as quiet as before are nothing unusual",
     months_as_quiet_as_before_are_nothing_unusual},
    {"few months tell nothing", few_months_tell_nothing},
    {"rows to the end, or none in the period, do not stop in it",
     rows_to_the_end_or_none_in_the_period_do_not_stop_in_it},
    {"months merge", months_merge},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo months_met_suite = {"months_met", NULL, NULL, NULL, NULL, tests};
