#include <CUnit/CUnit.h>
#include <string.h>

#include "base/chart_kind.h"
#include "base/measure.h"
#include "base/ratio.h"

static void codes_are_found_under_their_own_number(void)
{
    CU_ASSERT_STRING_EQUAL(measure_info(MEASURE_COUNT)->code, "count");
    CU_ASSERT_STRING_EQUAL(measure_info(MEASURE_RATE_1000)->code, "rate_1000");
    CU_ASSERT_STRING_EQUAL(chart_kind_info(CHART_STACKED_BAR)->code, "stacked_bar");
    CU_ASSERT_STRING_EQUAL(chart_kind_info(CHART_FUNNEL)->code, "funnel");
}

/* The digits behind the point of a section of Excel's number format. */
static guint section_decimals(const char *section)
{
    const char *point = strchr(section, '.');
    return point == NULL ? 0 : (guint)strspn(point + 1, "0");
}

/* Whether a pattern speaks of {number}. */
static gboolean speaks_of(const char *pattern, guint number)
{
    g_autofree char *place = g_strdup_printf("{%u}", number);
    return strstr(pattern, place) != NULL;
}

/* How many counts a figure is made of. */
static guint counts_of(enum measure measure)
{
    const struct measure_form *form = measure_info(measure)->form;
    guint of_each = measure_has_base(measure) || form->of_shares || form->of_values ? 2 : 1;
    return form->compares ? 2 * of_each : of_each;
}

static void every_row_says_all_that_the_stages_ask_for(void)
{
    for (int i = 0; i < MEASURES; i++) {
        const struct measure_info *info = measure_info(i);
        CU_ASSERT_TRUE(info->code[0] != '\0' && info->heading[0] != '\0');
        CU_ASSERT_TRUE(info->charted[0] != '\0');
        CU_ASSERT_EQUAL(info->note[0] == '\0', info->form->is_count);
        CU_ASSERT_PTR_NOT_NULL(info->combine);
        CU_ASSERT_PTR_NOT_NULL(info->form->suffix);
        CU_ASSERT_PTR_NOT_NULL(info->form->tick_suffix);
        CU_ASSERT_PTR_NOT_NULL(info->form->sections[0]);
    }
}

static void a_form_is_one_kind_of_number(void)
{
    for (int i = 0; i < MEASURES; i++) {
        const struct measure_form *form = measure_info(i)->form;
        CU_ASSERT_TRUE(form->is_count + form->is_share + form->compares + form->of_values <= 1);
        CU_ASSERT_TRUE(form->compares || !form->of_shares);
        CU_ASSERT_EQUAL(form->is_count || form->of_values, form->power == 0);
        CU_ASSERT_EQUAL(form->counts == 0, form->of_shares);
        CU_ASSERT_TRUE(form->is_share || !form->holds_quotient);
        CU_ASSERT_TRUE(measure_has_base(i) || !form->is_share);
        CU_ASSERT_FALSE(measure_has_base(i) && (form->is_count || form->compares));
    }
}

static void a_formula_names_each_count_of_its_figure(void)
{
    for (int i = 0; i < MEASURES; i++) {
        const struct measure_info *info = measure_info(i);
        guint counts = counts_of(i);
        CU_ASSERT_TRUE(counts <= MEASURE_COUNTS_MOST);
        for (guint k = 0; k < MEASURE_COUNTS_MOST; k++)
            CU_ASSERT_EQUAL(speaks_of(info->formula, k), k < counts);
        CU_ASSERT_TRUE(speaks_of(info->note, 1) || info->base_column != BASE_COLUMN_NAMED);
        CU_ASSERT_EQUAL(speaks_of(info->charted, 1), info->base_column == BASE_COLUMN_NAMED);
    }
}

static void the_counts_of_a_figure_make_one_ratio(void)
{
    const gint64 counts[MEASURE_COUNTS_MOST] = {3, 4, 1, 2};
    const gint64 none[MEASURE_COUNTS_MOST] = {3, 0, 1, 2};
    struct ratio index = measure_info(MEASURE_INDEX)->combine(counts);
    struct ratio change = measure_info(MEASURE_CHANGE_PCT)->combine(counts);
    struct ratio points = measure_info(MEASURE_DIFF_PP)->combine(counts);
    CU_ASSERT_EQUAL(measure_info(MEASURE_COUNT)->combine(counts).part, 3);
    CU_ASSERT_TRUE(index.part == 3 && index.whole == 4);
    CU_ASSERT_TRUE(change.part == -1 && change.whole == 4);
    CU_ASSERT_TRUE(points.part == 1 && points.whole == 4);
    for (int i = 0; i < MEASURES; i++)
        if (!measure_info(i)->form->of_values)
            CU_ASSERT_EQUAL(ratio_has_value(measure_info(i)->combine(none)),
                            measure_info(i)->form->is_count);
}

static void an_average_and_a_median_are_of_as_many_values_as_there_are(void)
{
    /* 40, 41, 46, 50: how many, their sum, twice the middle. */
    const gint64 values[] = {4, 177, 87}, none[] = {0, 0, 0};
    struct ratio average = measure_info(MEASURE_AVERAGE)->combine(values);
    struct ratio median = measure_info(MEASURE_MEDIAN)->combine(values);
    CU_ASSERT_EQUAL(ratio_round(average, measure_info(MEASURE_AVERAGE)->decimals), 443);
    CU_ASSERT_EQUAL(ratio_round(median, measure_info(MEASURE_MEDIAN)->decimals), 435);
    CU_ASSERT_FALSE(ratio_has_value(measure_info(MEASURE_AVERAGE)->combine(none)));
    CU_ASSERT_FALSE(ratio_has_value(measure_info(MEASURE_MEDIAN)->combine(none)));
    CU_ASSERT_FALSE(measure_info(MEASURE_AVERAGE)->covered ||
                    measure_info(MEASURE_MEDIAN)->covered);
}

static void a_worksheet_shows_as_many_decimals_as_a_page(void)
{
    for (int i = 0; i < MEASURES; i++) {
        const struct measure_info *info = measure_info(i);
        guint hidden = info->form->holds_quotient ? 2 : 0; /* the per cent sign shows them */
        CU_ASSERT_EQUAL(section_decimals(info->form->sections[0]), info->decimals);
        CU_ASSERT_EQUAL(measure_cell_decimals(i), info->decimals + hidden);
        CU_ASSERT_EQUAL(strchr(info->form->sections[0], '%') != NULL, hidden > 0);
        CU_ASSERT_EQUAL(info->form->sections[0][0] == '+', info->form->signs_plus);
        CU_ASSERT_TRUE(info->decimals + info->form->power <= RATIO_MAX_DECIMALS);
    }
}

static void a_code_that_is_none_finds_no_measure(void)
{
    enum measure measure;
    CU_ASSERT_TRUE(measure_from_code("index", &measure) && measure == MEASURE_INDEX);
    CU_ASSERT_FALSE(measure_from_code("share", &measure));
}

static void no_two_rows_share_a_code(void)
{
    for (int i = 0; i < MEASURES; i++)
        for (int j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(measure_info(i)->code, measure_info(j)->code);
    for (int i = 0; i < CHART_KINDS; i++)
        for (int j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(chart_kind_info(i)->code, chart_kind_info(j)->code);
}

static void every_chart_kind_says_what_it_shows_and_needs(void)
{
    for (int i = 0; i < CHART_KINDS; i++) {
        const struct chart_kind_info *info = chart_kind_info(i);
        CU_ASSERT_TRUE(info->help[0] != '\0');
        CU_ASSERT_TRUE(info->least_rows >= 1 && info->least_rows <= CHART_KIND_MOST_LEAST_ROWS);
        CU_ASSERT_TRUE(info->least_rows >= 2 || !info->ends_only);
    }
}

/*
 * stats.fisher_exact(): 0.013 for 14 and 6 of 17, 0.141 for 14 and 9; stats.binomtest(): 0.039 for
 * 2 and 10, 0.092 for 3 and 10. What passes its whole is compared as cases are.
 */
static void only_comparisons_that_chance_may_make_are_its(void)
{
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_DIFF_PP, (gint64[]){14, 17, 6, 17}));
    CU_ASSERT_TRUE(measure_by_chance(MEASURE_DIFF_PP, (gint64[]){14, 17, 9, 17}));
    CU_ASSERT_TRUE(measure_by_chance(MEASURE_DIFF_PP, (gint64[]){18, 17, 17, 17}));
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_INDEX, (gint64[]){2, 10, 0, 0}));
    CU_ASSERT_TRUE(measure_by_chance(MEASURE_CHANGE_PCT, (gint64[]){3, 10, 0, 0}));
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_INDEX, (gint64[]){3, 0, 0, 0}));
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_DIFF_PP, (gint64[]){3, 9, 0, 0}));
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_SHARE_ROW, (gint64[]){9, 17, 0, 0}));
    CU_ASSERT_FALSE(measure_by_chance(MEASURE_COUNT, (gint64[]){9, 0, 0, 0}));
}

static CU_TestInfo tests[] = {
    {"codes are found under their own number", codes_are_found_under_their_own_number},
    {"every row says all that the stages ask for", every_row_says_all_that_the_stages_ask_for},
    {"a form is one kind of number", a_form_is_one_kind_of_number},
    {"a formula names each count of its figure", a_formula_names_each_count_of_its_figure},
    {"the counts of a figure make one ratio", the_counts_of_a_figure_make_one_ratio},
    {"an average and a median are of as many values as there are",
     an_average_and_a_median_are_of_as_many_values_as_there_are},
    {"a worksheet shows as many decimals as a page", a_worksheet_shows_as_many_decimals_as_a_page},
    {"a code that is none finds no measure", a_code_that_is_none_finds_no_measure},
    {"no two rows share a code", no_two_rows_share_a_code},
    {"every chart kind says what it shows and needs",
     every_chart_kind_says_what_it_shows_and_needs},
    {"only comparisons that chance may make are its",
     only_comparisons_that_chance_may_make_are_its},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo measure_suite = {"measure", NULL, NULL, NULL, NULL, tests};
