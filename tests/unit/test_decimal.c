#include <CUnit/CUnit.h>

#include "base/decimal.h"

static void assert_made(char *made, const char *expected)
{
    CU_ASSERT_STRING_EQUAL(made, expected);
    g_free(made);
}

static void people_read_points_between_thousands_and_a_decimal_comma(void)
{
    assert_made(decimal_vietnamese(12345, 1), "1.234,5");
    assert_made(decimal_vietnamese(728, 1), "72,8");
    assert_made(decimal_vietnamese(999, 0), "999");
    assert_made(decimal_vietnamese(1000, 0), "1.000");
    assert_made(decimal_vietnamese(-123456789, 0), "-123.456.789");
}

static void machines_read_no_groups_and_a_point(void)
{
    assert_made(decimal_plain(12345, 1), "1234.5");
    assert_made(decimal_plain(1234567, 0), "1234567");
}

static void a_value_below_one_keeps_its_zero_and_sign(void)
{
    assert_made(decimal_plain(5, 2), "0.05");
    assert_made(decimal_plain(-5, 2), "-0.05");
    assert_made(decimal_vietnamese(0, 1), "0,0");
}

static void the_ends_of_64_bits_are_written(void)
{
    assert_made(decimal_plain(G_MININT64, 0), "-9223372036854775808");
    assert_made(decimal_vietnamese(G_MAXINT64, 2), "92.233.720.368.547.758,07");
}

static gint64 parsed(const char *text)
{
    gint64 value = -77;

    CU_ASSERT_TRUE(decimal_parse_whole(text, -1, &value));
    return value;
}

static void digits_with_a_sign_are_a_whole_number(void)
{
    CU_ASSERT_EQUAL(parsed("0"), 0);
    CU_ASSERT_EQUAL(parsed("0012"), 12);
    CU_ASSERT_EQUAL(parsed("-12"), -12);
    CU_ASSERT_EQUAL(parsed("+12"), 12);
    CU_ASSERT_EQUAL(parsed("9223372036854775807"), G_MAXINT64);
    CU_ASSERT_EQUAL(parsed("-9223372036854775808"), G_MININT64);
}

static void anything_else_is_refused_and_leaves_the_value_alone(void)
{
    static const char *const refused[] = {
        "",
        "-",
        "+",
        " 1",
        "1 ",
        "1.000",
        "1,5",
        "1e3",
        "--1",
        "0x10",
        "١",
        "12\302",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
    };
    gint64 value = -77;

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        CU_ASSERT_FALSE(decimal_parse_whole(refused[i], -1, &value));
    CU_ASSERT_EQUAL(value, -77);
}

static void only_the_given_length_is_read(void)
{
    gint64 value = -77;

    CU_ASSERT_TRUE(decimal_parse_whole("12;34", 2, &value));
    CU_ASSERT_EQUAL(value, 12);
    CU_ASSERT_FALSE(decimal_parse_whole("12", 0, &value));
    CU_ASSERT_FALSE(decimal_parse_whole("-1", 1, &value));
}

static void decimals_stand_behind_a_comma_or_a_point(void)
{
    static const struct {
        const char *text;
        gint64 scaled; /* -1: it is none */
    } cases[] = {{"72,5", 7250}, {"72.25", 7225}, {"72", 7200},  {"0,05", 5},   {"72,", -1},
                 {",5", -1},     {"72,125", -1},  {"1.000", -1}, {"1,2,3", -1}, {"a", -1},
                 {"", -1},       {"72,5%", -1},   {"7 2", -1}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint64 scaled = -1;
        CU_ASSERT_EQUAL(decimal_parse(cases[i].text, 2, &scaled), cases[i].scaled >= 0);
        CU_ASSERT_EQUAL(scaled, cases[i].scaled);
    }
    gint64 scaled;
    CU_ASSERT_TRUE(decimal_parse("-0,5", 1, &scaled));
    CU_ASSERT_EQUAL(scaled, -5);
    CU_ASSERT_FALSE(decimal_parse("7,5", 0, &scaled));
}

static void roman_numerals_subtract_where_they_should(void)
{
    assert_made(decimal_roman(4), "IV");
    assert_made(decimal_roman(1949), "MCMXLIX");
    assert_made(decimal_roman(3888), "MMMDCCCLXXXVIII");
}

static CU_TestInfo tests[] = {
    {"people read points between thousands and a decimal comma",
     people_read_points_between_thousands_and_a_decimal_comma},
    {"machines read no groups and a point", machines_read_no_groups_and_a_point},
    {"a value below one keeps its zero and sign", a_value_below_one_keeps_its_zero_and_sign},
    {"the ends of 64 bits are written", the_ends_of_64_bits_are_written},
    {"digits with a sign are a whole number", digits_with_a_sign_are_a_whole_number},
    {"anything else is refused and leaves the value alone",
     anything_else_is_refused_and_leaves_the_value_alone},
    {"only the given length is read", only_the_given_length_is_read},
    {"decimals stand behind a comma or a point", decimals_stand_behind_a_comma_or_a_point},
    {"roman numerals subtract where they should", roman_numerals_subtract_where_they_should},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo decimal_suite = {"decimal", NULL, NULL, NULL, NULL, tests};
