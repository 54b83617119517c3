/*
 * template_case - the correct template and its dictionary that cases of templates change.
 */
#ifndef TESTS_TEMPLATE_CASE_H
#define TESTS_TEMPLATE_CASE_H

#include "fixture.h"
#include "spec_case.h"

#include "spec/template.h"

#define DICTIONARY "tests/unit/data/spec/tu-dien.yaml"
#define CORRECT "tests/unit/data/spec/mau.yaml"

static inline gboolean template_case_load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(dictionary_t) dictionary = fixture_dictionary(DICTIONARY);
    g_autoptr(template_t) template = NULL;
    return template_load(text, name, dictionary, &template, error);
}

#endif
