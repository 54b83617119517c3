#include <CUnit/CUnit.h>

#include "read/reader.h"
#include "read_fixture.h"

/* What was told, held together. */
struct told {
    guint steps;
    guint64 done, total, lines;
};

static void take_step(void *data, const struct progress_step *step)
{
    struct told *told = data;
    told->steps++;
    CU_ASSERT_EQUAL(step->stage, PROGRESS_READING);
    CU_ASSERT_STRING_EQUAL(step->name, "xep_loai");
    CU_ASSERT_TRUE(step->done >= told->done && step->done <= step->total);
    CU_ASSERT_TRUE(step->lines >= told->lines);
    told->done = step->done;
    told->total = step->total;
    told->lines = step->lines;
}

static gboolean take_text(void *data, const struct text_record *record, struct findings *findings)
{
    (void)data, (void)record, (void)findings;
    return TRUE;
}

static char *rows_of_year(guint year, guint rows)
{
    GString *text = g_string_new("nam,ma_don_vi,xep_loai\n");
    for (guint i = 0; i < rows; i++)
        g_string_append_printf(text, "%u,34.%02u,Hoàn thành nhiệm vụ\n", year, i % 99 + 1);
    return g_string_free(text, FALSE);
}

static void a_pass_tells_how_far_it_has_come_over_all_files(void)
{
    struct told told = {0};
    struct progress progress = {take_step, &told};
    char *folder = fixture_folder();
    g_autofree char *first = rows_of_year(2023, 400), *second = rows_of_year(2024, 100);
    const char *paths[] = {fixture_write(folder, "a.csv", first),
                           fixture_write(folder, "b.csv", second), NULL};
    struct inputs *opened = NULL;
    g_autoptr(findings_t) findings = findings_new();
    g_autoptr(unit_tree_t) tree = fixture_tree();
    CU_ASSERT_TRUE_FATAL(
        inputs_open(&(struct inputs_request){.arguments = paths, .encoding = ENCODINGS},
                    &fixture_dictionary, &opened, findings, NULL));
    g_autoptr(inputs_t) inputs = opened;
    struct read_job job = {.inputs = inputs,
                           .dataset = inputs->item[0].dataset,
                           .tree = tree,
                           .block_size = 1000,
                           .progress = &progress};
    CU_ASSERT_TRUE(reader_read_texts(&job, take_text, NULL, NULL, findings, NULL));
    CU_ASSERT_TRUE(told.steps > 10);
    CU_ASSERT_EQUAL(told.total, strlen(first) + strlen(second));
    CU_ASSERT_EQUAL(told.done, told.total);
    CU_ASSERT_EQUAL(told.lines, 502);
    fixture_remove(folder);
}

static CU_TestInfo tests[] = {
    {"a pass tells how far it has come over all files",
     a_pass_tells_how_far_it_has_come_over_all_files},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo pass_suite = {"pass", NULL, NULL, NULL, NULL, tests};
