#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

/* Sha-256 of "abc" (FIPS 180-4). */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char *folder_new(void)
{
    return g_dir_make_tmp("tongket-XXXXXX", NULL);
}

static void folder_end(char *folder)
{
    CU_ASSERT_TRUE(file_remove_tree(folder, NULL));
    CU_ASSERT_FALSE(g_file_test(folder, G_FILE_TEST_EXISTS));
    g_free(folder);
}

static char *in(const char *folder, const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void a_written_file_has_its_bytes_and_digest(void)
{
    char *folder = folder_new();
    g_autofree char *path = in(folder, "abc");
    g_autofree char *digest = NULL;
    guint64 size = 0;
    CU_ASSERT_TRUE(file_write(path, "abc", 3, NULL));
    CU_ASSERT_TRUE(file_sync(path, NULL));
    CU_ASSERT_TRUE(file_sync(folder, NULL));
    CU_ASSERT_TRUE(file_digest(path, &digest, &size, NULL));
    CU_ASSERT_STRING_EQUAL(digest, ABC);
    CU_ASSERT_EQUAL(size, 3);
    folder_end(folder);
}

static void nobody_else_may_read_a_file_whatever_the_umask(void)
{
    char *folder = folder_new();
    g_autofree char *path = in(folder, "abc");
    g_autofree char *sub = in(folder, "sub");
    struct stat info;
    mode_t before = umask(0);
    CU_ASSERT_TRUE(file_write(path, "abc", 3, NULL));
    CU_ASSERT_TRUE(file_make_folder(sub, NULL));
    umask(before);
    CU_ASSERT_EQUAL(stat(path, &info), 0);
    CU_ASSERT_EQUAL(info.st_mode & 0777, 0640);
    CU_ASSERT_EQUAL(stat(sub, &info), 0);
    CU_ASSERT_EQUAL(info.st_mode & 0777, 0750);
    folder_end(folder);
}

static void an_old_file_is_never_written_over(void)
{
    char *folder = folder_new();
    g_autofree char *path = in(folder, "abc");
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE(file_write(path, "abc", 3, NULL));
    CU_ASSERT_FALSE(file_write(path, "x", 1, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, path));
    CU_ASSERT_TRUE(g_file_get_contents(path, &text, NULL, NULL));
    CU_ASSERT_STRING_EQUAL(text, "abc");
    folder_end(folder);
}

static void links_are_not_followed(void)
{
    char *folder = folder_new();
    g_autofree char *path = in(folder, "abc");
    g_autofree char *link = in(folder, "link");
    g_autofree char *digest = NULL;
    guint64 size;
    enum file_kind kind;
    CU_ASSERT_EQUAL(symlink(path, link), 0);
    CU_ASSERT_FALSE(file_write(link, "abc", 3, NULL));
    CU_ASSERT_FALSE(g_file_test(path, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(file_write(path, "abc", 3, NULL));
    CU_ASSERT_FALSE(file_digest(link, &digest, &size, NULL));
    CU_ASSERT_TRUE(file_kind(link, &kind, NULL));
    CU_ASSERT_EQUAL(kind, FILE_OTHER);
    folder_end(folder);
}

static void a_path_that_cannot_be_is_named(void)
{
    g_autofree char *digest = NULL;
    guint64 size;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(file_digest("/dev/full", &digest, &size, &error));
    g_clear_error(&error);
    CU_ASSERT_FALSE(file_write("/nowhere/at/all", "abc", 3, &error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "/nowhere/at/all"));
}

static void a_tree_goes_away_but_not_what_its_links_lead_to(void)
{
    char *folder = folder_new();
    g_autofree char *kept = in(folder, "kept");
    g_autofree char *inside = in(folder, "kept/file");
    g_autofree char *tree = in(folder, "tree");
    g_autofree char *deep = in(folder, "tree/deep");
    g_autofree char *link = in(folder, "tree/deep/link");
    CU_ASSERT_TRUE(file_make_folder(kept, NULL) && file_write(inside, "", 0, NULL));
    CU_ASSERT_TRUE(file_make_folder(tree, NULL) && file_make_folder(deep, NULL));
    CU_ASSERT_EQUAL(symlink(kept, link), 0);
    CU_ASSERT_TRUE(file_remove_tree(tree, NULL));
    CU_ASSERT_FALSE(g_file_test(tree, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(g_file_test(inside, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(file_remove_tree(tree, NULL)); /* nothing there is no failure */
    folder_end(folder);
}

static void names_are_listed_in_order(void)
{
    char *folder = folder_new();
    const char *const names[] = {"b.x", "a.x", "a.y", "c.x"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = in(folder, names[i]);
        CU_ASSERT_TRUE(file_write(path, "", 0, NULL));
    }
    g_autoptr(GPtrArray) all = file_list(folder, "", ".x", NULL);
    g_autoptr(GPtrArray) some = file_list(folder, "a", "", NULL);
    CU_ASSERT_EQUAL_FATAL(all->len, 3);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(all, 0), "a.x");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(all, 2), "c.x");
    CU_ASSERT_EQUAL(some->len, 2);
    CU_ASSERT_PTR_NULL(file_list("/nowhere", "", "", NULL));
    folder_end(folder);
}

static void a_private_folder_is_private(void)
{
    char *folder = folder_new();
    g_autofree char *prefix = in(folder, ".tongket.x.");
    g_autofree char *temp = file_temp_folder(prefix, NULL);
    struct stat info;
    CU_ASSERT_PTR_NOT_NULL_FATAL(temp);
    CU_ASSERT_EQUAL(strlen(temp), strlen(prefix) + 6);
    CU_ASSERT_EQUAL(stat(temp, &info), 0);
    CU_ASSERT_EQUAL(info.st_mode & 0777, 0700);
    folder_end(folder);
}

static int refusal(const char *path, gsize limit, TongketError code)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = file_read(path, limit, NULL, code, &error);
    CU_ASSERT_PTR_NULL(text);
    return error != NULL ? error->code : 0;
}

static void a_file_is_read_up_to_its_limit(void)
{
    char *folder = folder_new();
    g_autofree char *path = in(folder, "abc");
    gsize length = 0;
    file_write(path, "a\0c", 3, NULL);
    g_autofree char *text = file_read(path, 3, &length, TONGKET_ERROR_INPUT, NULL);
    CU_ASSERT_TRUE(length == 3 && memcmp(text, "a\0c", 4) == 0);
    CU_ASSERT_EQUAL(refusal(path, 2, TONGKET_ERROR_INPUT), TONGKET_ERROR_INPUT);
    CU_ASSERT_EQUAL(refusal(path, 2, TONGKET_ERROR_OUTPUT), TONGKET_ERROR_SPEC);
    folder_end(folder);
}

static void a_pipe_or_a_device_is_not_waited_for(void)
{
    char *folder = folder_new();
    g_autofree char *pipe = in(folder, "pipe");
    CU_ASSERT_EQUAL(mkfifo(pipe, 0600), 0);
    CU_ASSERT_EQUAL(refusal(pipe, 9, TONGKET_ERROR_SPEC), TONGKET_ERROR_INPUT);
    CU_ASSERT_EQUAL(refusal(pipe, 9, TONGKET_ERROR_OUTPUT), TONGKET_ERROR_OUTPUT);
    CU_ASSERT_EQUAL(refusal("/dev/zero", 9, TONGKET_ERROR_INPUT), TONGKET_ERROR_INPUT);
    CU_ASSERT_EQUAL(refusal(folder, 9, TONGKET_ERROR_INPUT), TONGKET_ERROR_INPUT);
    CU_ASSERT_FALSE(file_is_readable(pipe, TONGKET_ERROR_INPUT, NULL));
    folder_end(folder);
}

static CU_TestInfo tests[] = {
    {"a file is read up to its limit", a_file_is_read_up_to_its_limit},
    {"a pipe or a device is not waited for", a_pipe_or_a_device_is_not_waited_for},
    {"a written file has its bytes and digest", a_written_file_has_its_bytes_and_digest},
    {"nobody else may read a file whatever the umask",
     nobody_else_may_read_a_file_whatever_the_umask},
    {"an old file is never written over", an_old_file_is_never_written_over},
    {"links are not followed", links_are_not_followed},
    {"a path that cannot be is named", a_path_that_cannot_be_is_named},
    {"a tree goes away but not what its links lead to",
     a_tree_goes_away_but_not_what_its_links_lead_to},
    {"names are listed in order", names_are_listed_in_order},
    {"a private folder is private", a_private_folder_is_private},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo file_suite = {"file", NULL, NULL, NULL, NULL, tests};
