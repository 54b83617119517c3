#include <CUnit/CUnit.h>

#include "data/crosswalk.h"

static void add(struct crosswalk *crosswalk, const char *from, const char *into, date day)
{
    struct crosswalk_event event = {
        .old_code = from, .new_code = into, .new_name = "", .day = day, .weight = {1, 1}};
    crosswalk_add(crosswalk, &event);
}

/* The new codes (or the old ones) of events, in their order. New string. */
static char *codes_of(GPtrArray *events, gboolean old)
{
    g_autoptr(GPtrArray) owned = events;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; owned != NULL && i < owned->len; i++) {
        const struct crosswalk_event *event = g_ptr_array_index(owned, i);
        g_string_append(text, old ? event->old_code : event->new_code);
    }
    return g_strdup(text->str);
}

static void the_last_day_of_change_holds(void)
{
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    add(crosswalk, "A", "D", 200);
    add(crosswalk, "A", "C", 100);
    add(crosswalk, "A", "B", 100);
    g_autofree char *none = codes_of(crosswalk_successors(crosswalk, "A", 99), FALSE);
    g_autofree char *first = codes_of(crosswalk_successors(crosswalk, "A", 100), FALSE);
    g_autofree char *last = codes_of(crosswalk_successors(crosswalk, "A", 1000), FALSE);
    CU_ASSERT_STRING_EQUAL(none, "");
    CU_ASSERT_STRING_EQUAL(first, "BC");
    CU_ASSERT_STRING_EQUAL(last, "D");
}

static void predecessors_are_those_that_come_later(void)
{
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    add(crosswalk, "A", "N", 100);
    add(crosswalk, "B", "N", 200);
    g_autofree char *both = codes_of(crosswalk_predecessors(crosswalk, "N", 99), TRUE);
    g_autofree char *one = codes_of(crosswalk_predecessors(crosswalk, "N", 100), TRUE);
    CU_ASSERT_STRING_EQUAL(both, "AB");
    CU_ASSERT_STRING_EQUAL(one, "B");
    CU_ASSERT_PTR_NULL(crosswalk_predecessors(crosswalk, "N", 200));
}

static void texts_belong_to_the_crosswalk(void)
{
    g_autoptr(crosswalk_t) crosswalk = crosswalk_new();
    char code[] = "0012";
    add(crosswalk, code, "B", 1);
    code[0] = 'x';
    CU_ASSERT_STRING_EQUAL(crosswalk_at(crosswalk, 0)->old_code, "0012");
}

static void weights_are_decimals_above_zero_and_up_to_one(void)
{
    static const struct {
        const char *text;
        gint64 part, whole; /* 0: refused */
    } weights[] = {{"1", 1, 1},      {"0,35", 35, 100},     {"0.5", 5, 10},         {"1,0", 10, 10},
                   {"0", 0, 0},      {"1,01", 0, 0},        {"-0,5", 0, 0},         {"", 0, 0},
                   {"50%", 50, 100}, {"12,5 %", 125, 1000}, {"150%", 0, 0},         {"%", 0, 0},
                   {"1/2", 0, 0},    {"0,", 0, 0},          {"0,0000000001", 0, 0}, {"0.3.3", 0, 0},
                   {",5", 5, 10}};
    for (guint i = 0; i < G_N_ELEMENTS(weights); i++) {
        struct ratio weight = {0, 0};
        gboolean taken = crosswalk_parse_weight(weights[i].text, &weight);
        CU_ASSERT_EQUAL(taken, weights[i].part > 0);
        if (taken)
            CU_ASSERT_TRUE(weight.part == weights[i].part && weight.whole == weights[i].whole);
    }
}

static CU_TestInfo tests[] = {
    {"the last day of change holds", the_last_day_of_change_holds},
    {"predecessors are those that come later", predecessors_are_those_that_come_later},
    {"texts belong to the crosswalk", texts_belong_to_the_crosswalk},
    {"weights are decimals above zero and up to one",
     weights_are_decimals_above_zero_and_up_to_one},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo crosswalk_suite = {"crosswalk", NULL, NULL, NULL, NULL, tests};
