#include <CUnit/CUnit.h>

#include "calc/streak.h"

#define MET STREAK_MET
#define NOT STREAK_NOT_MET
#define SKIP STREAK_SKIPPED
#define UNKNOWN STREAK_UNKNOWN
#define UNLIKE STREAK_UNLIKE

static void is(const enum streak_year *years, enum streak_year all_state, guint all,
               enum streak_year running_state, guint running)
{
    struct streak streak = streak_of(years, 5);
    CU_ASSERT_EQUAL(streak.all.state, all_state);
    CU_ASSERT_EQUAL(streak.all.years, all);
    CU_ASSERT_EQUAL(streak.running.state, running_state);
    CU_ASSERT_EQUAL(streak.running.years, running);
}

static void years_running_end_with_the_last(void)
{
    is((enum streak_year[]){MET, MET, MET, MET, MET}, MET, 5, MET, 5);
    is((enum streak_year[]){MET, NOT, MET, MET, MET}, MET, 4, MET, 3);
    is((enum streak_year[]){MET, MET, MET, MET, NOT}, MET, 4, MET, 0);
}

static void a_year_without_judgement_neither_counts_nor_ends_the_run(void)
{
    is((enum streak_year[]){MET, MET, SKIP, MET, MET}, MET, 4, MET, 4);
    is((enum streak_year[]){NOT, NOT, NOT, SKIP, SKIP}, MET, 0, MET, 0);
}

static void what_is_not_known_is_no_figure_unless_a_later_year_decides(void)
{
    is((enum streak_year[]){MET, UNKNOWN, MET, MET, MET}, UNKNOWN, 4, UNKNOWN, 3);
    is((enum streak_year[]){MET, UNKNOWN, MET, NOT, MET}, UNKNOWN, 3, MET, 1);
    is((enum streak_year[]){MET, MET, MET, MET, UNKNOWN}, UNKNOWN, 4, UNKNOWN, 0);
}

static void what_cannot_be_compared_weighs_more_than_what_is_not_known(void)
{
    is((enum streak_year[]){UNLIKE, UNKNOWN, MET, MET, MET}, UNLIKE, 3, UNKNOWN, 3);
    is((enum streak_year[]){UNKNOWN, UNLIKE, MET, MET, MET}, UNLIKE, 3, UNLIKE, 3);
    is((enum streak_year[]){UNLIKE, UNLIKE, UNLIKE, NOT, MET}, UNLIKE, 1, MET, 1);
}

static void a_merged_unit_was_what_all_its_parts_were(void)
{
    struct streak_returns all = {.due = 3, .in = 3, .met = 3};
    struct streak_returns some = {.due = 3, .in = 3, .met = 1, .not_met = 2};
    struct streak_returns with_exempt = {.due = 3, .in = 3, .met = 2, .skipped = 1};
    struct streak_returns none = {.due = 3, .in = 3, .not_met = 2, .skipped = 1};
    struct streak_returns exempt = {.due = 2, .in = 2, .skipped = 2};
    CU_ASSERT_EQUAL(streak_year_of(&all), STREAK_MET);
    CU_ASSERT_EQUAL(streak_year_of(&some), STREAK_UNLIKE);
    CU_ASSERT_EQUAL(streak_year_of(&with_exempt), STREAK_UNLIKE);
    CU_ASSERT_EQUAL(streak_year_of(&none), STREAK_NOT_MET);
    CU_ASSERT_EQUAL(streak_year_of(&exempt), STREAK_SKIPPED);
}

static void a_return_that_is_out_or_undecided_is_not_known(void)
{
    struct streak_returns out = {.due = 3, .in = 2, .met = 2};
    struct streak_returns undecided = {.due = 1, .in = 1};
    struct streak_returns absent = {0};
    struct streak_returns unasked = {.met = 1}; /* the unit ended within the year */
    CU_ASSERT_EQUAL(streak_year_of(&out), STREAK_UNKNOWN);
    CU_ASSERT_EQUAL(streak_year_of(&undecided), STREAK_UNKNOWN);
    CU_ASSERT_EQUAL(streak_year_of(&absent), STREAK_NOT_MET);
    CU_ASSERT_EQUAL(streak_year_of(&unasked), STREAK_MET);
}

static void a_unit_that_was_not_there_has_no_scale(void)
{
    struct streak_returns absent = {.other_scale = TRUE};
    struct streak_returns silent = {.due = 1, .other_scale = TRUE};
    CU_ASSERT_EQUAL(streak_year_of(&absent), STREAK_NOT_MET);
    CU_ASSERT_EQUAL(streak_year_of(&silent), STREAK_UNLIKE);
}

static void weights_and_another_scale_decide_nothing(void)
{
    struct streak_returns shared = {.due = 1, .in = 1, .met = 1, .estimate = TRUE};
    struct streak_returns before = {.due = 1, .in = 1, .met = 1, .other_scale = TRUE};
    CU_ASSERT_EQUAL(streak_year_of(&shared), STREAK_UNLIKE);
    CU_ASSERT_EQUAL(streak_year_of(&before), STREAK_UNLIKE);
}

static CU_TestInfo tests[] = {
    {"years running end with the last", years_running_end_with_the_last},
    {"a year without judgement neither counts nor ends the run",
     a_year_without_judgement_neither_counts_nor_ends_the_run},
    {"what is not known is no figure unless a later year decides",
     what_is_not_known_is_no_figure_unless_a_later_year_decides},
    {"what cannot be compared weighs more than what is not known",
     what_cannot_be_compared_weighs_more_than_what_is_not_known},
    {"a merged unit was what all its parts were", a_merged_unit_was_what_all_its_parts_were},
    {"a return that is out or undecided is not known",
     a_return_that_is_out_or_undecided_is_not_known},
    {"weights and another scale decide nothing", weights_and_another_scale_decide_nothing},
    {"a unit that was not there has no scale", a_unit_that_was_not_there_has_no_scale},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo streak_suite = {"streak", NULL, NULL, NULL, NULL, tests};
