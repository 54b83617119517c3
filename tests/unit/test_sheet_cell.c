#include <CUnit/CUnit.h>
#include <string.h>

#include "read/sheet_cell.h"

/* What a number says to a column, "#" for a number's mark and "@" for a day's. New string. */
static char *said(const char *number, const char *code, int type, gboolean is_1904)
{
    GString *out = g_string_new(NULL);
    struct sheet_cell cell = {WORKBOOK_NUMBER, workbook_format_of_code(code), is_1904, number,
                              strlen(number)};
    sheet_cell_append(out, &cell, type);
    enum sheet_mark mark = sheet_mark_of(out->str, out->len);
    if (mark != SHEET_PLAIN) {
        g_string_erase(out, 0, SHEET_MARK_BYTES);
        g_string_prepend_c(out, mark == SHEET_NUMBER ? '#' : mark == SHEET_DAY ? '@' : '?');
    }
    return g_string_free(out, FALSE);
}

static void check(const char *number, const char *code, int type, const char *expected)
{
    g_autofree char *text = said(number, code, type, FALSE);
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void a_number_is_the_shortest_decimal_text_of_fifteen_digits(void)
{
    static const char *const numbers[][2] = {
        {"12", "12"},
        {"0.30000000000000004", "0.3"},
        {"34.100000000000001", "34.1"},
        {"7.0000000000000001", "7"},
        {"1.2E-3", "0.0012"},
        {"2.024E3", "2024"},
        {"-0.5", "-0.5"},
        {"123456789012345", "123456789012345"},
        {"0", "0"},
        {"-0", "0"},
        {"0012", "12"},
        {"1E300", "1E300"},
        {"nan", "nan"},
        {"12x", "12x"},
        {"", ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        check(numbers[i][0], "General", SHEET_NO_COLUMN, numbers[i][1]);
}

static void a_percentage_and_points_have_the_decimals_that_are_shown(void)
{
    check("0.3333333333333333", "0.0%", COLUMN_PERCENT, "33.3%");
    check("0.125", "0%", COLUMN_PERCENT, "13%");
    check("0.9995", "0.0%", COLUMN_PERCENT, "100%");
    check("0.00049", "0.0%", COLUMN_PERCENT, "0%");
    check("0.5", "General", COLUMN_PERCENT, "0.5");
    check("92.333333333333329", "0.00", COLUMN_POINTS, "92.33");
    check("92.5", "General", COLUMN_POINTS, "92.5");
}

static void a_code_that_is_a_number_is_marked_unless_its_zeros_are_shown(void)
{
    check("34.1", "General", COLUMN_UNIT, "#34.1");
    check("34", "0", COLUMN_UNIT, "#34");
    check("123", "0000", COLUMN_UNIT, "0123");
    check("34.1", "0.00", COLUMN_UNIT, "34.10");
    check("34.125", "0.00", COLUMN_UNIT, "#34.125");
    check("1234", "#,##0", COLUMN_UNIT, "#1234");
    check("123", "0000", COLUMN_KEY, "0123");
    check("123", "General", COLUMN_KEY, "123");
    check("0.1", "0%", COLUMN_UNIT, "#0.1");
}

static void a_count_is_whole_or_marked(void)
{
    check("12", "0.00", COLUMN_COUNT, "12");
    check("1.234", "General", COLUMN_COUNT, "#1.234");
    check("1.2E1", "General", COLUMN_COUNT, "12");
}

static void a_day_is_written_as_its_format_shows_it(void)
{
    check("45535", "dd/mm/yyyy", COLUMN_DATE, "31/08/2024");
    check("45535", "[$-42A]d mmmm, yyyy;@", COLUMN_DATE, "31/08/2024");
    check("45535", "mm/yyyy", COLUMN_MONTH, "08/2024");
    check("45535", "yyyy", COLUMN_YEAR, "2024");
    check("45535.5", "dd/mm/yyyy", COLUMN_DATE, "31/08/2024 12:00:00");
    check("45534.9999999", "dd/mm/yyyy", COLUMN_DATE, "31/08/2024");
    check("45535", "General", COLUMN_DATE, "45535");
    check("0.5", "h:mm", COLUMN_DATE, "12:00:00");
}

static void nineteen_hundred_has_a_leap_day_that_never_was(void)
{
    check("1", "d/m/yyyy", COLUMN_DATE, "01/01/1900");
    check("59", "d/m/yyyy", COLUMN_DATE, "28/02/1900");
    check("60", "d/m/yyyy", COLUMN_DATE, "29/02/1900");
    check("61", "d/m/yyyy", COLUMN_DATE, "01/03/1900");
    check("2958465", "d/m/yyyy", COLUMN_DATE, "31/12/9999");
    check("2958467", "d/m/yyyy", COLUMN_DATE, "2958467");
    check("-1", "d/m/yyyy", COLUMN_DATE, "-1");
}

static void days_of_1904_need_their_format(void)
{
    g_autofree char *day = said("44073", "dd/mm/yyyy", COLUMN_DATE, TRUE);
    CU_ASSERT_STRING_EQUAL(day, "31/08/2024");
    g_autofree char *first = said("0", "dd/mm/yyyy", COLUMN_DATE, TRUE);
    CU_ASSERT_STRING_EQUAL(first, "01/01/1904");
    g_autofree char *number = said("44073", "General", COLUMN_DATE, TRUE);
    CU_ASSERT_STRING_EQUAL(number, "#44073");
}

static void a_day_where_none_belongs_is_marked(void)
{
    check("45577", "d-mmm", COLUMN_UNIT, "@12/10/2024");
    check("45577", "d-mmm", COLUMN_KEY, "@12/10/2024");
    check("45577", "d-mmm", COLUMN_COUNT, "@12/10/2024");
    check("45577", "d-mmm", COLUMN_TEXT, "12/10/2024");
    check("45577", "d-mmm", SHEET_NO_COLUMN, "12/10/2024");
}

/* What a cell of another kind says to a column of counts. */
static void check_kind(enum workbook_kind kind, const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    struct sheet_cell cell = {kind, {0}, FALSE, text, strlen(text)};
    sheet_cell_append(out, &cell, COLUMN_COUNT);
    CU_ASSERT_STRING_EQUAL(out->str, expected);
}

static void other_kinds_say_what_they_are(void)
{
    check_kind(WORKBOOK_TEXT, "a_x0041__x000D_b_x12_", "aA\rb_x12_");
    check_kind(WORKBOOK_TEXT, SHEET_MARK "\x90" SHEET_MARK "\x91x", "x");
    check_kind(WORKBOOK_BOOLEAN, "1", "TRUE");
    check_kind(WORKBOOK_BOOLEAN, "0", "FALSE");
    check_kind(WORKBOOK_ERROR, "#N/A", SHEET_MARK "\x93#N/A");
    check_kind(WORKBOOK_NO_VALUE, "=A1", SHEET_MARK "\x92=A1");
    check_kind(WORKBOOK_DATE, "2024-02-30",
               SHEET_MARK "\x91"
                          "2024-02-30");
}

/* "fixed 2 1", "day ymd" … New string. */
static char *format_text(const char *code)
{
    static const char *const kinds[] = {"general", "fixed", "percent", "day", "time"};
    struct workbook_format format = workbook_format_of_code(code);
    if (format.kind == WORKBOOK_DAY)
        return g_strdup_printf("day %s%s%s", format.shows & WORKBOOK_SHOWS_YEAR ? "y" : "",
                               format.shows & WORKBOOK_SHOWS_MONTH ? "m" : "",
                               format.shows & WORKBOOK_SHOWS_DAY ? "d" : "");
    return g_strdup_printf("%s %u %u", kinds[format.kind], format.decimals, format.digits);
}

static void a_format_is_told_by_its_first_section(void)
{
    static const char *const formats[][2] = {
        {"General", "general 0 0"},   {"0.00E+00", "general 0 0"},
        {"0.00", "fixed 2 1"},        {"#,##0.0;[Red]-0", "fixed 1 0"},
        {"\"d\"0", "fixed 0 0"},      {"0000", "fixed 0 4"},
        {"0.0%", "percent 1 1"},      {"yyyy\\-mm\\-dd", "day ymd"},
        {"mm:ss", "time 0 0"},        {"[h]:mm:ss", "time 0 0"},
        {"d/m/yyyy h:mm", "day ymd"}, {"mmm-yy", "day ym"},
        {"@", "general 0 0"},         {"h:mm AM/PM", "time 0 0"},
        {"[Red]0", "fixed 0 1"},      {"", "general 0 0"},
        {"\"", "general 0 0"},        {"[", "general 0 0"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = format_text(formats[i][0]);
        CU_ASSERT_STRING_EQUAL(text, formats[i][1]);
    }
    CU_ASSERT_EQUAL(workbook_format_of_number(14).kind, WORKBOOK_DAY);
    CU_ASSERT_EQUAL(workbook_format_of_number(10).decimals, 2);
    CU_ASSERT_EQUAL(workbook_format_of_number(49).kind, WORKBOOK_GENERAL);
    CU_ASSERT_EQUAL(workbook_format_of_number(99999).kind, WORKBOOK_GENERAL);
}

static CU_TestInfo tests[] = {
    {"a number is the shortest decimal text of fifteen digits",
     a_number_is_the_shortest_decimal_text_of_fifteen_digits},
    {"a percentage and points have the decimals that are shown",
     a_percentage_and_points_have_the_decimals_that_are_shown},
    {"a code that is a number is marked unless its zeros are shown",
     a_code_that_is_a_number_is_marked_unless_its_zeros_are_shown},
    {"a count is whole or marked", a_count_is_whole_or_marked},
    {"a day is written as its format shows it", a_day_is_written_as_its_format_shows_it},
    {"1900 has a leap day that never was", nineteen_hundred_has_a_leap_day_that_never_was},
    {"days of 1904 need their format", days_of_1904_need_their_format},
    {"a day where none belongs is marked", a_day_where_none_belongs_is_marked},
    {"other kinds say what they are", other_kinds_say_what_they_are},
    {"a format is told by its first section", a_format_is_told_by_its_first_section},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo sheet_cell_suite = {"sheet_cell", NULL, NULL, NULL, NULL, tests};
