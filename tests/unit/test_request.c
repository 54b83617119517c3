#include <CUnit/CUnit.h>
#include <string.h>

#include "base/request.h"

/* A value that is not the one of a request that says nothing. */
static void set_some(struct request *request, const struct request_field *row)
{
    if (row->kind == REQUEST_FLAG || row->kind == REQUEST_NUMBER)
        *(int *)request_value(request, row) = 1;
    else
        CU_ASSERT_TRUE(
            request_set(request, row, row->choices[1] != NULL ? row->choices[1] : "a,b"));
}

static void a_key_is_the_name_of_the_option_with_low_lines(void)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        g_autofree char *name = g_strdelimit(g_strdup(row->key), "_", '-');
        CU_ASSERT_STRING_EQUAL(row->name, name);
    }
}

static void all_rows_of_a_field_are_of_one_kind(void)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++)
        for (const struct request_field *other = request_fields(); other < row; other++) {
            if (other->offset != row->offset)
                continue;
            CU_ASSERT_EQUAL(other->kind, row->kind);
            CU_ASSERT_STRING_EQUAL(other->name, row->name);
            CU_ASSERT_EQUAL(other->in & row->in, 0); /* each place is said once */
        }
}

static void every_option_has_help_in_both_languages(void)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        if (row->commands == NULL)
            continue;
        CU_ASSERT_PTR_NOT_NULL(row->help[LANGUAGE_ENGLISH]);
        CU_ASSERT_PTR_NOT_NULL(row->help[LANGUAGE_VIETNAMESE]);
        CU_ASSERT_EQUAL(row->kind == REQUEST_FLAG, row->argument == NULL);
    }
}

static void what_is_copied_is_the_same_until_a_field_is_not(void)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        g_auto(request_t) one = {0}, other = {0};
        if (row->in == 0)
            continue;
        set_some(&one, row);
        CU_ASSERT_FALSE(request_same(&one, &other, row->in));
        request_take(&other, &one, 0);
        CU_ASSERT_TRUE(request_same(&one, &other, row->in));
        g_autofree char *text = request_text(&other, row);
        CU_ASSERT_TRUE(text != NULL || row->kind == REQUEST_FLAG);
    }
}

static void files_are_the_same_by_name_and_text(void)
{
    g_auto(request_t) one = {.office = {g_strdup("office"), g_bytes_new_static("a", 1)}};
    g_auto(request_t) other = {.office = {g_strdup("office"), g_bytes_new_static("b", 1)}};
    CU_ASSERT_FALSE(request_same(&one, &other, REQUEST_IN_RUN));
    request_take(&other, &one, 0);
    CU_ASSERT_TRUE(request_same(&one, &other, REQUEST_IN_RUN));
}

static void what_a_report_says_goes_before_what_the_job_says(void)
{
    g_auto(request_t) job = {.period = g_strdup("2023"), .unit = g_strdup("34"), .strict = TRUE};
    g_auto(request_t) report = {.period = g_strdup("2024"), .map = g_strdup("2024-12-31")};
    g_auto(request_t) made = {0};
    request_take(&made, &job, REQUEST_IN_JOB);
    request_take(&made, &report, REQUEST_IN_REPORT);
    CU_ASSERT_STRING_EQUAL(made.period, "2024");
    CU_ASSERT_STRING_EQUAL(made.unit, "34");
    CU_ASSERT_TRUE(made.strict);
    CU_ASSERT_PTR_NULL(made.map); /* no report of a job says it */
}

static void what_is_not_said_gets_its_standard(void)
{
    g_auto(request_t) request = {.out = g_strdup("here")};
    request_complete(&request);
    CU_ASSERT_STRING_EQUAL(request.out, "here");
    CU_ASSERT_EQUAL_FATAL(request.formats.count, 3);
    CU_ASSERT_STRING_EQUAL(request.formats.item[2], "csv");
    CU_ASSERT_PTR_NULL(request.formats.item[3]);
}

static void another_word_is_no_choice(void)
{
    g_auto(request_t) request = {0};
    for (const struct request_field *row = request_fields(); row->name != NULL; row++)
        if (row->kind == REQUEST_CHOICE)
            CU_ASSERT_FALSE(request_set(&request, row, "neither"));
}

static void the_period_has_the_day_of_the_data(void)
{
    struct request request = {.period = (char *)"2024", .as_of = (char *)"2024-08-15"};
    struct period period;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE(request_period(&request, &period, NULL));
    CU_ASSERT_EQUAL(period_day(&period), date_from_civil(2024, 8, 15));
    request.as_of = (char *)"2024-08-32";
    CU_ASSERT_FALSE(request_period(&request, &period, &error));
    CU_ASSERT_STRING_EQUAL(error->message,
                           "--as-of: \"2024-08-32\" is not a day such as 2024-12-31");
}

static CU_TestInfo tests[] = {
    {"a key is the name of the option with low lines",
     a_key_is_the_name_of_the_option_with_low_lines},
    {"all rows of a field are of one kind", all_rows_of_a_field_are_of_one_kind},
    {"every option has help in both languages", every_option_has_help_in_both_languages},
    {"what is copied is the same until a field is not",
     what_is_copied_is_the_same_until_a_field_is_not},
    {"files are the same by name and text", files_are_the_same_by_name_and_text},
    {"what a report says goes before what the job says",
     what_a_report_says_goes_before_what_the_job_says},
    {"what is not said gets its standard", what_is_not_said_gets_its_standard},
    {"another word is no choice", another_word_is_no_choice},
    {"the period has the day of the data", the_period_has_the_day_of_the_data},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo request_suite = {"request", NULL, NULL, NULL, NULL, tests};
