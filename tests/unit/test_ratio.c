#include <CUnit/CUnit.h>

#include "base/ratio.h"

static void half_rounds_away_from_zero(void)
{
    CU_ASSERT_EQUAL(ratio_round((struct ratio){1, 8}, 2), 13);
    CU_ASSERT_EQUAL(ratio_round((struct ratio){-1, 8}, 2), -13);
    CU_ASSERT_EQUAL(ratio_round((struct ratio){1, -8}, 2), -13);
    CU_ASSERT_EQUAL(ratio_round((struct ratio){23, 80}, 3), 288); /* a binary fraction gives 287 */
}

static void a_large_count_does_not_overflow(void)
{
    CU_ASSERT_EQUAL(ratio_round((struct ratio){G_MAXINT64, G_MAXINT64}, 6), 1000000);
}

static void only_a_whole_of_zero_has_no_value(void)
{
    CU_ASSERT_FALSE(ratio_has_value((struct ratio){3, 0}));
    CU_ASSERT_TRUE(ratio_has_value((struct ratio){0, 3}));
}

static void assert_difference(struct ratio a, struct ratio b, gint64 part, gint64 whole)
{
    struct ratio difference = ratio_difference(a, b);

    CU_ASSERT_EQUAL(difference.part, part);
    CU_ASSERT_EQUAL(difference.whole, whole);
}

static void a_difference_is_exact_and_in_lowest_terms(void)
{
    assert_difference((struct ratio){1, 2}, (struct ratio){1, 3}, 1, 6);
    assert_difference((struct ratio){1, 6}, (struct ratio){1, 2}, -1, 3);
    assert_difference((struct ratio){1, -2}, (struct ratio){1, 2}, -1, 1);
    assert_difference((struct ratio){5, 10}, (struct ratio){1, 2}, 0, 1);
}

static void a_difference_is_rounded_once(void)
{
    /* 0,5 and 0,4 per thousand print as 0,1 and 0,0 per cent; they differ by 0,0. */
    struct ratio difference = ratio_difference((struct ratio){5, 10000}, (struct ratio){4, 10000});

    CU_ASSERT_EQUAL(ratio_round(difference, 3), 0);
}

static void a_difference_with_a_ratio_without_value_has_none(void)
{
    CU_ASSERT_FALSE(ratio_has_value(ratio_difference((struct ratio){1, 0}, (struct ratio){1, 2})));
    CU_ASSERT_FALSE(ratio_has_value(ratio_difference((struct ratio){1, 2}, (struct ratio){0, 0})));
}

static void a_difference_of_large_wholes_fits_when_its_lowest_terms_do(void)
{
    assert_difference((struct ratio){G_MAXINT64, G_MAXINT64}, (struct ratio){0, G_MAXINT64 - 1}, 1,
                      1);
    assert_difference((struct ratio){2, G_MAXINT64}, (struct ratio){1, G_MAXINT64}, 1, G_MAXINT64);
    assert_difference((struct ratio){1, G_MAXINT32}, (struct ratio){1, G_MAXINT32 - 1}, -1,
                      (gint64)G_MAXINT32 * (G_MAXINT32 - 1));
}

static void ninety_six_per_cent_of_seventeen_is_impossible(void)
{
    gint64 part = -1;
    CU_ASSERT_FALSE(ratio_explains(96, 2, 17, &part));
    CU_ASSERT_EQUAL(part, -1);
}

static void the_smallest_base_of_ninety_six_per_cent_is_twenty_three(void)
{
    gint64 part = -1, base = 1;
    while (!ratio_explains(96, 2, base, &part))
        base++;
    CU_ASSERT_EQUAL(base, 23);
    CU_ASSERT_EQUAL(part, 22);
}

static void the_smallest_part_is_given(void)
{
    gint64 part = -1;
    CU_ASSERT_TRUE(ratio_explains(96, 2, 1000, &part));
    CU_ASSERT_EQUAL(part, 955);
    CU_ASSERT_TRUE(ratio_explains(0, 2, 1000, &part));
    CU_ASSERT_EQUAL(part, 0);
}

static void a_figure_that_was_cut_off_is_possible(void)
{
    gint64 part = -1;
    CU_ASSERT_TRUE(ratio_explains(209, 3, 62, &part)); /* 13/62 is 0.20967 */
    CU_ASSERT_EQUAL(part, 13);
}

static void more_than_the_whole_is_impossible(void)
{
    gint64 part = -1;
    CU_ASSERT_TRUE(ratio_explains(1000, 3, 62, &part));
    CU_ASSERT_EQUAL(part, 62);
    CU_ASSERT_FALSE(ratio_explains(1001, 3, 62, &part));
    CU_ASSERT_FALSE(ratio_explains(G_MAXINT64, 3, G_MAXINT64, &part));
    CU_ASSERT_FALSE(ratio_explains(1, 3, 0, &part));
}

static CU_TestInfo tests[] = {
    {"half rounds away from zero", half_rounds_away_from_zero},
    {"a large count does not overflow", a_large_count_does_not_overflow},
    {"only a whole of zero has no value", only_a_whole_of_zero_has_no_value},
    {"a difference is exact and in lowest terms", a_difference_is_exact_and_in_lowest_terms},
    {"a difference is rounded once", a_difference_is_rounded_once},
    {"a difference with a ratio without value has none",
     a_difference_with_a_ratio_without_value_has_none},
    {"a difference of large wholes fits when its lowest terms do",
     a_difference_of_large_wholes_fits_when_its_lowest_terms_do},
    {"96 per cent of 17 is impossible", ninety_six_per_cent_of_seventeen_is_impossible},
    {"the smallest base of 96 per cent is 23",
     the_smallest_base_of_ninety_six_per_cent_is_twenty_three},
    {"the smallest part is given", the_smallest_part_is_given},
    {"a figure that was cut off is possible", a_figure_that_was_cut_off_is_possible},
    {"more than the whole is impossible", more_than_the_whole_is_impossible},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo ratio_suite = {"ratio", NULL, NULL, NULL, NULL, tests};
