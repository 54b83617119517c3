#include <CUnit/CUnit.h>
#include <string.h>

#include "base/text_width.h"

static void composed_or_not_a_name_is_as_wide(void)
{
    CU_ASSERT_EQUAL(text_width("Thái Bình"), 9);
    CU_ASSERT_EQUAL(text_width("Tha\u0301i Bi\u0300nh"), 9);
    CU_ASSERT_EQUAL(text_width("ướt ở Đồ Sơn"), 12);
    CU_ASSERT_EQUAL(text_width("河内"), 4);
    CU_ASSERT_EQUAL(text_width(""), 0);
}

static void assert_lines(const char *text, guint width, const char *expected)
{
    g_autoptr(GPtrArray) lines = text_width_lines(text, width);
    g_ptr_array_add(lines, NULL);
    g_autofree char *joined = g_strjoinv("|", (char **)lines->pdata);
    CU_ASSERT_STRING_EQUAL(joined, expected);
}

static void lines_break_at_blanks(void)
{
    assert_lines("Đảng bộ huyện Quỳnh Phụ", 14, "Đảng bộ huyện|Quỳnh Phụ");
    assert_lines("Đảng bộ huyện Quỳnh Phụ", 13, "Đảng bộ huyện|Quỳnh Phụ");
    assert_lines("Đảng bộ huyện", 12, "Đảng bộ|huyện");
    assert_lines("", 5, "");
    assert_lines("một\nhai", 20, "một|hai");
}

static void a_longer_word_breaks_between_letters_and_marks_stay_with_theirs(void)
{
    assert_lines("34.336.12436 An", 6, "34.336|.12436|An");
    assert_lines("Quy\u0300nh", 3, "Quy\u0300|nh");
    assert_lines("河内市", 3, "河|内|市");
    assert_lines("河内", 1, "河|内");
}

static void an_indent_stays_on_all_lines(void)
{
    assert_lines("  Chi bộ thôn Nội", 9, "  Chi bộ|  thôn|  Nội");
    assert_lines("        xa", 4, "  xa");
}

static void the_longest_word_says_the_least_width(void)
{
    CU_ASSERT_EQUAL(text_width_of_words("Khiển trách\nSố lượng"), 5);
    CU_ASSERT_EQUAL(text_width_of_words(""), 0);
}

/* Whatever the width: no letter is lost and no line is wider, but of one wide letter. */
static void nothing_is_lost_at_any_width(void)
{
    const char *text = "Phẩm chất đạo đức, lối sống 河内 ABCDEFGHIJKLMNOPQ";
    for (guint width = 1; width < 60; width++) {
        g_autoptr(GPtrArray) lines = text_width_lines(text, width);
        g_autoptr(GString) all = g_string_new(NULL);
        for (guint i = 0; i < lines->len; i++) {
            CU_ASSERT_TRUE(text_width(g_ptr_array_index(lines, i)) <= MAX(width, 2));
            g_string_append(all, g_ptr_array_index(lines, i));
        }
        g_autofree char *wanted = g_strdup(text);
        g_string_replace(all, " ", "", 0);
        char *to = wanted;
        for (const char *from = text; *from != '\0'; from++)
            if (*from != ' ')
                *to++ = *from;
        *to = '\0';
        CU_ASSERT_STRING_EQUAL(all->str, wanted);
    }
}

static CU_TestInfo tests[] = {
    {"composed or not, a name is as wide", composed_or_not_a_name_is_as_wide},
    {"lines break at blanks", lines_break_at_blanks},
    {"a longer word breaks between letters, and marks stay with theirs",
     a_longer_word_breaks_between_letters_and_marks_stay_with_theirs},
    {"an indent stays on all lines", an_indent_stays_on_all_lines},
    {"the longest word says the least width", the_longest_word_says_the_least_width},
    {"nothing is lost at any width", nothing_is_lost_at_any_width},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo text_width_suite = {"text_width", NULL, NULL, NULL, NULL, tests};
