#include <CUnit/CUnit.h>

#include "base/date.h"

static date on(int year, int month, int day)
{
    return date_from_civil(year, month, day);
}

static void the_first_of_january_1970_is_day_zero(void)
{
    CU_ASSERT_EQUAL(on(1970, 1, 1), 0);
    CU_ASSERT_EQUAL(on(1969, 12, 31), -1);
    CU_ASSERT_EQUAL(on(2025, 7, 1), 20270);
    CU_ASSERT_EQUAL(on(1, 1, 1), -719162);
    CU_ASSERT_EQUAL(on(9999, 12, 31), 2932896);
}

static void every_day_of_four_centuries_comes_back(void)
{
    int year, month, day, wrong = 0;
    date last = on(2100, 12, 31);

    for (date d = on(1700, 1, 1); d <= last; d++) {
        date_to_civil(d, &year, &month, &day);
        wrong += !date_is_valid(year, month, day) || on(year, month, day) != d;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void only_days_of_the_calendar_are_valid(void)
{
    CU_ASSERT_TRUE(date_is_valid(2024, 2, 29));
    CU_ASSERT_FALSE(date_is_valid(2023, 2, 29));
    CU_ASSERT_FALSE(date_is_valid(1900, 2, 29));
    CU_ASSERT_TRUE(date_is_valid(2000, 2, 29));
    CU_ASSERT_FALSE(date_is_valid(2024, 2, 31));
    CU_ASSERT_FALSE(date_is_valid(2024, 13, 1));
    CU_ASSERT_FALSE(date_is_valid(2024, 0, 1));
    CU_ASSERT_FALSE(date_is_valid(2024, 1, 0));
    CU_ASSERT_FALSE(date_is_valid(0, 1, 1));
    CU_ASSERT_FALSE(date_is_valid(10000, 1, 1));
}

static void a_shorter_month_gives_its_last_day(void)
{
    CU_ASSERT_EQUAL(date_add_months(on(2024, 1, 31), 1), on(2024, 2, 29));
    CU_ASSERT_EQUAL(date_add_months(on(2024, 2, 29), -12), on(2023, 2, 28));
    CU_ASSERT_EQUAL(date_add_months(on(2024, 8, 15), 5), on(2025, 1, 15));
    CU_ASSERT_EQUAL(date_add_months(on(2024, 1, 15), -1), on(2023, 12, 15));
}

static void moving_stops_at_the_ends_of_the_calendar(void)
{
    CU_ASSERT_EQUAL(date_add_months(on(1, 5, 15), -12), on(1, 1, 15));
    CU_ASSERT_EQUAL(date_add_months(on(9999, 5, 15), G_MAXINT), on(9999, 12, 15));
}

static void a_month_ends_on_its_last_day(void)
{
    CU_ASSERT_EQUAL(date_month_end(on(2024, 2, 1)), on(2024, 2, 29));
    CU_ASSERT_EQUAL(date_month_end(on(2023, 12, 31)), on(2023, 12, 31));
}

static void an_age_is_full_on_the_birthday(void)
{
    CU_ASSERT_EQUAL(date_age(on(1990, 8, 15), on(2024, 8, 14)), 33);
    CU_ASSERT_EQUAL(date_age(on(1990, 8, 15), on(2024, 8, 15)), 34);
    CU_ASSERT_EQUAL(date_age(on(2000, 2, 29), on(2023, 2, 28)), 22);
    CU_ASSERT_EQUAL(date_age(on(2000, 2, 29), on(2023, 3, 1)), 23);
}

static void the_five_ways_to_write_a_date_are_read(void)
{
    static const char *const ways[] = {"05/07/2022", "5/7/2022",   "5/07/2022", "05/7/2022",
                                       "05-07-2022", "05.07.2022", "2022-07-05"};
    for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
        date d = DATE_NONE;
        CU_ASSERT_TRUE(date_parse(ways[i], -1, &d));
        CU_ASSERT_EQUAL(d, on(2022, 7, 5));
    }
}

static void anything_else_is_no_date(void)
{
    static const char *const refused[] = {
        "",           "5/7/22",      "05/07-2022", "05-07/2022",  "31/02/2022", "29/02/2023",
        "00/01/2022", "2022/07/05",  "2022-7-5",   "2022-07-05 ", " 5/7/2022",  "45839",
        "05/13/2022", "005/07/2022", "5/7/20222",  "01/01/0000",  "-5/07/2022", "5//07/2022",
        "5-7-2022",   "5.7.2022",    "2022-13-01", "năm 2022",    "05/07/202x", "////////",
    };
    date d = DATE_NONE;

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        CU_ASSERT_FALSE(date_parse(refused[i], -1, &d));
    CU_ASSERT_EQUAL(d, DATE_NONE);
}

static void only_the_given_length_is_read(void)
{
    date d = DATE_NONE;

    CU_ASSERT_TRUE(date_parse("05/07/2022;x", 10, &d));
    CU_ASSERT_EQUAL(d, on(2022, 7, 5));
    CU_ASSERT_FALSE(date_parse("05/07/2022", 9, &d));
}

static void a_date_is_written_for_people_and_for_machines(void)
{
    g_autofree char *people = date_vietnamese(on(2022, 7, 5));
    g_autofree char *machines = date_iso(on(2022, 7, 5));

    CU_ASSERT_STRING_EQUAL(people, "05/07/2022");
    CU_ASSERT_STRING_EQUAL(machines, "2022-07-05");
}

static CU_TestInfo tests[] = {
    {"the first of January 1970 is day zero", the_first_of_january_1970_is_day_zero},
    {"every day of four centuries comes back", every_day_of_four_centuries_comes_back},
    {"only days of the calendar are valid", only_days_of_the_calendar_are_valid},
    {"a shorter month gives its last day", a_shorter_month_gives_its_last_day},
    {"moving stops at the ends of the calendar", moving_stops_at_the_ends_of_the_calendar},
    {"a month ends on its last day", a_month_ends_on_its_last_day},
    {"an age is full on the birthday", an_age_is_full_on_the_birthday},
    {"the five ways to write a date are read", the_five_ways_to_write_a_date_are_read},
    {"anything else is no date", anything_else_is_no_date},
    {"only the given length is read", only_the_given_length_is_read},
    {"a date is written for people and for machines",
     a_date_is_written_for_people_and_for_machines},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo date_suite = {"date", NULL, NULL, NULL, NULL, tests};
