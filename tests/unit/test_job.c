#include "spec_case.h"

#include "spec/job.h"

#define SAMPLE "samples/hang-thang.yaml"

static gboolean load(GBytes *text, const char *name, GError **error)
{
    g_autoptr(job_file_t) file = NULL;
    return job_load(text, name, &file, error);
}

static void the_sample_job_loads(void)
{
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) text = yaml_read(SAMPLE, NULL);
    CU_ASSERT_TRUE_FATAL(job_load(text, SAMPLE, &file, NULL));
    CU_ASSERT_STRING_EQUAL(file->job->request.period, "last-month");
    CU_ASSERT_EQUAL(file->job->request.audience, AUDIENCE_INTERNAL);
    CU_ASSERT_EQUAL(file->job->reports_count, 3);
    CU_ASSERT_STRING_EQUAL(file->job->reports[2].each, "huyen");
    CU_ASSERT_EQUAL(job_number(file->job->floors[0].rows), 1000);
}

static void paths_are_relative_to_the_job(void)
{
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) text = yaml_read(SAMPLE, NULL);
    CU_ASSERT_TRUE_FATAL(job_load(text, SAMPLE, &file, NULL));
    g_autofree char *here = job_path(file, ".");
    g_autofree char *beside = job_path(file, "van-phong.yaml");
    g_autofree char *whole = job_path(file, "/srv/so-lieu");
    CU_ASSERT_STRING_EQUAL(here, "samples");
    CU_ASSERT_STRING_EQUAL(beside, "samples/van-phong.yaml");
    CU_ASSERT_STRING_EQUAL(whole, "/srv/so-lieu");
}

static const struct spec_case wrong[] = {
    {"period: last-month",
     "period: last-week",
     {"t.yaml:11:9: \"last-week\" is no period and no rule for one (last-month, last-quarter, "
      "last-year)",
      "t.yaml:11:9: \"last-week\" không phải kỳ báo cáo, cũng không phải quy tắc kỳ (last-month, "
      "last-quarter, last-year)"}},
    {"rows: 1000",
     "rows: -1",
     {"t.yaml:36:11: \"-1\" is no whole number from 0",
      "t.yaml:36:11: \"-1\" không phải số nguyên từ 0 trở lên"}},
    {"formats: [xlsx, png, csv]",
     "formats: [png, csv]",
     {"t.yaml:13:10: total_jump_at_most compares workbooks: xlsx must be among the formats",
      "t.yaml:13:10: total_jump_at_most so các sổ tính với nhau: formats phải có xlsx"}},
    {"audience: internal",
     "audience: anybody",
     {"t.yaml:14:11: unknown name \"anybody\" (internal, public)",
      "t.yaml:14:11: tên lạ \"anybody\" (internal, public)"}},
};

static void what_is_wrong_is_said_with_its_place(void)
{
    spec_cases_run(SAMPLE, load, wrong, G_N_ELEMENTS(wrong));
}

static CU_TestInfo tests[] = {
    {"the sample job loads", the_sample_job_loads},
    {"paths are relative to the job", paths_are_relative_to_the_job},
    {"what is wrong is said with its place", what_is_wrong_is_said_with_its_place},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo job_suite = {"job", NULL, NULL, NULL, NULL, tests};
