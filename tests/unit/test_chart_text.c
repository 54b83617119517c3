#include <CUnit/CUnit.h>

#include "chart/chart_text.h"

/* Every character is one wide. */
static double count_characters(void *data, const char *text, double size, enum text_weight weight)
{
    (void)data;
    (void)size;
    (void)weight;
    return (double)g_utf8_strlen(text, -1);
}

static const struct ruler ruler = {count_characters, NULL};
static const struct type type = {&ruler, 1, TEXT_REGULAR};

static void a_text_that_fits_stays(void)
{
    g_autofree char *text = chart_text_fit(type, "Thái Thụy", 9);
    CU_ASSERT_STRING_EQUAL(text, "Thái Thụy");
}

static void a_long_text_ends_in_an_ellipsis(void)
{
    g_autofree char *text = chart_text_fit(type, "Thái Thụy", 6);
    CU_ASSERT_STRING_EQUAL(text, "Thái…");
    g_autofree char *none = chart_text_fit(type, "Thái Thụy", 1);
    CU_ASSERT_STRING_EQUAL(none, "");
}

static void the_last_words_of_a_cut_text_stay(void)
{
    const char *name = "Đảng bộ Ban Quản lý dự án nông nghiệp 5";
    g_autofree char *text = chart_text_fit(type, name, 24);
    CU_ASSERT_STRING_EQUAL(text, "Đảng bộ Ban Qu… nghiệp 5");
    g_autofree char *shorter = chart_text_fit(type, name, 12);
    CU_ASSERT_STRING_EQUAL(shorter, "Đảng bộ B… 5");
}

static void lines_break_at_blanks(void)
{
    g_autoptr(GPtrArray) lines = chart_text_wrap(type, "Đảng bộ xã Thái Thụy", 11, 3);
    CU_ASSERT_EQUAL_FATAL(lines->len, 2);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), "Đảng bộ xã");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 1), "Thái Thụy");
}

static void the_last_line_is_cut_off(void)
{
    g_autoptr(GPtrArray) lines = chart_text_wrap(type, "Đảng bộ xã Thái Thụy", 8, 2);
    CU_ASSERT_EQUAL_FATAL(lines->len, 2);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 1), "xã Thái…");
}

static void a_word_wider_than_a_line_is_broken(void)
{
    g_autoptr(GPtrArray) lines = chart_text_wrap(type, "nghiêng", 3, 5);
    CU_ASSERT_EQUAL_FATAL(lines->len, 3);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), "ngh");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 2), "g");
}

static void balanced_lines_leave_no_word_alone(void)
{
    const char *text = "Tài chính, đầu tư, xây dựng cơ bản";
    g_autoptr(GPtrArray) plain = chart_text_wrap(type, text, 31, 3);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(plain, 1), "bản");
    g_autoptr(GPtrArray) lines = chart_text_balance(type, text, 31, 3);
    CU_ASSERT_EQUAL_FATAL(lines->len, 2);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(lines, 0), "Tài chính, đầu tư,");
}

static void no_width_at_all_still_ends(void)
{
    g_autoptr(GPtrArray) lines = chart_text_wrap(type, "nghiêng ngả", -5, 3);
    CU_ASSERT_TRUE(lines->len <= 3);
}

static void control_characters_become_one_blank(void)
{
    g_autofree char *text = chart_text_clean("a\n\tb\xff ");
    CU_ASSERT_STRING_EQUAL(text, "a b\xef\xbf\xbd");
    g_autofree char *nothing = chart_text_clean(NULL);
    CU_ASSERT_STRING_EQUAL(nothing, "");
}

static double count_calls(void *data, const char *text, double size, enum text_weight weight)
{
    ++*(guint *)data;
    return count_characters(NULL, text, size, weight);
}

static void a_text_as_long_as_a_book_is_not_measured_word_by_word(void)
{
    guint calls = 0;
    struct ruler counting = {count_calls, &calls};
    struct type counted = {&counting, 1, TEXT_REGULAR};
    g_autofree char *name = g_strnfill(40000, ' ');
    for (gsize i = 0; i < 40000; i += 2)
        name[i] = 'a';
    g_autofree char *text = chart_text_fit(counted, name, 30);
    CU_ASSERT_TRUE(g_utf8_strlen(text, -1) <= 30);
    CU_ASSERT_TRUE(calls < 100);
}

static CU_TestInfo tests[] = {
    {"a text that fits stays", a_text_that_fits_stays},
    {"a long text ends in an ellipsis", a_long_text_ends_in_an_ellipsis},
    {"the last words of a cut text stay", the_last_words_of_a_cut_text_stay},
    {"lines break at blanks", lines_break_at_blanks},
    {"the last line is cut off", the_last_line_is_cut_off},
    {"a word wider than a line is broken", a_word_wider_than_a_line_is_broken},
    {"balanced lines leave no word alone", balanced_lines_leave_no_word_alone},
    {"no width at all still ends", no_width_at_all_still_ends},
    {"control characters become one blank", control_characters_become_one_blank},
    {"a text as long as a book is not measured word by word",
     a_text_as_long_as_a_book_is_not_measured_word_by_word},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_text_suite = {"chart_text", NULL, NULL, NULL, NULL, tests};
