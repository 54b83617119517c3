#include <CUnit/CUnit.h>

#include <string.h>

#include "cli/command.h"
#include "cli/manual.h"
#include "cli/option.h"

static void assert_escaped(const char *text, const char *wanted)
{
    GString *page = g_string_new(NULL);
    manual_append(page, text);
    CU_ASSERT_STRING_EQUAL(page->str, wanted);
    g_string_free(page, TRUE);
}

static void a_hyphen_stays_one_that_can_be_copied(void)
{
    assert_escaped("--as-of", "\\-\\-as\\-of");
}

static void a_text_that_begins_like_a_request_is_text(void)
{
    assert_escaped(".PP", "\\&.PP");
    assert_escaped("'tis", "\\&'tis");
    assert_escaped("a.b", "a.b");
}

static void a_backslash_is_printed(void)
{
    assert_escaped("\\n", "\\en");
}

static void every_command_has_a_section_with_its_options(void)
{
    GString *page = manual_page();
    const char *section = strstr(page->str, ".SH COMMANDS\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(section);
    for (const struct command *command = commands(); command->name != NULL; command++) {
        g_autofree char *heading = g_strdup_printf(".SS \\fBtongket %s\\fR ", command->name);
        section = strstr(section, heading);
        CU_ASSERT_PTR_NOT_NULL_FATAL(section);
        for (const struct request_field *option = NULL;
             (option = option_next(command, option)) != NULL;) {
            GString *name = g_string_new("\\fB\\-\\-");
            manual_append(name, option->name);
            CU_ASSERT_PTR_NOT_NULL(strstr(section, name->str));
            g_string_free(name, TRUE);
        }
    }
    g_string_free(page, TRUE);
}

static CU_TestInfo tests[] = {
    {"a hyphen stays one that can be copied", a_hyphen_stays_one_that_can_be_copied},
    {"a text that begins like a request is text", a_text_that_begins_like_a_request_is_text},
    {"a backslash is printed", a_backslash_is_printed},
    {"every command has a section with its options", every_command_has_a_section_with_its_options},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo manual_suite = {"manual", NULL, NULL, NULL, NULL, tests};
