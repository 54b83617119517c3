#include "answer/check_groups.h"

#include "fixture.h"

/* Findings on the units of the fixture. */
struct group_trial {
    struct fixture f;
    struct workspace workspace;
    struct check_outcome outcome;
    GArray *places;
};

static void open_trial(struct group_trial *trial)
{
    fixture_open(&trial->f, NULL, NULL, "2024");
    trial->workspace.tree = trial->f.tree;
    trial->workspace.findings = findings_new();
    trial->outcome.workspace = &trial->workspace;
    trial->places = g_array_new(FALSE, FALSE, sizeof(guint));
}

static void close_trial(struct group_trial *trial)
{
    g_array_unref(trial->places);
    findings_free(trial->workspace.findings);
    fixture_close(&trial->f);
}

/* A date that is none, in that line of the first file. */
static void add(struct group_trial *trial, guint64 line, const char *value, const char *unit)
{
    guint place = findings_count(trial->workspace.findings);
    struct finding finding = {.rule = RULE_BAD_DATE,
                              .field = 2,
                              .line = line,
                              .value = (char *)value,
                              .hint = (char *)"31/08/2024"};
    if (unit != NULL)
        finding.unit = (guint32)fixture_unit(&trial->f, unit) + 1;
    findings_add(trial->workspace.findings, &finding);
    g_array_append_val(trial->places, place);
}

static const struct check_group *group_at(const GPtrArray *groups, guint i)
{
    CU_ASSERT_TRUE_FATAL(i < groups->len);
    return g_ptr_array_index(groups, i);
}

static void findings_of_one_text_are_one_group_with_all_their_lines(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    const guint64 lines[] = {4913, 4914, 4915, 12, 20};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        add(&trial, lines[i], "31/02/2024", i % 2 == 0 ? "34.1" : "34.2");
    add(&trial, 30, "30/02/2024", "34.1");
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, UNIT_NONE);
    CU_ASSERT_EQUAL_FATAL(groups->len, 2);
    g_autofree char *first = check_group_lines(group_at(groups, 0));
    g_autofree char *second = check_group_lines(group_at(groups, 1));
    CU_ASSERT_STRING_EQUAL(first, "12, 20, 4913–4915");
    CU_ASSERT_STRING_EQUAL(second, "30");
    CU_ASSERT_EQUAL(group_at(groups, 0)->findings->len, 5);
    close_trial(&trial);
}

static void more_lines_than_fit_are_cut_with_a_sign(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    for (guint i = 1; i <= 9; i++)
        add(&trial, 2 * i, "31/02/2024", "34.1");
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, UNIT_NONE);
    g_autofree char *lines = check_group_lines(group_at(groups, 0));
    CU_ASSERT_STRING_EQUAL(lines, "2, 4, 6, 8, 10, 12, 14, 16, …");
    close_trial(&trial);
}

/* So many findings that all differ, by turns in two communes of two districts. */
static void add_many(struct group_trial *trial, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *value = g_strdup_printf("%u/13/2024", i);
        add(trial, i + 2, value, i % 2 == 0 ? "34.1.1.1" : "34.2.1");
    }
}

static void as_many_as_a_reader_goes_through_stay_apart(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    add_many(&trial, CHECK_GROUPS_MANY);
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, UNIT_NONE);
    CU_ASSERT_EQUAL(groups->len, CHECK_GROUPS_MANY);
    close_trial(&trial);
}

static void more_of_them_are_put_together_by_district_with_examples(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    add_many(&trial, CHECK_GROUPS_MANY + 1);
    add(&trial, 99, "0/13/2024", NULL);
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, UNIT_NONE);
    CU_ASSERT_EQUAL_FATAL(groups->len, 3);
    CU_ASSERT_EQUAL(group_at(groups, 0)->place, fixture_unit(&trial.f, "34.1"));
    CU_ASSERT_EQUAL(group_at(groups, 1)->place, UNIT_NONE);
    CU_ASSERT_EQUAL(group_at(groups, 2)->place, fixture_unit(&trial.f, "34.2"));
    CU_ASSERT_EQUAL(group_at(groups, 0)->findings->len, CHECK_GROUPS_MANY / 2 + 1);
    g_autofree char *text = check_group_text(group_at(groups, 0));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "dòng 2: 0/13/2024"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "; dòng 6: 4/13/2024"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "; …"));
    CU_ASSERT_PTR_NULL(strstr(text, "dòng 8"));
    g_autofree char *advice = check_group_advice(group_at(groups, 0));
    CU_ASSERT_STRING_EQUAL(advice, "viết theo mẫu 31/08/2024");
    close_trial(&trial);
}

static void in_the_book_of_a_district_they_stand_by_the_units_below_it(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    add_many(&trial, 2 * CHECK_GROUPS_MANY + 2);
    gint32 district = fixture_unit(&trial.f, "34.1");
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, district);
    CU_ASSERT_EQUAL(group_at(groups, 0)->place, fixture_unit(&trial.f, "34.1.1"));
    close_trial(&trial);
}

static void what_is_to_be_done_is_not_said_where_it_differs(void)
{
    struct group_trial trial = {0};
    open_trial(&trial);
    add_many(&trial, CHECK_GROUPS_MANY + 1);
    struct finding other = {.rule = RULE_BAD_DATE,
                            .field = 2,
                            .line = 1,
                            .unit = (guint32)fixture_unit(&trial.f, "34.1") + 1,
                            .value = (char *)"x",
                            .hint = (char *)"2024"};
    guint place = findings_count(trial.workspace.findings);
    findings_add(trial.workspace.findings, &other);
    g_array_append_val(trial.places, place);
    g_autoptr(GPtrArray) groups = check_groups(&trial.outcome, trial.places, UNIT_NONE);
    CU_ASSERT_PTR_NULL(check_group_advice(group_at(groups, 0)));
    close_trial(&trial);
}

static CU_TestInfo tests[] = {
    {"findings of one text are one group with all their lines",
     findings_of_one_text_are_one_group_with_all_their_lines},
    {"more lines than fit are cut with a sign", more_lines_than_fit_are_cut_with_a_sign},
    {"as many as a reader goes through stay apart", as_many_as_a_reader_goes_through_stay_apart},
    {"more of them are put together by district with examples",
     more_of_them_are_put_together_by_district_with_examples},
    {"in the book of a district they stand by the units below it",
     in_the_book_of_a_district_they_stand_by_the_units_below_it},
    {"what is to be done is not said where it differs",
     what_is_to_be_done_is_not_said_where_it_differs},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo check_groups_suite = {"check_groups", NULL, NULL, NULL, NULL, tests};
