#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/delivery.h"
#include "deliver/stem.h"
#include "deliver/writer_process.h"
#include "delivery_book.h"

#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

struct delivery_stage {
    char *folder;
    struct book *book;
    struct request request;
    GArray *inputs;
    struct manifest manifest;
    GPtrArray *paths;
    GError *error;
};

static struct delivery_stage stage_open(void)
{
    struct delivery_stage stage = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL),
                                   .book = delivery_book(),
                                   .request = delivery_request("a: b\n"),
                                   .inputs =
                                       g_array_new(FALSE, TRUE, sizeof(struct manifest_input)),
                                   .paths = g_ptr_array_new_with_free_func(g_free)};
    stage.request.out = g_strdup(stage.folder);
    stage.manifest = (struct manifest){.program_version = "0.1", .inputs = stage.inputs};
    return stage;
}

static void stage_close(struct delivery_stage *stage)
{
    CU_ASSERT_TRUE(file_remove_tree(stage->folder, NULL));
    g_free(stage->folder);
    book_free(stage->book);
    request_clear(&stage->request);
    g_array_unref(stage->inputs);
    g_ptr_array_unref(stage->paths);
    g_clear_error(&stage->error);
}

static gboolean run(struct delivery_stage *stage, struct delivery delivery, const char *formats)
{
    request_set_formats(&stage->request, formats);
    stage->manifest.request = delivery.request = &stage->request;
    if (delivery.font_folder == NULL)
        delivery.font_folder = FONT_FOLDER;
    g_clear_error(&stage->error);
    delivery.book = stage->book;
    delivery.manifest = &stage->manifest;
    return delivery_run(&delivery, 1, stage->paths, &stage->error);
}

static char *names_in(const char *folder)
{
    g_autoptr(GPtrArray) names = file_list(folder, "", "", NULL);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata + 2); /* behind "." and ".." */
}

static void check_names(const struct delivery_stage *stage, const char *top, const char *inside)
{
    g_autofree char *folder = g_build_filename(stage->folder, "thu", NULL);
    g_autofree char *found = names_in(stage->folder);
    CU_ASSERT_STRING_EQUAL(found, top);
    if (inside == NULL)
        return;
    g_autofree char *found_inside = names_in(folder);
    CU_ASSERT_STRING_EQUAL(found_inside, inside);
}

static void a_delivery_is_all_files_of_the_formats_and_a_manifest(void)
{
    struct delivery_stage stage = stage_open();
    CU_ASSERT_TRUE(run(&stage, (struct delivery){0}, "xlsx,png,csv"));
    check_names(&stage, "thu thu.manifest.json thu.xlsx", "bang.csv hinh.png kiem-tra.csv");
    CU_ASSERT_EQUAL_FATAL(stage.paths->len, 5);
    CU_ASSERT_TRUE(g_str_has_suffix(g_ptr_array_index(stage.paths, 0), "/thu.xlsx"));
    CU_ASSERT_TRUE(g_str_has_suffix(g_ptr_array_index(stage.paths, 4), "/thu.manifest.json"));
    stage_close(&stage);
}

static void files_of_the_earlier_set_go_and_foreign_ones_stay(void)
{
    struct delivery_stage stage = stage_open();
    g_autofree char *mine = g_build_filename(stage.folder, "thu", "mine.txt", NULL);
    CU_ASSERT_TRUE(run(&stage, (struct delivery){0}, "csv,svg,png"));
    CU_ASSERT_TRUE(file_write(mine, "x", 1, NULL));
    CU_ASSERT_TRUE(run(&stage, (struct delivery){0}, "csv"));
    check_names(&stage, "thu thu.manifest.json", "bang.csv kiem-tra.csv mine.txt");
    stage_close(&stage);
}

static void all_findings_have_a_file_of_their_own(void)
{
    struct delivery_stage stage = stage_open();
    g_autoptr(findings_t) findings = findings_new();
    struct finding finding = {
        .rule = RULE_UNIT_CYCLE, .line = 3, .field = 1, .value = (char *)"a,b"};
    const char *const file_names[] = {"don_vi.csv"};
    g_autofree char *path = g_build_filename(stage.folder, "thu", "kiem-tra.csv", NULL);
    g_autofree char *text = NULL;
    struct book_sheet *sheet = g_ptr_array_index(stage.book->sheets, 1);
    *sheet->list->id = '\0'; /* the cut list stands on its sheet only */
    findings_add(findings, &finding);
    struct delivery delivery = {.findings = findings, .file_names = file_names};
    CU_ASSERT_TRUE(run(&stage, delivery, "csv"));
    CU_ASSERT_TRUE(g_file_get_contents(path, &text, NULL, NULL));
    CU_ASSERT_STRING_EQUAL(
        text, "tep,dong,cot,muc_do,quy_tac,noi_dung,khac_phuc\n"
              "don_vi.csv,3,1,lỗi,don_vi_vong_lap,\"các đơn vị là cấp trên của nhau thành vòng: "
              "a,b\",sửa ma_cap_tren; tạm thời mỗi đơn vị ấy đứng ở cấp cao nhất\n");
    stage_close(&stage);
}

/* The writers know nothing of each other: what one has made no other one writes over. */
static void two_files_of_one_name_are_no_set(void)
{
    struct delivery_stage stage = stage_open();
    g_autoptr(findings_t) findings = findings_new();
    struct delivery delivery = {.findings = findings};
    CU_ASSERT_FALSE(run(&stage, delivery, "csv")); /* the list of the book is a kiem-tra.csv */
    CU_ASSERT_PTR_NOT_NULL(strstr(stage.error->message, "kiem-tra.csv: cannot write: File exists"));
    check_names(&stage, "", NULL);
    stage_close(&stage);
}

static void what_a_writer_says_comes_back_in_both_languages(void)
{
    struct delivery_stage stage = stage_open();
    CU_ASSERT_FALSE(run(&stage, (struct delivery){.font_folder = "/nowhere"}, "csv,png"));
    CU_ASSERT_TRUE(g_error_matches(stage.error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(stage.error->message, "font file missing"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(tongket_error_text(stage.error, LANGUAGE_VIETNAMESE), "thiếu tệp phông chữ"));
    check_names(&stage, "", NULL);
    stage_close(&stage);
}

static void a_child_without_memory_ends_alone(void)
{
    if (!writer_process_has_limits())
        return;
    struct delivery_stage stage = stage_open();
    g_autoptr(findings_t) findings = findings_new();
    const char *const file_names[] = {"don_vi.csv"};
    for (guint i = 0; i < 300000; i++) {
        struct finding finding = {.rule = RULE_UNIT_CYCLE, .line = i};
        findings_add(findings, &finding);
    }
    struct delivery delivery = {
        .findings = findings, .file_names = file_names, .memory_limit = 1 << 20};
    CU_ASSERT_FALSE(run(&stage, delivery, "csv"));
    CU_ASSERT_TRUE(g_error_matches(stage.error, TONGKET_ERROR, TONGKET_ERROR_INTERNAL));
    CU_ASSERT_PTR_NOT_NULL(strstr(stage.error->message, "out of memory"));
    check_names(&stage, "", NULL);
    stage_close(&stage);
}

/* A font file that is a pipe is waited for without end. */
static void a_child_that_comes_to_no_end_is_ended(void)
{
    struct delivery_stage stage = stage_open();
    g_autofree char *fonts = g_dir_make_tmp("tongket-XXXXXX", NULL);
    g_autofree char *pipe = g_build_filename(fonts, "LiberationSans-Regular.ttf", NULL);
    CU_ASSERT_EQUAL_FATAL(mkfifo(pipe, 0600), 0);
    struct delivery delivery = {.font_folder = fonts, .patience_seconds = 1};
    gint64 begin = g_get_monotonic_time();
    CU_ASSERT_FALSE(run(&stage, delivery, "csv,png"));
    CU_ASSERT_TRUE(g_get_monotonic_time() - begin >= G_USEC_PER_SEC);
    CU_ASSERT_TRUE(g_error_matches(stage.error, TONGKET_ERROR, TONGKET_ERROR_INTERNAL));
    CU_ASSERT_PTR_NOT_NULL(strstr(stage.error->message, "no progress for 1 seconds"));
    CU_ASSERT_EQUAL(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
    check_names(&stage, "", NULL);
    CU_ASSERT_TRUE(file_remove_tree(fonts, NULL));
    stage_close(&stage);
}

static void check_mode(const char *folder, const char *name, guint allowed)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat info = {.st_mode = 0};
    CU_ASSERT_EQUAL(lstat(path, &info), 0);
    CU_ASSERT_EQUAL(info.st_mode & 07777 & ~allowed, 0);
    CU_ASSERT_EQUAL(info.st_mode & 0600, 0600);
}

static void nobody_else_may_read_a_set_whatever_the_umask(void)
{
    static const mode_t masks[] = {0, 022, 077};
    static const char *const files[] = {"thu.xlsx",        "thu.manifest.json", "thu/hinh.png",
                                        "thu/hinh.svg",    "thu/hinh.pdf",      "thu/bang.csv",
                                        "thu/kiem-tra.csv"};
    for (guint i = 0; i < G_N_ELEMENTS(masks); i++) {
        struct delivery_stage stage = stage_open();
        mode_t before = umask(masks[i]);
        CU_ASSERT_TRUE(run(&stage, (struct delivery){0}, "xlsx,png,svg,pdf,csv"));
        umask(before);
        for (guint k = 0; k < G_N_ELEMENTS(files); k++)
            check_mode(stage.folder, files[k], 0640 & ~masks[i]);
        check_mode(stage.folder, "thu", 0750 & ~masks[i]);
        stage_close(&stage);
    }
}

static void a_signal_that_waits_undoes_all(void)
{
    struct delivery_stage stage = stage_open();
    sigset_t term, before;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, &before);
    kill(getpid(), SIGTERM);
    CU_ASSERT_FALSE(run(&stage, (struct delivery){0}, "csv"));
    sigprocmask(SIG_SETMASK, &before, NULL); /* it is gone, or the tests end here */
    CU_ASSERT_PTR_NOT_NULL(strstr(stage.error->message, "interrupted"));
    check_names(&stage, "", NULL);
    stage_close(&stage);
}

static void a_linked_folder_of_the_set_is_refused(void)
{
    struct delivery_stage stage = stage_open();
    g_autofree char *link = g_build_filename(stage.folder, "thu", NULL);
    CU_ASSERT_EQUAL(symlink("/tmp", link), 0);
    CU_ASSERT_FALSE(run(&stage, (struct delivery){0}, "csv"));
    check_names(&stage, "thu", NULL);
    stage_close(&stage);
}

static void a_stem_is_a_plain_file_name(void)
{
    g_autofree char *whole = stem_of_report("ky-luat", "2024", NULL);
    g_autofree char *part = stem_of_report("ky-luat", "2022..2024", "34.342");
    CU_ASSERT_STRING_EQUAL(whole, "ky-luat-2024");
    CU_ASSERT_STRING_EQUAL(part, "ky-luat-2022..2024-34.342");
    g_autofree char *up = stem_of_report("ky-luat", "2024", "../x");
    CU_ASSERT_TRUE(g_str_has_prefix(up, "ky-luat-2024-_._x-"));
}

/* Codes that would fall on one name, the marked form of the first among them. */
static void two_units_never_share_a_stem(void)
{
    g_autofree char *first = stem_of_report("t", "2024", "xã");
    const char *code = first + strlen("t-2024-");
    g_autofree char *long_code = g_strnfill(300, 'a');
    g_autofree char *longer_code = g_strnfill(301, 'a');
    const char *const codes[] = {"xã",      "x?",        "x/",  code,   "",  ".",    "..",  "_",
                                 long_code, longer_code, "a b", "a\tb", "-", "\xff", "\xfe"};
    g_autoptr(GHashTable) stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
        char *stem = stem_of_report("t", "2024", codes[i]);
        CU_ASSERT_TRUE(strlen(stem) < 100);
        CU_ASSERT_EQUAL(strspn(stem, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._+-"), strlen(stem));
        CU_ASSERT_TRUE(g_hash_table_add(stems, stem));
    }
}

static void no_unit_shares_the_stem_of_a_public_edition(void)
{
    g_autofree char *whole = stem_of_report("t", "2024", NULL);
    g_autofree char *public = g_strconcat(whole, STEM_PUBLIC, NULL);
    g_autofree char *unit = stem_of_report("t", "2024", "cong-khai");
    g_autofree char *below = stem_of_report("t", "2024", "01" STEM_PUBLIC);
    CU_ASSERT_STRING_NOT_EQUAL(unit, public);
    CU_ASSERT_FALSE(g_str_has_suffix(below, STEM_PUBLIC));
}

static CU_TestInfo tests[] = {
    {"a delivery is all files of the formats and a manifest",
     a_delivery_is_all_files_of_the_formats_and_a_manifest},
    {"files of the earlier set go and foreign ones stay",
     files_of_the_earlier_set_go_and_foreign_ones_stay},
    {"all findings have a file of their own", all_findings_have_a_file_of_their_own},
    {"two files of one name are no set", two_files_of_one_name_are_no_set},
    {"what a writer says comes back in both languages",
     what_a_writer_says_comes_back_in_both_languages},
    {"a child without memory ends alone", a_child_without_memory_ends_alone},
    {"a child that comes to no end is ended", a_child_that_comes_to_no_end_is_ended},
    {"nobody else may read a set whatever the umask",
     nobody_else_may_read_a_set_whatever_the_umask},
    {"a signal that waits undoes all", a_signal_that_waits_undoes_all},
    {"a linked folder of the set is refused", a_linked_folder_of_the_set_is_refused},
    {"a stem is a plain file name", a_stem_is_a_plain_file_name},
    {"two units never share a stem", two_units_never_share_a_stem},
    {"no unit shares the stem of a public edition", no_unit_shares_the_stem_of_a_public_edition},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo delivery_suite = {"delivery", NULL, NULL, NULL, NULL, tests};
