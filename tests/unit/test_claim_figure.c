#include <CUnit/CUnit.h>
#include <string.h>

#include "claims/claim_figure.h"

static enum claim_numeral parse(const char *text, gboolean is_share, struct claim_figure *figure)
{
    *figure = (struct claim_figure){0};
    return claim_figure_parse(text, strlen(text), is_share, figure);
}

static void points_part_thousands_and_a_comma_begins_decimals(void)
{
    struct claim_figure figure;
    CU_ASSERT_EQUAL(parse("1.067", FALSE, &figure), CLAIM_NUMERAL_READ);
    CU_ASSERT_EQUAL(figure.scaled, 1067);
    CU_ASSERT_EQUAL(figure.decimals, 0);
    CU_ASSERT_EQUAL(parse("1.234,5", FALSE, &figure), CLAIM_NUMERAL_READ);
    CU_ASSERT_EQUAL(figure.scaled, 12345);
    CU_ASSERT_EQUAL(figure.decimals, 1);
    CU_ASSERT_EQUAL(parse("62,62", TRUE, &figure), CLAIM_NUMERAL_READ);
    CU_ASSERT_EQUAL(figure.scaled, 6262);
    CU_ASSERT_EQUAL(figure.decimals, 2);
}

static void a_point_before_one_or_two_digits_is_a_decimal_mark(void)
{
    struct claim_figure figure;
    CU_ASSERT_EQUAL(parse("94.1", TRUE, &figure), CLAIM_NUMERAL_READ);
    CU_ASSERT_EQUAL(figure.scaled, 941);
    CU_ASSERT_EQUAL(figure.decimals, 1);
}

static void a_mark_that_may_mean_two_things_is_ambiguous(void)
{
    struct claim_figure figure;
    CU_ASSERT_EQUAL(parse("2,052", FALSE, &figure), CLAIM_NUMERAL_AMBIGUOUS);
    CU_ASSERT_EQUAL(parse("2.052", TRUE, &figure), CLAIM_NUMERAL_AMBIGUOUS);
    CU_ASSERT_EQUAL(parse("2,052", TRUE, &figure), CLAIM_NUMERAL_READ);
    CU_ASSERT_EQUAL(parse("0,052", FALSE, &figure), CLAIM_NUMERAL_READ);
}

static void what_is_no_number_is_not_read(void)
{
    static const char *const texts[] = {"",      "a",      "1.23.456", "1,",         "1.2,",
                                        "1,2,3", "12a",    ",5",       "1,23456",    "0227.3831",
                                        "-5",    "1.2345", "..",       "12345678901"};
    struct claim_figure figure;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        CU_ASSERT_EQUAL(parse(texts[i], FALSE, &figure), CLAIM_NUMERAL_NONE);
}

static enum claim_fit fit(gint64 scaled, guint decimals, enum claim_bound bound, gint64 part,
                          gint64 whole)
{
    return claim_figure_fit((struct claim_figure){scaled, decimals, TRUE}, bound,
                            (struct ratio){part, whole}, TRUE);
}

static void rounding_and_cutting_off_are_told_apart(void)
{
    CU_ASSERT_EQUAL(fit(209, 1, CLAIM_EXACT, 13, 62), CLAIM_FIT_CUT);
    CU_ASSERT_EQUAL(fit(210, 1, CLAIM_EXACT, 13, 62), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(211, 1, CLAIM_EXACT, 13, 62), CLAIM_FIT_NONE);
}

static void words_before_a_figure_bound_it(void)
{
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_ABOVE, 91, 100), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_ABOVE, 90, 100), CLAIM_FIT_NONE);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_AT_LEAST, 90, 100), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_BELOW, 90, 100), CLAIM_FIT_NONE);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_AT_MOST, 90, 100), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_NEARLY, 86, 100), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_NEARLY, 91, 100), CLAIM_FIT_NONE);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_NEARLY, 85, 100), CLAIM_FIT_NONE);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_ABOUT, 94, 100), CLAIM_FIT_ROUNDED);
    CU_ASSERT_EQUAL(fit(90, 0, CLAIM_ABOUT, 95, 100), CLAIM_FIT_NONE);
}

static void only_two_neighbours_can_be_swapped(void)
{
    CU_ASSERT_TRUE(claim_figure_swapped(6732, 6723));
    CU_ASSERT_TRUE(claim_figure_swapped(147, 174));
    CU_ASSERT_FALSE(claim_figure_swapped(147, 741));
    CU_ASSERT_FALSE(claim_figure_swapped(147, 147));
    CU_ASSERT_FALSE(claim_figure_swapped(198, 192));
    CU_ASSERT_FALSE(claim_figure_swapped(10, 1));
}

static void a_whole_percentage_has_no_decimals(void)
{
    g_autofree char *whole = claim_figure_share((struct ratio){17, 17}, 1);
    g_autofree char *part = claim_figure_share((struct ratio){16, 17}, 0);
    CU_ASSERT_STRING_EQUAL(whole, "100%");
    CU_ASSERT_STRING_EQUAL(part, "94,1%");
}

static CU_TestInfo tests[] = {
    {"points part thousands and a comma begins decimals",
     points_part_thousands_and_a_comma_begins_decimals},
    {"a point before one or two digits is a decimal mark",
     a_point_before_one_or_two_digits_is_a_decimal_mark},
    {"a mark that may mean two things is ambiguous", a_mark_that_may_mean_two_things_is_ambiguous},
    {"what is no number is not read", what_is_no_number_is_not_read},
    {"rounding and cutting off are told apart", rounding_and_cutting_off_are_told_apart},
    {"words before a figure bound it", words_before_a_figure_bound_it},
    {"only two neighbours can be swapped", only_two_neighbours_can_be_swapped},
    {"a whole percentage has no decimals", a_whole_percentage_has_no_decimals},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo claim_figure_suite = {"claim_figure", NULL, NULL, NULL, NULL, tests};
