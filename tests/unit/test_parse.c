#include <CUnit/CUnit.h>
#include <string.h>

#include "base/date.h"
#include "read/parse.h"

static gboolean is_day(const char *text, int year, int month, int day)
{
    gint64 value;
    gint32 span;
    return parse_day(text, strlen(text), &value, &span) && span == 0 &&
           value == date_from_civil(year, month, day);
}

static gboolean is_no_day(const char *text)
{
    gint64 value;
    gint32 span;
    return !parse_day(text, strlen(text), &value, &span);
}

static void a_year_of_two_digits_turns_at_thirty(void)
{
    CU_ASSERT_TRUE(is_day("5/7/29", 2029, 7, 5));
    CU_ASSERT_TRUE(is_day("05-07-30", 1930, 7, 5));
    CU_ASSERT_TRUE(is_day("31.12.99", 1999, 12, 31));
    CU_ASSERT_TRUE(is_no_day("5/7-29"));
    CU_ASSERT_TRUE(is_no_day("31/2/24"));
    CU_ASSERT_TRUE(is_no_day("5/7/2"));
    CU_ASSERT_TRUE(is_no_day("5//24"));
}

static void a_day_number_has_five_digits(void)
{
    CU_ASSERT_TRUE(is_day("45839", 2025, 7, 1));
    CU_ASSERT_TRUE(is_day("73415", 2100, 12, 31));
    CU_ASSERT_TRUE(is_no_day("73416"));
    CU_ASSERT_TRUE(is_no_day("2024"));
    CU_ASSERT_TRUE(is_no_day("04583"));
}

static void a_period_is_no_day_number(void)
{
    gint64 value;
    gint32 span;
    CU_ASSERT_FALSE(parse_period("45839", 5, &value, &span));
    CU_ASSERT_TRUE(parse_period("5/7/24", 6, &value, &span));
}

/* The count, or -1: none, -2: ambiguous. */
static gint64 grouped(const char *text, enum number_format format)
{
    gint64 value;
    gboolean is_ambiguous;
    if (parse_grouped_count(text, format, &value, &is_ambiguous))
        return value;
    return is_ambiguous ? -2 : -1;
}

static void one_mark_needs_a_format(void)
{
    CU_ASSERT_EQUAL(grouped("1.234", FORMAT_NONE), -2);
    CU_ASSERT_EQUAL(grouped("1,234", FORMAT_NONE), -2);
    CU_ASSERT_EQUAL(grouped("1.234", FORMAT_VI), 1234);
    CU_ASSERT_EQUAL(grouped("1,234", FORMAT_EN), 1234);
    CU_ASSERT_EQUAL(grouped("1,234", FORMAT_VI), -1);
}

static void two_marks_and_blanks_are_clear(void)
{
    CU_ASSERT_EQUAL(grouped("1.234.567", FORMAT_NONE), 1234567);
    CU_ASSERT_EQUAL(grouped("1.234.567", FORMAT_EN), -1);
    CU_ASSERT_EQUAL(grouped("12 345", FORMAT_NONE), 12345);
}

static void other_groups_are_no_counts(void)
{
    const char *texts[] = {"12,0",   "0.123", "1.2345", "1.234,567",
                           "1..234", ".123",  "1.",     "-1.234"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        CU_ASSERT_EQUAL(grouped(texts[i], FORMAT_NONE), -1);
        CU_ASSERT_EQUAL(grouped(texts[i], FORMAT_VI), -1);
    }
}

/* Hundredths of a per cent, or -1. */
static gint64 percent(const char *text)
{
    gint64 value;
    gint32 span;
    return parse_percent(text, strlen(text), &value, &span) ? value : -1;
}

static void a_percentage_has_either_mark(void)
{
    CU_ASSERT_EQUAL(percent("72,8%"), 7280);
    CU_ASSERT_EQUAL(percent("72.85 %"), 7285);
    CU_ASSERT_EQUAL(percent("100%"), 10000);
    CU_ASSERT_EQUAL(percent("0,5%"), 50);
    CU_ASSERT_EQUAL(percent("72,8"), 7280);
}

static void what_may_be_a_part_of_one_is_no_percentage(void)
{
    CU_ASSERT_EQUAL(percent("0,9"), -1);
    CU_ASSERT_EQUAL(percent("1"), -1);
    CU_ASSERT_EQUAL(percent("1,01"), 101);
    CU_ASSERT_EQUAL(percent("0"), 0);
}

static void anything_else_is_no_percentage(void)
{
    static const char *const texts[] = {"",
                                        "%",
                                        "100,01%",
                                        "101%",
                                        "-5%",
                                        ",5%",
                                        "5,%",
                                        "1,234%",
                                        "5%%",
                                        "5 0%",
                                        "99999999999999999999%",
                                        "1,2,3%"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        CU_ASSERT_EQUAL(percent(texts[i]), -1);
}

static gboolean is_month(const char *text, int year, int month)
{
    gint64 value;
    gint32 span;
    return parse_month(text, strlen(text), &value, &span) &&
           value == date_from_civil(year, month, 1) &&
           value + span == date_month_end(date_from_civil(year, month, 1));
}

static void months_are_read_as_spreadsheets_write_them(void)
{
    static const char *const texts[] = {"2024-07",      "2024/07",
                                        "07/2024",      "7/2024",
                                        "7-2024",       "07.2024",
                                        "Jul-24",       "July 2024",
                                        "jul-2024",     "Thg7-24",
                                        "Thg 7-24",     "thg 07 2024",
                                        "Tháng 7/2024", "tháng 7-24",
                                        "Thang 07/24",  "T7/2024",
                                        "th7-2024",     "01/07/2024",
                                        "1/7/24",       "2024-07-01",
                                        "45474",        "2024-07-01 00:00:00"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        CU_ASSERT_TRUE(is_month(texts[i], 2024, 7));
    CU_ASSERT_TRUE(is_month("Tháng 12/2024", 2024, 12));
}

static void what_is_no_month_is_not_guessed(void)
{
    static const char *const texts[] = {"02/07/2024",    "7/24",    "24-Jul", "13/2024", "Jul",
                                        "Tháng 13/2024", "Juli-24", "45475",  "X7-24",   "0/2024"};
    gint64 value;
    gint32 span;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        CU_ASSERT_FALSE(parse_month(texts[i], strlen(texts[i]), &value, &span));
}

static void a_day_may_have_the_time_at_which_it_begins(void)
{
    CU_ASSERT_TRUE(is_day("05/07/2024 0:00", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("5/7/2024 00:00:00", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("2024-07-05T00:00:00", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("2024-07-05 00:00:00.000", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("5/7/24 12:00:00 AM", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("5-Jul-24", 2024, 7, 5));
    CU_ASSERT_TRUE(is_day("05 Thg7 2024", 2024, 7, 5));
    CU_ASSERT_TRUE(is_no_day("05/07/2024 10:30"));
    CU_ASSERT_TRUE(is_no_day("05/07/2024 12:00:00"));
    CU_ASSERT_TRUE(is_no_day("32-Jul-24"));
}

static void a_date_that_only_begins_with_its_month_is_known(void)
{
    CU_ASSERT_TRUE(parse_is_month_first("12/31/2024", 10, FALSE));
    CU_ASSERT_TRUE(parse_is_month_first("3-15-24 0:00", 12, FALSE));
    CU_ASSERT_FALSE(parse_is_month_first("3/4/2024", 8, FALSE));
    CU_ASSERT_FALSE(parse_is_month_first("31/12/2024", 10, FALSE));
    CU_ASSERT_FALSE(parse_is_month_first("13/13/2024", 10, FALSE));
    CU_ASSERT_TRUE(parse_is_month_first("07/01/2024", 10, TRUE));
    CU_ASSERT_FALSE(parse_is_month_first("07/02/2024", 10, TRUE));
}

static CU_TestInfo tests[] = {
    {"a year of two digits turns at thirty", a_year_of_two_digits_turns_at_thirty},
    {"a day number has five digits", a_day_number_has_five_digits},
    {"a period is no day number", a_period_is_no_day_number},
    {"one mark needs a format", one_mark_needs_a_format},
    {"two marks and blanks are clear", two_marks_and_blanks_are_clear},
    {"other groups are no counts", other_groups_are_no_counts},
    {"a percentage has either mark", a_percentage_has_either_mark},
    {"what may be a part of one is no percentage", what_may_be_a_part_of_one_is_no_percentage},
    {"anything else is no percentage", anything_else_is_no_percentage},
    {"months are read as spreadsheets write them", months_are_read_as_spreadsheets_write_them},
    {"what is no month is not guessed", what_is_no_month_is_not_guessed},
    {"a day may have the time at which it begins", a_day_may_have_the_time_at_which_it_begins},
    {"a date that only begins with its month is known",
     a_date_that_only_begins_with_its_month_is_known},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo parse_suite = {"parse", NULL, NULL, NULL, NULL, tests};
