#include <CUnit/CUnit.h>
#include <minizip/zip.h>
#include <string.h>

#include "answer/verify.h"
#include "base/file.h"
#include "run/report_run.h"
#include "workbook/package.h"

#define BOOK "ky-luat-2024.xlsx"
#define FIGURES "xl/worksheets/sheet2.xml"

/* A report of the tiny province in a folder of its own. */
struct verify_stage {
    char *folder, *path;
    struct search *search;
    struct verify_outcome outcome;
    GError *error;
};

static struct verify_stage stage_open(void)
{
    struct verify_stage stage = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    stage.path = g_build_filename(stage.folder, BOOK, NULL);
    stage.search = search_new("templates", "/nowhere/bin/tongket");
    static const char *const data[] = {"tests/golden/data", NULL};
    g_auto(request_t) request = {.template = {g_strdup("ky-luat"), NULL},
                                 .data = {g_strdupv((char **)data), 1},
                                 .period = g_strdup("2024"),
                                 .out = g_strdup(stage.folder)};
    g_auto(report_outcome_t) made = {0};
    request_set_formats(&request, "xlsx");
    CU_ASSERT_TRUE_FATAL(report_run(&request, stage.search, &made, NULL));
    return stage;
}

static void stage_close(struct verify_stage *stage)
{
    verify_outcome_clear(&stage->outcome);
    g_clear_error(&stage->error);
    CU_ASSERT_TRUE(file_remove_tree(stage->folder, NULL));
    search_free(stage->search);
    g_free(stage->folder);
    g_free(stage->path);
}

static gboolean verify(struct verify_stage *stage)
{
    struct request request = {.file = stage->path};
    return verify_run(&request, stage->search, &stage->outcome, &stage->error);
}

static char *said(const struct verify_stage *stage, guint limit)
{
    return g_string_free(verify_text(&stage->outcome, BOOK, limit, LANGUAGE_ENGLISH), FALSE);
}

/* A part, as it is unpacked. */
static gboolean take_part(void *text, const char *bytes, gsize length, gboolean last)
{
    (void)last;
    g_string_append_len(text, bytes, (gssize)length);
    return TRUE;
}

/* The parts of a workbook by name. */
static void unpack(const char *path, GHashTable *parts)
{
    struct package_fault fault = {0};
    struct package *package = package_open(path, NULL, &fault);
    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    for (guint i = 0; i < package_count(package); i++) {
        GString *text = g_string_new(NULL);
        CU_ASSERT_TRUE(package_read(package, i, take_part, text, &fault));
        g_hash_table_insert(parts, g_strdup(package_name(package, i)), text);
    }
    package_free(package);
}

static void free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

static void pack(const char *path, GHashTable *parts)
{
    GHashTableIter iterator;
    gpointer name, text;
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    g_hash_table_iter_init(&iterator, parts);
    while (g_hash_table_iter_next(&iterator, &name, &text)) {
        const GString *bytes = text;
        zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1);
        zipWriteInFileInZip(zip, bytes->str, (unsigned)bytes->len);
        zipCloseFileInZip(zip);
    }
    zipClose(zip, NULL);
}

/* In one part `from` becomes `to` behind the first `anchor`; the workbook is packed anew. */
static void edit(const struct verify_stage *stage, const char *part, const char *anchor,
                 const char *from, const char *to)
{
    g_autoptr(GHashTable) parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_text);
    unpack(stage->path, parts);
    GString *text = g_hash_table_lookup(parts, part);
    char *behind = strstr(text->str, anchor);
    CU_ASSERT_PTR_NOT_NULL_FATAL(behind);
    char *place = strstr(behind, from);
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    gssize at = place - text->str;
    g_string_erase(text, at, (gssize)strlen(from));
    g_string_insert(text, at, to);
    pack(stage->path, parts);
}

static void a_workbook_just_made_is_identical(void)
{
    struct verify_stage stage = stage_open();
    CU_ASSERT_TRUE(verify(&stage));
    CU_ASSERT_EQUAL(stage.outcome.verdict, VERIFY_IDENTICAL);
    stage_close(&stage);
}

static void a_workbook_packed_anew_has_the_same_figures(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, FIGURES, "<", "<", "<");
    CU_ASSERT_TRUE(verify(&stage));
    g_autofree char *text = said(&stage, 20);
    CU_ASSERT_STRING_EQUAL(text, BOOK ": same figures, other layout\n");
    stage_close(&stage);
}

static void an_edited_figure_is_named_with_both_values(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, FIGURES, "r=\"D8\"", "<v>4</v>", "<v>41</v>");
    CU_ASSERT_TRUE(verify(&stage));
    g_autofree char *text = said(&stage, 20);
    CU_ASSERT_STRING_EQUAL(text, BOOK ": edited by hand\n  Đảng viên bị kỷ luật!D8: 4 → 41\n");
    stage_close(&stage);
}

static void a_formula_typed_over_is_an_edit_and_one_computed_anew_is_not(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, FIGURES, "r=\"D8\"", "<v>4</v>", "<v>5</v>");
    edit(&stage, FIGURES, "r=\"D10\"", "<v>4</v>", "<v>5</v>");
    edit(&stage, FIGURES, "r=\"E8\"", "ROUND(D8/L8,3)", "ROUND(D8/L8,2)");
    CU_ASSERT_TRUE(verify(&stage));
    g_autofree char *text = said(&stage, 1);
    CU_ASSERT_STRING_EQUAL(text, BOOK ": edited by hand\n  Đảng viên bị kỷ luật!D8: 4 → 5\n"
                                      "  and 1 more cells\n"
                                      "  1 cells follow by their formulas\n");
    stage_close(&stage);
}

static void an_edited_label_is_named(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, "xl/sharedStrings.xml", "<sst", "Đảng bộ huyện Tây", "Đảng bộ huyện Nam");
    CU_ASSERT_TRUE(verify(&stage));
    CU_ASSERT_EQUAL(stage.outcome.verdict, VERIFY_EDITED);
    g_autofree char *text = said(&stage, 20);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "  Đảng viên bị kỷ luật!C9: Đảng bộ huyện Tây → Đảng bộ huyện Nam\n"));
    stage_close(&stage);
}

static void a_workbook_without_its_property_is_known_by_its_name(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, "docProps/custom.xml", "<property", "name=\"tongket\"", "name=\"khac\"");
    CU_ASSERT_TRUE(verify(&stage));
    g_autofree char *text = said(&stage, 20);
    CU_ASSERT_EQUAL(stage.outcome.verdict, VERIFY_SAME_FIGURES);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(text, "  the workbook has lost its identity; taken for that of "));
    stage_close(&stage);
}

static void a_renamed_workbook_is_known_by_its_identity(void)
{
    struct verify_stage stage = stage_open();
    g_autofree char *other = g_build_filename(stage.folder, "so-cu.xlsx", NULL);
    CU_ASSERT_TRUE(file_rename(stage.path, other, NULL));
    g_free(stage.path);
    stage.path = g_steal_pointer(&other);
    CU_ASSERT_TRUE(verify(&stage));
    CU_ASSERT_EQUAL(stage.outcome.verdict, VERIFY_IDENTICAL);
    stage_close(&stage);
}

static void a_damaged_part_is_refused(void)
{
    struct verify_stage stage = stage_open();
    edit(&stage, FIGURES, "</sheetData>", "</sheetData>", "</row>");
    CU_ASSERT_FALSE(verify(&stage));
    CU_ASSERT_TRUE(g_error_matches(stage.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(stage.error->message, "workbook: part " FIGURES " is damaged: line "));
    stage_close(&stage);
}

static CU_TestInfo tests[] = {
    {"a workbook just made is identical", a_workbook_just_made_is_identical},
    {"a workbook packed anew has the same figures", a_workbook_packed_anew_has_the_same_figures},
    {"an edited figure is named with both values", an_edited_figure_is_named_with_both_values},
    {"a formula typed over is an edit and one computed anew is not",
     a_formula_typed_over_is_an_edit_and_one_computed_anew_is_not},
    {"an edited label is named", an_edited_label_is_named},
    {"a workbook without its property is known by its name",
     a_workbook_without_its_property_is_known_by_its_name},
    {"a renamed workbook is known by its identity", a_renamed_workbook_is_known_by_its_identity},
    {"a damaged part is refused", a_damaged_part_is_refused},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo verify_suite = {"verify", NULL, NULL, NULL, NULL, tests};
