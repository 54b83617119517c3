#include <CUnit/CUnit.h>
#include <string.h>

#include "read/quarter.h"

static date last_of(const char *text)
{
    gint64 value = 0;
    gint32 span;
    return quarter_parse(text, strlen(text), &value, &span) ? (date)value : DATE_NONE;
}

static void a_quarter_ends_with_its_last_day(void)
{
    static const char *const third[] = {
        "2025Q3",         "2025-Q3",  "Q3/2025",   "q3 2025",          "Quý III/2025",
        "Quý 3 năm 2025", "III/2025", "QIII-2025", "QUÝ III NĂM 2025", "2025 quy 3"};
    for (guint i = 0; i < G_N_ELEMENTS(third); i++)
        CU_ASSERT_EQUAL(last_of(third[i]), date_from_civil(2025, 9, 30));
    CU_ASSERT_EQUAL(last_of("Quý I/2024"), date_from_civil(2024, 3, 31));
    CU_ASSERT_EQUAL(last_of("2024Q2"), date_from_civil(2024, 6, 30));
}

static void the_fourth_quarter_is_the_year(void)
{
    static const char *const year[] = {"2025", "2025Q4", "Quý IV/2025", "Cả năm 2025", "Năm 2025"};
    for (guint i = 0; i < G_N_ELEMENTS(year); i++)
        CU_ASSERT_EQUAL(last_of(year[i]), date_from_civil(2025, 12, 31));
    CU_ASSERT_EQUAL(quarter_first(last_of("2025Q4")), date_from_civil(2025, 1, 1));
    CU_ASSERT_EQUAL(quarter_first(last_of("2025Q3")), date_from_civil(2025, 7, 1));
}

static void a_text_without_a_year_takes_the_one_beside_it(void)
{
    static const char *const third[] = {"Quý III", "Q3", "III", "3", "quý 3"};
    date year = date_from_civil(2024, 1, 1);
    for (guint i = 0; i < G_N_ELEMENTS(third); i++) {
        CU_ASSERT_FALSE(quarter_has_year(last_of(third[i])));
        CU_ASSERT_EQUAL(quarter_in_year(last_of(third[i]), year), date_from_civil(2024, 9, 30));
    }
    CU_ASSERT_EQUAL(quarter_in_year(last_of("Cả năm"), year), date_from_civil(2024, 12, 31));
    CU_ASSERT_EQUAL(quarter_in_year(last_of("2025Q1"), year), date_from_civil(2025, 3, 31));
    CU_ASSERT_EQUAL(quarter_year(last_of("2025Q1")), date_from_civil(2025, 1, 1));
}

static void what_may_be_a_month_is_no_quarter(void)
{
    static const char *const none[] = {"3/2025",       "2025-03",   "31/03/2025",   "Quý V/2025",
                                       "2025Q0",       "2025Q33",   "Quý",          "tháng 3",
                                       "6 tháng 2025", "2024 2025", "Quý I Quý II", "I/II/2025",
                                       "0025Q3",       "Quý 2025",  "ca",           ""};
    for (guint i = 0; i < G_N_ELEMENTS(none); i++)
        CU_ASSERT_EQUAL(last_of(none[i]), DATE_NONE);
}

static CU_TestInfo tests[] = {
    {"a quarter ends with its last day", a_quarter_ends_with_its_last_day},
    {"the fourth quarter is the year", the_fourth_quarter_is_the_year},
    {"a text without a year takes the one beside it",
     a_text_without_a_year_takes_the_one_beside_it},
    {"what may be a month is no quarter", what_may_be_a_month_is_no_quarter},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo quarter_suite = {"quarter", NULL, NULL, NULL, NULL, tests};
