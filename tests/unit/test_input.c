#include <CUnit/CUnit.h>

#include "base/error.h"
#include "read/input.h"
#include "read_fixture.h"

/* A folder with what is opened from it. */
struct input_scene {
    char *folder;
    struct inputs *inputs;
    struct findings *findings;
    GError *error;
};

static void scene_open(struct input_scene *scene, const char *first, const char *second)
{
    const char *arguments[] = {first, second, NULL};
    scene->inputs = NULL;
    scene->error = NULL;
    scene->findings = findings_new();
    gboolean is_open =
        inputs_open(&(struct inputs_request){.arguments = arguments, .encoding = ENCODINGS},
                    &fixture_dictionary, &scene->inputs, scene->findings, &scene->error);
    CU_ASSERT_EQUAL(is_open, scene->error == NULL);
}

static void scene_close(struct input_scene *scene)
{
    inputs_free(scene->inputs);
    findings_free(scene->findings);
    g_clear_error(&scene->error);
}

static void check_dataset(const char *header, const char *expected)
{
    struct input_scene scene = {.folder = fixture_folder()};
    scene_open(&scene, fixture_write(scene.folder, "a.csv", header), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(scene.inputs);
    CU_ASSERT_STRING_EQUAL(scene.inputs->item[0].dataset->name, expected);
    CU_ASSERT_STRING_EQUAL(scene.inputs->item[0].name, "a.csv");
    scene_close(&scene);
    fixture_remove(scene.folder);
}

/* The error's text holds `expected`. */
static void check_refused(const char *header, const char *expected)
{
    struct input_scene scene = {.folder = fixture_folder()};
    scene_open(&scene, fixture_write(scene.folder, "a.csv", header), NULL);
    CU_ASSERT_PTR_NULL(scene.inputs);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(scene.error->message, expected));
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void headers_are_compared_without_marks_and_by_alias(void)
{
    check_dataset("nam,ma_don_vi,xep_loai\n", "xep_loai");
    check_dataset("\"NĂM\",Mã đơn vị,Kết quả xếp loại\n", "xep_loai");
}

static void a_column_that_only_one_dataset_requires_decides(void)
{
    check_dataset("nam,ma_don_vi,xep_loai,ghi_chu\n", "xep_loai");
    check_dataset("nam,ma_dang_vien,ma_don_vi,xep_loai\n", "dang_vien");
    check_dataset("nam,ma_don_vi,xep_loai,quan_so\n", "dang_vien");
}

static void the_delimiter_is_the_one_that_fits(void)
{
    check_dataset("nam;ma_don_vi;xep_loai\n", "xep_loai");
    check_dataset("nam\tma_don_vi\txep_loai\r\n", "xep_loai");
    check_dataset("\"nam\"|\"ma_don_vi\"|\"xep_loai\"\r", "xep_loai");
}

static void a_mark_a_sep_line_and_blank_lines_come_before_the_header(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    const char *bytes = "\xef\xbb\xbfsep=;\r\n\r\nnam;ma_don_vi;xep_loai;la\r\n";
    scene_open(&scene, fixture_write(scene.folder, "a.csv", bytes), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(scene.inputs);
    CU_ASSERT_EQUAL(scene.inputs->item[0].delimiter, ';');
    CU_ASSERT_EQUAL(scene.inputs->item[0].header_line, 3);
    CU_ASSERT_EQUAL(scene.inputs->item[0].fields, 4);
    CU_ASSERT_EQUAL(scene.inputs->item[0].column[3], -1);
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void a_missing_column_is_named_with_its_dataset(void)
{
    check_refused("nam,ma_don_vi,ghi_chu\n", "a.csv:1:0: error: tep_thieu_cot: read as xep_loai "
                                             "the file lacks the columns xep_loai");
    check_refused("\n", "no header");
    check_refused("", "no header");
}

static void a_column_given_twice_is_refused(void)
{
    check_refused("nam,ma_don_vi,xep_loai,Năm\n", "two columns of the header are nam: 1, 4");
}

static void a_header_that_is_not_utf8_is_refused(void)
{
    check_refused("nam,mã đơn vị,xếp loại\xe3\n",
                  "a.csv:1:0: error: tep_ma_la: byte E3 at place 32");
}

static void a_header_may_stand_below_titles(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    const char *bytes =
        "BẢNG XẾP LOẠI,,\n\n\"Năm, tháng\",,\nnam,ma_don_vi,xep_loai\n2024,34,tot\n";
    scene_open(&scene, fixture_write(scene.folder, "a.csv", bytes), NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(scene.inputs);
    CU_ASSERT_EQUAL(scene.inputs->item[0].header_line, 4);
    g_autofree char *said = input_describe(&scene.inputs->item[0], LANGUAGE_VIETNAMESE);
    CU_ASSERT_STRING_EQUAL(said, "tiêu đề ở dòng 4");
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void a_header_below_thirty_records_is_not_found(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    for (guint i = 0; i < 29; i++)
        g_string_append(bytes, "x,y,z\n");
    g_autofree char *near = g_strconcat(bytes->str, "nam,ma_don_vi,xep_loai\n", NULL);
    g_autofree char *far = g_strconcat("x,y,z\n", near, NULL);
    check_dataset(near, "xep_loai");
    check_refused(far, "lacks the columns");
}

static void a_name_nearly_right_is_told(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    scene_open(&scene, fixture_write(scene.folder, "a.csv", "nam,ma_don_vi,xep_loai,Số lượg\n"),
               NULL);
    CU_ASSERT_EQUAL_FATAL(findings_count(scene.findings), 1);
    const struct finding *finding = findings_at(scene.findings, 0);
    CU_ASSERT_EQUAL(finding->rule, RULE_NEAR_HEADER);
    CU_ASSERT_EQUAL(finding->field, 4);
    CU_ASSERT_STRING_EQUAL(finding->hint, "xep_loai: {name: so_luong, aliases: ['Số lượg']}");
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void the_user_may_name_the_dataset(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    const char *path =
        fixture_write(scene.folder, "a.csv", "nam,ma_dang_vien,ma_don_vi,xep_loai\n");
    g_autofree char *named = g_strdup_printf("xep_loai=%s", path);
    g_autofree char *unfit = g_strdup_printf("can_bo=%s", path);
    g_autofree char *unknown = g_strdup_printf("khong_co=%s", path);
    scene_open(&scene, named, NULL);
    CU_ASSERT_STRING_EQUAL(scene.inputs->item[0].dataset->name, "xep_loai");
    scene_close(&scene);
    scene_open(&scene, unfit, NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(scene.error->message, "ma_can_bo"));
    scene_close(&scene);
    scene_open(&scene, unknown, NULL);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_USAGE));
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void a_folder_gives_its_csv_files_by_name(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    fixture_write(scene.folder, "b.CSV", "nam,ma_don_vi,xep_loai\n");
    fixture_write(scene.folder, "a.csv", "x,y,z\n");
    fixture_write(scene.folder, "c.txt", "nam,ma_don_vi,xep_loai\n");
    fixture_write(scene.folder, "d.txt", "Kính gửi: các đảng ủy\n");
    scene_open(&scene, scene.folder, NULL);
    CU_ASSERT_EQUAL_FATAL(scene.inputs->count, 3);
    CU_ASSERT_PTR_NULL(scene.inputs->item[0].dataset);
    CU_ASSERT_STRING_EQUAL(scene.inputs->item[1].name, "b.CSV");
    CU_ASSERT_STRING_EQUAL(scene.inputs->item[2].name, "c.txt");
    CU_ASSERT_EQUAL_FATAL(findings_count(scene.findings), 1);
    CU_ASSERT_EQUAL(findings_at(scene.findings, 0)->rule, RULE_NOT_RECOGNIZED);
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void a_file_of_a_folder_that_lacks_a_column_is_refused(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    fixture_write(scene.folder, "a.csv", "nam,ma_don_vi\n");
    scene_open(&scene, scene.folder, NULL);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void what_is_not_there_is_an_error(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    scene_open(&scene, scene.folder, NULL);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    scene_close(&scene);
    scene_open(&scene, "/khong/co/gi", NULL);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static void the_same_file_twice_is_refused(void)
{
    struct input_scene scene = {.folder = fixture_folder()};
    const char *path = fixture_write(scene.folder, "a.csv", "nam,ma_don_vi,xep_loai\n");
    scene_open(&scene, scene.folder, path);
    CU_ASSERT_TRUE(g_error_matches(scene.error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    scene_close(&scene);
    fixture_remove(scene.folder);
}

static CU_TestInfo tests[] = {
    {"headers are compared without marks and by alias",
     headers_are_compared_without_marks_and_by_alias},
    {"a column that only one dataset requires decides",
     a_column_that_only_one_dataset_requires_decides},
    {"the delimiter is the one that fits", the_delimiter_is_the_one_that_fits},
    {"a mark, a sep= line and blank lines come before the header",
     a_mark_a_sep_line_and_blank_lines_come_before_the_header},
    {"a missing column is named with its dataset", a_missing_column_is_named_with_its_dataset},
    {"a column given twice is refused", a_column_given_twice_is_refused},
    {"a header that is not UTF-8 is refused", a_header_that_is_not_utf8_is_refused},
    {"a header may stand below titles", a_header_may_stand_below_titles},
    {"a header below thirty records is not found", a_header_below_thirty_records_is_not_found},
    {"a name nearly right is told", a_name_nearly_right_is_told},
    {"the user may name the dataset", the_user_may_name_the_dataset},
    {"a folder gives its CSV files by name", a_folder_gives_its_csv_files_by_name},
    {"a file of a folder that lacks a column is refused",
     a_file_of_a_folder_that_lacks_a_column_is_refused},
    {"what is not there is an error", what_is_not_there_is_an_error},
    {"the same file twice is refused", the_same_file_twice_is_refused},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo input_suite = {"input", NULL, NULL, NULL, NULL, tests};
