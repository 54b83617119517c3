#include <CUnit/CUnit.h>

#include "base/period.h"

static date today(void)
{
    return date_from_civil(2024, 2, 10);
}

static struct period parsed(const char *text)
{
    struct period period = {0};

    CU_ASSERT_TRUE(period_parse(text, today(), &period));
    return period;
}

static void assert_period(struct period period, enum period_kind kind, const char *first,
                          const char *last)
{
    g_autofree char *made_first = date_iso(period.first);
    g_autofree char *made_last = date_iso(period.last);

    CU_ASSERT_EQUAL(period.kind, kind);
    CU_ASSERT_STRING_EQUAL(made_first, first);
    CU_ASSERT_STRING_EQUAL(made_last, last);
}

static void each_kind_has_its_days(void)
{
    assert_period(parsed("2024"), PERIOD_YEAR, "2024-01-01", "2024-12-31");
    assert_period(parsed("2024H1"), PERIOD_HALF, "2024-01-01", "2024-06-30");
    assert_period(parsed("2024H2"), PERIOD_HALF, "2024-07-01", "2024-12-31");
    assert_period(parsed("2024Q3"), PERIOD_QUARTER, "2024-07-01", "2024-09-30");
    assert_period(parsed("2024-02"), PERIOD_MONTH, "2024-02-01", "2024-02-29");
    assert_period(parsed("2024-08-15"), PERIOD_DAY, "2024-08-15", "2024-08-15");
    assert_period(parsed("2021-09-01..2024-08-31"), PERIOD_RANGE, "2021-09-01", "2024-08-31");
    assert_period(parsed("2022Q3..2024"), PERIOD_RANGE, "2022-07-01", "2024-12-31");
}

static void the_last_one_is_the_last_closed_before_today(void)
{
    struct period month = parsed("last-month");

    assert_period(month, PERIOD_MONTH, "2024-01-01", "2024-01-31");
    CU_ASSERT_STRING_EQUAL(month.name, "2024-01");
    assert_period(parsed("last-quarter"), PERIOD_QUARTER, "2023-10-01", "2023-12-31");
    assert_period(parsed("last-year"), PERIOD_YEAR, "2023-01-01", "2023-12-31");
}

static void the_name_is_as_written_with_the_last_ones_made_plain(void)
{
    CU_ASSERT_STRING_EQUAL(parsed("2024H1").name, "2024H1");
    CU_ASSERT_STRING_EQUAL(parsed("2021-09-01..2024-08-31").name, "2021-09-01..2024-08-31");
    CU_ASSERT_STRING_EQUAL(parsed("2022..last-quarter").name, "2022..2023Q4");
}

static void anything_else_is_no_period(void)
{
    static const char *const refused[] = {
        "",
        "2024-13",
        "2024-00",
        "2024-8",
        "2024H3",
        "2024H0",
        "2024Q5",
        "2024q1",
        "2024H",
        "2024H01",
        "2024H+1",
        "2024Q 1",
        "24",
        "02024",
        "0000",
        "1899",
        "2100..2101",
        "0001",
        "2024 ",
        " 2024",
        "2024-02-30",
        "2024-",
        "2024..2023",
        "2024..",
        "..2024",
        "..",
        "2022..2023..2024",
        "2024...",
        "last-week",
        "last-half",
        "last-month ",
        "Last-month",
        "2024-08-15..2024-08-14",
        "năm",
        "15/08/2024",
        "15-08-2024",
        "2024-8-15",
        "2024H1Q1",
        "2024Q99999999999999999999",
    };
    struct period period = parsed("2020");

    for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
        CU_ASSERT_FALSE(period_parse(refused[i], today(), &period));
    CU_ASSERT_STRING_EQUAL(period.name, "2020");
}

static void a_year_back_is_the_same_kind_a_year_before(void)
{
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2024"), -12).name, "2023");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2024Q1"), -12).name, "2023Q1");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2024H1"), -6).name, "2023H2");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2022..2024"), -12).name, "2021..2023");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2024-01..2024-08"), -12).name, "2023-01..2023-08");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2021-09-01..2024-08-31"), -12).name,
                           "2020-09-01..2023-08-31");
}

static void a_month_end_stays_a_month_end(void)
{
    assert_period(period_shift(parsed("2023-02"), 12), PERIOD_MONTH, "2024-02-01", "2024-02-29");
    assert_period(period_shift(parsed("2024-02"), 1), PERIOD_MONTH, "2024-03-01", "2024-03-31");
    assert_period(period_shift(parsed("2023-01-15..2023-02-28"), 12), PERIOD_RANGE, "2024-01-15",
                  "2024-02-29");
    assert_period(period_shift(parsed("2024-02-29"), -12), PERIOD_DAY, "2023-02-28", "2023-02-28");
}

static void a_year_moved_by_a_month_is_a_range_of_months(void)
{
    struct period shifted = period_shift(parsed("2024"), -1);

    assert_period(shifted, PERIOD_RANGE, "2023-12-01", "2024-11-30");
    CU_ASSERT_STRING_EQUAL(shifted.name, "2023-12..2024-11");
    CU_ASSERT_STRING_EQUAL(period_shift(parsed("2022..2023"), 6).name, "2022-07..2024-06");
}

static void a_period_holds_what_lies_wholly_inside(void)
{
    struct period year = parsed("2024");

    CU_ASSERT_TRUE(period_holds(year, year.first, year.last));
    CU_ASSERT_FALSE(period_holds(year, year.first - 1, year.last));
    CU_ASSERT_FALSE(period_holds(year, year.first, year.last + 1));
}

static void a_period_is_said_in_words(void)
{
    static const struct {
        const char *written, *words;
    } cases[] = {
        {"2024", "năm 2024"},
        {"2024-08", "tháng 8 năm 2024"},
        {"2024Q3", "quý III năm 2024"},
        {"2024H1", "6 tháng đầu năm 2024"},
        {"2024H2", "6 tháng cuối năm 2024"},
        {"2022-07-05", "ngày 05/07/2022"},
        {"2022..2024", "giai đoạn 2022–2024"},
        {"2022-01..2024Q4", "giai đoạn 2022–2024"},
        {"2020-08..2024-08", "từ tháng 8/2020 đến tháng 8/2024"},
        {"2021-09-01..2024-08-31", "từ ngày 01/09/2021 đến ngày 31/08/2024"},
        {"2021-09..2024-08-31", "từ ngày 01/09/2021 đến ngày 31/08/2024"},
        {"2021-09-02..2024", "từ ngày 02/09/2021 đến ngày 31/12/2024"},
        {"2024..2024", "năm 2024"},
        {"2024-08..2024-08", "tháng 8 năm 2024"},
        {"2024-08-15..2024-08-15", "ngày 15/08/2024"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = period_words(parsed(cases[i].written));
        CU_ASSERT_STRING_EQUAL(words, cases[i].words);
    }
}

static void what_begins_after_the_day_of_the_data_is_to_come(void)
{
    struct period year = parsed("2024");
    CU_ASSERT_EQUAL(period_day(&year), year.last);
    CU_ASSERT_FALSE(period_is_to_come(&year, year.last + 1));
    year.as_of = date_from_civil(2024, 8, 15);
    CU_ASSERT_EQUAL(period_day(&year), year.as_of);
    CU_ASSERT_FALSE(period_is_to_come(&year, year.as_of));
    CU_ASSERT_TRUE(period_is_to_come(&year, year.as_of + 1));
}

static void a_stretch_is_cut_at_the_day_of_the_data(void)
{
    struct period year = parsed("2024");
    CU_ASSERT_EQUAL(period_cut(&year, year.last, 0, FALSE), year.last);
    year.as_of = date_from_civil(2024, 8, 15);
    CU_ASSERT_EQUAL(period_cut(&year, year.last, 0, FALSE), year.as_of);
    CU_ASSERT_EQUAL(period_cut(&year, year.first, 0, FALSE), year.first);
    CU_ASSERT_EQUAL(period_cut(&year, year.last, 12, TRUE), date_from_civil(2023, 8, 31));
}

static void kinds_go_by_the_names_of_templates(void)
{
    enum period_kind kind = PERIOD_DAY;

    CU_ASSERT_TRUE(period_kind_from_name("range", &kind));
    CU_ASSERT_EQUAL(kind, PERIOD_RANGE);
    CU_ASSERT_FALSE(period_kind_from_name("week", &kind));
    CU_ASSERT_EQUAL(kind, PERIOD_RANGE);
    CU_ASSERT_STRING_EQUAL(period_kind_name(PERIOD_HALF), "half");
}

static void the_last_year_end_is_one_on_or_before_the_day_of_the_data(void)
{
    static const struct {
        const char *period;
        int as_of; /* month of 2024; 0: no day is given */
        const char *year;
    } cases[] = {{"2022..2024", 8, "2023"}, {"2022..2024", 12, "2024"}, {"2024", 0, "2024"},
                 {"2024-08", 0, "2023"},    {"2023-12", 0, "2023"},     {"2023-12-31", 0, "2023"},
                 {"2024-01-01", 0, "2023"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct period period = parsed(cases[i].period);
        if (cases[i].as_of > 0)
            period.as_of = date_from_civil(2024, cases[i].as_of, 31);
        struct period end = period_year_end(&period);
        CU_ASSERT_STRING_EQUAL(end.name, cases[i].year);
        CU_ASSERT_EQUAL(end.last - end.first + 1, end.name[3] == '4' ? 366 : 365);
    }
}

static void a_stretch_says_how_long_it_is_unless_it_is_a_year(void)
{
    static const struct {
        const char *period, *words;
    } cases[] = {{"2022..2024", "trong 36 tháng"},
                 {"2024-08", "trong 1 tháng"},
                 {"2024", NULL},
                 {"2023-09..2024-08", NULL},
                 {"2024-08-15..2025-08-14", "từ 15/08/2024 đến 14/08/2025"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct period period = parsed(cases[i].period);
        g_autofree char *words = period_length(&period);
        CU_ASSERT_EQUAL(g_strcmp0(words, cases[i].words), 0);
    }
    struct period cut = parsed("2022..2024");
    cut.as_of = date_from_civil(2024, 8, 31);
    g_autofree char *words = period_length(&cut);
    CU_ASSERT_STRING_EQUAL(words, "trong 32 tháng");
}

static void steps_of_time_are_numbered_named_and_have_their_days(void)
{
    static const struct {
        const char *name, *day, *code, *label, *first, *last;
    } cases[] = {{"year", "2024-05-09", "2024", "Năm 2024", "2024-01-01", "2024-12-31"},
                 {"quarter", "2024-12-31", "2024Q4", "Quý IV/2024", "2024-10-01", "2024-12-31"},
                 {"quarter", "2024-04-01", "2024Q2", "Quý II/2024", "2024-04-01", "2024-06-30"},
                 {"month", "2024-02-10", "2024-02", "02/2024", "2024-02-01", "2024-02-29"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct period_step *step = period_step(cases[i].name);
        date day = DATE_NONE;
        CU_ASSERT_FATAL(step != NULL && date_parse(cases[i].day, -1, &day));
        int number = period_step_number(step, day);
        g_autofree char *code = period_step_code(step, number);
        g_autofree char *label = period_step_label(step, number);
        g_autofree char *first = date_iso(period_step_first(step, number));
        g_autofree char *last = date_iso(period_step_last(step, number));
        CU_ASSERT_STRING_EQUAL(code, cases[i].code);
        CU_ASSERT_STRING_EQUAL(label, cases[i].label);
        CU_ASSERT_STRING_EQUAL(first, cases[i].first);
        CU_ASSERT_STRING_EQUAL(last, cases[i].last);
    }
    CU_ASSERT_PTR_NULL(period_step("half"));
    CU_ASSERT_PTR_NULL(period_step("unit"));
    CU_ASSERT_PTR_NULL(period_step(NULL));
}

static CU_TestInfo tests[] = {
    {"each kind has its days", each_kind_has_its_days},
    {"the last one is the last closed before today", the_last_one_is_the_last_closed_before_today},
    {"the name is as written with the last ones made plain",
     the_name_is_as_written_with_the_last_ones_made_plain},
    {"anything else is no period", anything_else_is_no_period},
    {"a year back is the same kind a year before", a_year_back_is_the_same_kind_a_year_before},
    {"a month end stays a month end", a_month_end_stays_a_month_end},
    {"a year moved by a month is a range of months", a_year_moved_by_a_month_is_a_range_of_months},
    {"a period holds what lies wholly inside", a_period_holds_what_lies_wholly_inside},
    {"a period is said in words", a_period_is_said_in_words},
    {"what begins after the day of the data is to come",
     what_begins_after_the_day_of_the_data_is_to_come},
    {"a stretch is cut at the day of the data", a_stretch_is_cut_at_the_day_of_the_data},
    {"kinds go by the names of templates", kinds_go_by_the_names_of_templates},
    {"the last year end is one on or before the day of the data",
     the_last_year_end_is_one_on_or_before_the_day_of_the_data},
    {"a stretch says how long it is unless it is a year",
     a_stretch_says_how_long_it_is_unless_it_is_a_year},
    {"steps of time are numbered, named and have their days",
     steps_of_time_are_numbered_named_and_have_their_days},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo period_suite = {"period", NULL, NULL, NULL, NULL, tests};
