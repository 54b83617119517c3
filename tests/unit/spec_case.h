/*
 * spec_case - a YAML file with one mistake in it, and what is said of it.
 *
 * A case changes one place of a correct file, so that its message can only come from there.
 */
#ifndef TESTS_SPEC_CASE_H
#define TESTS_SPEC_CASE_H

#include <CUnit/CUnit.h>
#include <glib.h>
#include <string.h>

#include "base/error.h"

struct spec_case {
    const char *find, *replace;
    const char *message[2]; /* by enum language */
};

/* Loads a text of the kind tested and frees what it was; FALSE with *error set. */
typedef gboolean (*spec_loader)(GBytes *text, const char *name, GError **error);

/* The first place where `find` stands becomes `replace`; find "" stands at the beginning. */
static inline char *spec_case_apply(const char *text, const struct spec_case *one)
{
    const char *at = strstr(text, one->find);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    g_autofree char *before = g_strndup(text, (gsize)(at - text));
    return g_strconcat(before, one->replace, at + strlen(one->find), NULL);
}

static inline void spec_case_compare(const GError *error, enum language language,
                                     const char *expected)
{
    const char *said = tongket_error_text(error, language);
    gboolean same = strcmp(said, expected) == 0;
    if (!same)
        g_printerr("expected: %s\n    said: %s\n", expected, said);
    CU_ASSERT_TRUE(same);
}

/* Loads `text` as t.yaml, and compares what is said in both languages. */
static inline void spec_case_say(const char *text, spec_loader load, const char *const message[2])
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    CU_ASSERT_FALSE(load(bytes, "t.yaml", &error));
    CU_ASSERT_TRUE_FATAL(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    spec_case_compare(error, LANGUAGE_ENGLISH, message[LANGUAGE_ENGLISH]);
    spec_case_compare(error, LANGUAGE_VIETNAMESE, message[LANGUAGE_VIETNAMESE]);
}

/* Every case against the correct file `base`. */
static inline void spec_cases_run(const char *base, spec_loader load, const struct spec_case *cases,
                                  guint count)
{
    g_autofree char *correct = NULL;
    CU_ASSERT_TRUE_FATAL(g_file_get_contents(base, &correct, NULL, NULL));
    for (guint i = 0; i < count; i++) {
        g_autofree char *wrong = spec_case_apply(correct, &cases[i]);
        spec_case_say(wrong, load, cases[i].message);
    }
}

#endif
