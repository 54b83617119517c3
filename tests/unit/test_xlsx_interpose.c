#include <CUnit/CUnit.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include "write/xlsx_interpose.h"

/* Times eight bytes: more than is kept in memory. */
#define LONG (1u << 18)

static void what_is_written_is_read_back(void)
{
    xlsx_interpose_reset();
    FILE *file = tmpfileplus(NULL, NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    char text[32] = "";
    fputs("một hai ba", file);
    rewind(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(text, sizeof text, file));
    CU_ASSERT_STRING_EQUAL(text, "một hai ba");
    CU_ASSERT_EQUAL(fclose(file), 0);
    CU_ASSERT_EQUAL(xlsx_interpose_failed(), 0);
}

static void a_part_in_the_middle_can_be_written_over(void)
{
    FILE *file = tmpfileplus(NULL, NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    char text[32] = "";
    fputs("12345", file);
    fseek(file, 1, SEEK_SET);
    fputs("xx", file);
    fseek(file, 0, SEEK_END);
    CU_ASSERT_EQUAL(ftell(file), 5);
    rewind(file);
    CU_ASSERT_PTR_NOT_NULL(fgets(text, sizeof text, file));
    CU_ASSERT_STRING_EQUAL(text, "1xx45");
    fclose(file);
}

static void the_folder_stays_empty(void)
{
    g_autofree char *folder = g_dir_make_tmp("tongket-XXXXXX", NULL);
    FILE *file = tmpfileplus(folder, NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    CU_ASSERT_PTR_NULL(g_dir_read_name(dir));
    fclose(file);
    g_rmdir(folder);
}

static void a_failed_write_is_remembered_even_if_nobody_looks(void)
{
    struct rlimit before, small = {4096, 4096};
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    xlsx_interpose_reset();
    FILE *file = tmpfileplus(NULL, NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    setrlimit(RLIMIT_FSIZE, &small);
    for (guint i = 0; i < LONG; i++)
        fputs("abcdefgh", file);
    fclose(file);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    CU_ASSERT_EQUAL(xlsx_interpose_failed(), EFBIG);
    xlsx_interpose_reset();
    CU_ASSERT_EQUAL(xlsx_interpose_failed(), 0);
}

static void a_folder_that_is_not_there_is_a_failure(void)
{
    xlsx_interpose_reset();
    FILE *file = tmpfileplus("/nonexistent", NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (guint i = 0; i < LONG; i++)
        fputs("abcdefgh", file);
    CU_ASSERT_NOT_EQUAL(fflush(file), 0);
    fclose(file);
    CU_ASSERT_EQUAL(xlsx_interpose_failed(), ENOENT);
    xlsx_interpose_reset();
}

static void a_short_text_needs_no_file(void)
{
    xlsx_interpose_reset();
    FILE *file = tmpfileplus("/nonexistent", NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("abc", file);
    CU_ASSERT_EQUAL(fclose(file), 0);
    CU_ASSERT_EQUAL(xlsx_interpose_failed(), 0);
}

/* Bytes at many places, some of them behind the end, on both sides of the step into a file. */
static void a_long_text_is_the_same_as_in_a_plain_file(void)
{
    FILE *ours = tmpfileplus(NULL, NULL, NULL, 0), *plain = tmpfile();
    CU_ASSERT_PTR_NOT_NULL_FATAL(ours);
    CU_ASSERT_PTR_NOT_NULL_FATAL(plain);
    guint32 random = 1;
    for (guint i = 0; i < 3000; i++) {
        char text[2000];
        random = random * 1664525u + 1013904223u;
        long place = (long)(random >> 8) % (1000 + (long)i * 700);
        memset(text, 'a' + (int)(i % 26), sizeof text);
        fseek(ours, place, SEEK_SET);
        fseek(plain, place, SEEK_SET);
        fwrite(text, 1, 1 + random % sizeof text, ours);
        fwrite(text, 1, 1 + random % sizeof text, plain);
    }
    rewind(ours);
    rewind(plain);
    for (;;) {
        char one[4096], other[4096];
        size_t got = fread(one, 1, sizeof one, ours);
        CU_ASSERT_EQUAL_FATAL(fread(other, 1, sizeof other, plain), got);
        CU_ASSERT_EQUAL_FATAL(memcmp(one, other, got), 0);
        if (got == 0)
            break;
    }
    fclose(ours);
    fclose(plain);
}

/* Streams over a cookie have no file descriptor; the library's own have. */
static void libxlsxwriter_takes_its_temporary_files_from_here(void)
{
    FILE *file = lxw_tmpfile(NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fileno(file), -1);
    fclose(file);
}

static CU_TestInfo tests[] = {
    {"what is written is read back", what_is_written_is_read_back},
    {"a part in the middle can be written over", a_part_in_the_middle_can_be_written_over},
    {"the folder stays empty", the_folder_stays_empty},
    {"a failed write is remembered even if nobody looks",
     a_failed_write_is_remembered_even_if_nobody_looks},
    {"a folder that is not there is a failure", a_folder_that_is_not_there_is_a_failure},
    {"a short text needs no file", a_short_text_needs_no_file},
    {"a long text is the same as in a plain file", a_long_text_is_the_same_as_in_a_plain_file},
    {"libxlsxwriter takes its temporary files from here",
     libxlsxwriter_takes_its_temporary_files_from_here},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_interpose_suite = {"xlsx_interpose", NULL, NULL, NULL, NULL, tests};
