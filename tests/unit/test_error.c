#include <CUnit/CUnit.h>

#include "base/error.h"

static void raised(GError **error)
{
    error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_OPEN, "a.csv", "{0}", NULL);
}

static void an_error_speaks_both_languages(void)
{
    g_autoptr(GError) error = NULL;

    CU_ASSERT_FALSE(
        error_raise(&error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_OPEN, "a.csv", "x", NULL));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    CU_ASSERT_STRING_EQUAL(error->message, "a.csv: cannot open: x");
    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_ENGLISH), "a.csv: cannot open: x");
    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_VIETNAMESE),
                           "a.csv: không mở được: x");
}

static void an_argument_is_not_filled_in_again(void)
{
    g_autoptr(GError) error = NULL;

    raised(&error);
    CU_ASSERT_STRING_EQUAL(error->message, "a.csv: cannot open: {0}");
}

static void a_copy_keeps_both_languages(void)
{
    GError *error = NULL;

    raised(&error);
    g_autoptr(GError) copy = g_error_copy(error);
    g_error_free(error);
    CU_ASSERT_STRING_EQUAL(tongket_error_text(copy, LANGUAGE_VIETNAMESE),
                           "a.csv: không mở được: {0}");
}

static void nobody_has_to_listen(void)
{
    CU_ASSERT_FALSE(
        error_raise(NULL, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, "a.csv", "x", NULL));
}

static void a_foreign_error_has_only_its_own_text(void)
{
    g_autoptr(GError) error =
        g_error_new_literal(g_quark_from_static_string("elsewhere"), 1, "Permission denied");

    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_VIETNAMESE), "Permission denied");
}

static void an_error_made_without_a_row_falls_back_on_its_message(void)
{
    g_autoptr(GError) error = g_error_new_literal(TONGKET_ERROR, TONGKET_ERROR_INTERNAL, "plain");

    CU_ASSERT_STRING_EQUAL(tongket_error_text(error, LANGUAGE_VIETNAMESE), "plain");
}

/* The placeholders of one language, as a set of bits. */
static guint placeholders(enum language language, enum message message)
{
    g_autofree char *text = message_text(language, message, NULL);
    guint found = 0;

    for (const char *p = text; *p != '\0'; p++)
        if (*p == '{' && g_ascii_isdigit(p[1]) && p[2] == '}')
            found |= 1u << g_ascii_digit_value(p[1]);
    return found;
}

static void both_languages_of_a_message_take_the_same_arguments(void)
{
    for (int i = 0; i < MESSAGE_COUNT; i++)
        /* These pass on a text that is there in both languages already. */
        if (i != MESSAGE_FILE_REFUSED && i != MESSAGE_WRITER_SAYS && i != MESSAGE_JOB_REPORT &&
            placeholders(LANGUAGE_ENGLISH, i) != placeholders(LANGUAGE_VIETNAMESE, i)) {
            g_autofree char *text = message_text(LANGUAGE_ENGLISH, i, NULL);
            g_printerr("message: %s\n", text);
            CU_FAIL("placeholders differ");
        }
    CU_ASSERT_EQUAL(placeholders(LANGUAGE_VIETNAMESE, MESSAGE_CANNOT_OPEN), 3);
}

static void every_message_is_unicode_in_normal_form_c(void)
{
    for (int i = 0; i < MESSAGE_COUNT; i++) {
        g_autofree char *text = message_text(LANGUAGE_VIETNAMESE, i, NULL);
        g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
        CU_ASSERT_PTR_NOT_NULL_FATAL(composed);
        CU_ASSERT_STRING_EQUAL(text, composed);
    }
}

static CU_TestInfo tests[] = {
    {"an error speaks both languages", an_error_speaks_both_languages},
    {"an argument is not filled in again", an_argument_is_not_filled_in_again},
    {"a copy keeps both languages", a_copy_keeps_both_languages},
    {"nobody has to listen", nobody_has_to_listen},
    {"a foreign error has only its own text", a_foreign_error_has_only_its_own_text},
    {"an error made without a row falls back on its message",
     an_error_made_without_a_row_falls_back_on_its_message},
    {"both languages of a message take the same arguments",
     both_languages_of_a_message_take_the_same_arguments},
    {"every message is Unicode in normal form C", every_message_is_unicode_in_normal_form_c},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo error_suite = {"error", NULL, NULL, NULL, NULL, tests};
