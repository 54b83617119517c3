#include <CUnit/CUnit.h>

#include "data/unit.h"
#include "read/keys.h"

/* Rows as "thing key row day rank", lines from 2 on; what is left out, then what is doubtful. */
static char *decided(const char *const *rows, struct keys_choice choice)
{
    g_autoptr(GArray) suspects = keys_suspects_new();
    for (guint i = 0; rows[i] != NULL; i++) {
        g_auto(GStrv) word = g_strsplit(rows[i], " ", -1);
        struct suspect suspect = {.unit = UNIT_NONE,
                                  .line = i + 2,
                                  .day = (date)g_ascii_strtoll(word[3], NULL, 10),
                                  .rank = (guint)g_ascii_strtoull(word[4], NULL, 10),
                                  .thing = g_strdup(word[0]),
                                  .key = g_strdup(word[1]),
                                  .row = g_strdup(word[2])};
        if (suspect.day == 0)
            suspect.day = DATE_NONE;
        g_array_append_val(suspects, suspect);
    }
    g_autoptr(GArray) doubtful = g_array_new(FALSE, FALSE, sizeof(struct loser));
    g_autoptr(GArray) losers = keys_decide(suspects, choice, doubtful);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < losers->len; i++) {
        const struct loser *loser = &g_array_index(losers, struct loser, i);
        g_string_append_printf(text, "%d %s %d; ", (int)loser->line, rule_info(loser->rule)->code,
                               (int)loser->other_line);
    }
    for (guint i = 0; i < doubtful->len; i++) {
        const struct loser *loser = &g_array_index(doubtful, struct loser, i);
        g_string_append_printf(text, "%d?%s ", (int)loser->line, loser->is_later ? "+" : "");
    }
    return g_string_free(text, FALSE);
}

static void check(const char *const *rows, struct keys_choice choice, const char *expected)
{
    g_autofree char *text = decided(rows, choice);
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void rows_about_one_thing_all_count_unless_one_is_asked_for(void)
{
    static const char *const rows[] = {"t k1 a 10 0", "t k2 b 20 0", "t k3 c 15 0", NULL};
    check(rows, (struct keys_choice){CONTRADICTION_REJECT, RESENT_BOTH}, "2? 4?+ 3?+ ");
    check(rows, (struct keys_choice){CONTRADICTION_REJECT, RESENT_LATEST},
          "2 gui_lai_bo_qua 3; 4 gui_lai_bo_qua 3; ");
    check(rows, (struct keys_choice){CONTRADICTION_REJECT, RESENT_FIRST},
          "3 gui_lai_bo_qua 2; 4 gui_lai_bo_qua 2; ");
}

static void the_day_decides_before_the_submission_and_the_submission_before_the_line(void)
{
    static const char *const days[] = {"t k a 20 0", "t k b 10 9", NULL};
    static const char *const files[] = {"t k a 20 9", "t k b 20 1", NULL};
    static const char *const lines[] = {"t k a 0 1", "t k b 0 1", NULL};
    struct keys_choice last = {CONTRADICTION_LAST, RESENT_BOTH};
    check(days, last, "3 dong_bi_thay 2; ");
    check(files, last, "3 dong_bi_thay 2; ");
    check(lines, last, "2 dong_bi_thay 3; ");
}

static void a_row_without_a_day_is_earlier_than_one_with_it(void)
{
    static const char *const rows[] = {"t k a 10 0", "t k b 0 5", NULL};
    check(rows, (struct keys_choice){CONTRADICTION_LAST, RESENT_BOTH}, "3 dong_bi_thay 2; ");
}

static void a_copy_of_one_row_is_no_further_row_about_the_thing(void)
{
    static const char *const rows[] = {"t k1 a 10 0", "t k1 a 10 1", NULL};
    check(rows, (struct keys_choice){CONTRADICTION_REJECT, RESENT_BOTH}, "3 dong_trung 2; ");
}

static void rows_that_contradict_each_other_leave_the_others_alone(void)
{
    static const char *const rows[] = {"t k1 a 10 0", "t k1 b 10 1", "t k2 c 12 1", NULL};
    check(rows, (struct keys_choice){CONTRADICTION_REJECT, RESENT_LATEST},
          "2 dong_mau_thuan 3; 3 dong_mau_thuan 2; ");
}

/* Numbers that are spread over all bits, each once. */
static guint64 spread(guint64 number)
{
    return number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
}

/* Whether just the numbers below `repeated` are found, when three threads have so many. */
static gboolean finds(guint count, guint repeated)
{
    struct keys *keys[] = {keys_new(), keys_new(), keys_new()};
    for (guint i = 1; i <= count; i++)
        keys_add(keys[i % 3], spread(i));
    for (guint i = 1; i <= repeated; i++)
        for (guint again = 0; again <= i % 2; again++)
            keys_add(keys[i % 2], spread(i));
    g_autoptr(GArray) found = keys_repeated(keys, G_N_ELEMENTS(keys));
    gboolean right = found->len == repeated;
    for (guint i = 1; i <= count && right; i++)
        right = keys_hold(found, spread(i)) == (i <= repeated);
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        keys_free(keys[i]);
    return right;
}

static void what_was_met_twice_is_found_and_nothing_else(void)
{
    CU_ASSERT_TRUE(finds(0, 0));
    CU_ASSERT_TRUE(finds(1, 1));
    CU_ASSERT_TRUE(finds(300000, 0));
    CU_ASSERT_TRUE(finds(300000, 1000));
    CU_ASSERT_TRUE(finds(5000, 5000));
}

/* More than a set is meant for: the bucket is looked through in parts. */
static void a_bucket_that_holds_too_many_is_searched_in_parts(void)
{
    struct keys *keys = keys_new();
    guint count = 200000;
    for (guint64 i = 1; i <= count; i++)
        keys_add(keys, spread(i) >> 8);
    keys_add(keys, spread(777) >> 8);
    keys_add(keys, 0);
    g_autoptr(GArray) found = keys_repeated(&keys, 1);
    CU_ASSERT_EQUAL(found->len, 2);
    CU_ASSERT_TRUE(keys_hold(found, spread(777) >> 8));
    keys_free(keys);
}

static CU_TestInfo tests[] = {
    {"what was met twice is found and nothing else", what_was_met_twice_is_found_and_nothing_else},
    {"a bucket that holds too many is searched in parts",
     a_bucket_that_holds_too_many_is_searched_in_parts},
    {"rows about one thing all count unless one is asked for",
     rows_about_one_thing_all_count_unless_one_is_asked_for},
    {"the day decides before the submission, and the submission before the line",
     the_day_decides_before_the_submission_and_the_submission_before_the_line},
    {"a row without a day is earlier than one with it",
     a_row_without_a_day_is_earlier_than_one_with_it},
    {"a copy of one row is no further row about the thing",
     a_copy_of_one_row_is_no_further_row_about_the_thing},
    {"rows that contradict each other leave the others alone",
     rows_that_contradict_each_other_leave_the_others_alone},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo keys_suite = {"keys", NULL, NULL, NULL, NULL, tests};
