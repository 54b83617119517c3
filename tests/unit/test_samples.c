#include <CUnit/CUnit.h>

#include "calc/samples.h"

static void add(struct samples *samples, gint32 row, gint64 value, gint64 times)
{
    samples_add(samples, &(struct sample){.row_number = row, .value = value, .times = times});
}

static struct samples_summary summary_of(const struct samples *samples, gint32 row)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct sample));
    samples_collect(samples, &(struct sample){.row_number = row}, found);
    return samples_summary(found);
}

static void a_cell_has_the_values_that_were_met_in_it(void)
{
    struct samples *samples = samples_new();
    add(samples, 1, 50, 1);
    add(samples, 0, 40, 2);
    add(samples, 1, FACT_BLANK, 3);
    add(samples, 1, 41, 1);
    add(samples, 0, 40, 1);
    samples_close(samples);
    struct samples_summary first = summary_of(samples, 0), second = summary_of(samples, 1);
    CU_ASSERT_TRUE(first.count == 3 && first.sum == 120 && first.twice_median == 80);
    CU_ASSERT_TRUE(second.count == 2 && second.sum == 91 && second.twice_median == 91);
    CU_ASSERT_TRUE(first.blanks == 0 && second.blanks == 3);
    CU_ASSERT_EQUAL(summary_of(samples, 2).count, 0);
    CU_ASSERT_EQUAL(summary_of(samples, 2).twice_median, 0);
    samples_free(samples);
}

static void the_middle_is_that_of_the_values_in_order(void)
{
    /* As many as force what was met to be put together several times on the way. */
    const guint many = 200001;
    struct samples *samples = samples_new();
    for (guint i = 0; i < many; i++)
        add(samples, 0, (gint64)i * 7919 % many, 1);
    samples_close(samples);
    struct samples_summary all = summary_of(samples, 0);
    CU_ASSERT_EQUAL(all.count, many);
    CU_ASSERT_EQUAL(all.twice_median, many - 1);
    CU_ASSERT_EQUAL(all.sum, (gint64)many * (many - 1) / 2);
    samples_free(samples);
}

static void numbers_below_zero_come_first(void)
{
    struct samples *samples = samples_new();
    add(samples, 0, 3, 1);
    add(samples, 0, -4, 2);
    samples_close(samples);
    CU_ASSERT_EQUAL(summary_of(samples, 0).twice_median, -8);
    CU_ASSERT_EQUAL(summary_of(samples, 0).sum, -5);
    samples_free(samples);
}

static CU_TestInfo tests[] = {
    {"a cell has the values that were met in it", a_cell_has_the_values_that_were_met_in_it},
    {"the middle is that of the values in order", the_middle_is_that_of_the_values_in_order},
    {"numbers below zero come first", numbers_below_zero_come_first},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo samples_suite = {"samples", NULL, NULL, NULL, NULL, tests};
