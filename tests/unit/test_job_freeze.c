#include <CUnit/CUnit.h>

#include "job/job_freeze.h"
#include "read_fixture.h"
#include "spec/job.h"

#define JOB "data: [.]\nout: o   # out\nperiod: 2024\nreports: [{template: t}]\n"

/* The text that freezing a file of this header makes of a job whose section was that. New string.
 */
static char *freeze_after(const struct job *before, const char *text, const char *header)
{
    char *folder = fixture_folder();
    const char *arguments[] = {fixture_write(folder, "a.csv", header), NULL};
    struct inputs *inputs = NULL;
    struct findings *findings = findings_new();
    CU_ASSERT_TRUE_FATAL(
        inputs_open(&(struct inputs_request){.arguments = arguments, .encoding = ENCODINGS},
                    &fixture_dictionary, &inputs, findings, NULL));
    char *made = job_freeze_text(text, inputs, before);
    inputs_free(inputs);
    findings_free(findings);
    fixture_remove(folder);
    return made;
}

static char *freeze(const char *text, const char *header)
{
    return freeze_after(NULL, text, header);
}

static void a_pattern_of_names_stays(void)
{
    struct job_frozen patterns[] = {{.file = "b*.csv"}, {.file = "?.csv"}, {.file = "a*"}};
    struct job before = {.frozen = patterns, .frozen_count = G_N_ELEMENTS(patterns)};
    g_autofree char *made = freeze_after(&before, JOB, "nam,ma_don_vi,xep_loai\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(made, "  - file: \"?.csv\"\n"));
    patterns[2].file = "a.csv";
    g_autofree char *exact = freeze_after(&before, JOB, "nam,ma_don_vi,xep_loai\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(exact, "  - file: \"a.csv\"\n"));
}

static void a_first_section_stands_at_the_end(void)
{
    g_autofree char *made = freeze(JOB, "nam,ma_don_vi,xep_loai\n");
    CU_ASSERT_TRUE(g_str_has_prefix(made, JOB "\n#"));
    CU_ASSERT_TRUE(g_str_has_suffix(made, "{column: xep_loai, header: \"xep_loai\"}\n"));
}

static void a_section_is_replaced_and_nothing_else(void)
{
    const char *behind = "\n  # of the next key\n# and this\n\nstatus: draft\n# end";
    g_autofree char *old = g_strconcat(JOB "frozen:\n# inside\n- a\n\n  b: c\n", behind, NULL);
    g_autofree char *made = freeze(old, "nam,ma_don_vi,xep_loai\n");
    CU_ASSERT_TRUE(g_str_has_prefix(made, JOB "frozen:\n  - file: \"a.csv\"\n"));
    CU_ASSERT_TRUE(g_str_has_suffix(made, behind));
    CU_ASSERT_PTR_NULL(strstr(made, "inside"));
    g_autofree char *again = freeze(made, "nam,ma_don_vi,xep_loai\n");
    CU_ASSERT_STRING_EQUAL(again, made);
}

static void line_ends_are_those_of_the_file(void)
{
    g_autofree char *made = freeze("data: [.]\r\n", "nam,ma_don_vi,xep_loai\n");
    g_auto(GStrv) lines = g_strsplit(made, "\n", -1);
    guint count = g_strv_length(lines);
    CU_ASSERT_TRUE(count > 10);
    for (guint i = 0; i + 1 < count; i++)
        CU_ASSERT_TRUE(g_str_has_suffix(lines[i], "\r"));
}

static void a_header_of_any_signs_is_read_back(void)
{
    g_autofree char *made = freeze(JOB, "nam,\"Mã \"\"đơn\"\"\n\tvị\\\",\"#xep: [loai]\"\n");
    g_autoptr(GBytes) text = g_bytes_new_static(made, strlen(made));
    g_autoptr(job_file_t) file = NULL;
    CU_ASSERT_TRUE_FATAL(job_load(text, "j.yaml", &file, NULL));
    CU_ASSERT_EQUAL_FATAL(file->job->frozen_count, 1);
    CU_ASSERT_EQUAL_FATAL(file->job->frozen[0].columns_count, 3);
    CU_ASSERT_STRING_EQUAL(file->job->frozen[0].columns[1].header, "Mã \"đơn\" vị\\");
    CU_ASSERT_STRING_EQUAL(file->job->frozen[0].columns[2].header, "#xep: [loai]");
    CU_ASSERT_PTR_NULL(file->job->frozen[0].sep_line);
}

static CU_TestInfo tests[] = {
    {"a first section stands at the end", a_first_section_stands_at_the_end},
    {"a section is replaced and nothing else", a_section_is_replaced_and_nothing_else},
    {"line ends are those of the file", line_ends_are_those_of_the_file},
    {"a pattern of names stays", a_pattern_of_names_stays},
    {"a header of any signs is read back", a_header_of_any_signs_is_read_back},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo job_freeze_suite = {"job_freeze", NULL, NULL, NULL, NULL, tests};
