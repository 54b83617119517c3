#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/lock.h"

static char *folder_new(void)
{
    return g_dir_make_tmp("tongket-XXXXXX", NULL);
}

static void folder_end(char *folder)
{
    CU_ASSERT_TRUE(file_remove_tree(folder, NULL));
    g_free(folder);
}

static void a_second_run_is_turned_away_at_once(void)
{
    char *folder = folder_new();
    g_autoptr(lock_t) first = NULL;
    g_autoptr(lock_t) second = NULL;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE(lock_take(folder, 0, &first, NULL));
    CU_ASSERT_FALSE(lock_take(folder, 0, &second, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_LOCKED));
    folder_end(folder);
}

static void a_released_lock_is_free_and_its_file_stays(void)
{
    char *folder = folder_new();
    struct lock *first = NULL, *second = NULL;
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    CU_ASSERT_TRUE(lock_take(folder, 0, &first, NULL));
    lock_release(first);
    CU_ASSERT_TRUE(g_file_test(path, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(lock_take(folder, 0, &second, NULL));
    lock_release(second);
    folder_end(folder);
}

static void a_run_that_waits_gets_the_lock(void)
{
    char *folder = folder_new();
    struct lock *lock = NULL;
    CU_ASSERT_TRUE(lock_take(folder, 0, &lock, NULL));
    pid_t child = fork();
    if (child == 0) { /* holds the inherited lock for a moment */
        g_usleep(200000);
        _exit(0);
    }
    lock_release(lock);
    lock = NULL;
    CU_ASSERT_FALSE(lock_take(folder, 0, &lock, NULL));
    CU_ASSERT_TRUE(lock_take(folder, 20, &lock, NULL));
    waitpid(child, NULL, 0);
    lock_release(lock);
    folder_end(folder);
}

static void the_folder_is_made(void)
{
    char *folder = folder_new();
    g_autofree char *deep = g_build_filename(folder, "a", "b", NULL);
    g_autoptr(lock_t) lock = NULL;
    CU_ASSERT_TRUE(lock_take(deep, 0, &lock, NULL));
    CU_ASSERT_TRUE(g_file_test(deep, G_FILE_TEST_IS_DIR));
    folder_end(folder);
}

static void folders_made_for_nothing_go_away(void)
{
    char *folder = folder_new();
    g_autofree char *above = g_build_filename(folder, "a", NULL);
    g_autofree char *deep = g_build_filename(above, "b", NULL);
    g_autofree char *file = g_build_filename(above, "kept", NULL);
    struct lock *lock = NULL;
    CU_ASSERT_TRUE(lock_take(deep, 0, &lock, NULL));
    lock_release(lock);
    CU_ASSERT_FALSE(g_file_test(above, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(g_file_test(folder, G_FILE_TEST_IS_DIR));

    CU_ASSERT_TRUE(lock_take(deep, 0, &lock, NULL));
    CU_ASSERT_TRUE(g_file_set_contents(file, "x", 1, NULL));
    lock_release(lock);
    CU_ASSERT_FALSE(g_file_test(deep, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(g_file_test(file, G_FILE_TEST_EXISTS));
    folder_end(folder);
}

/* The one that waits holds a file without a name when the first has taken all away. */
static void a_run_that_waits_outlives_the_folder(void)
{
    char *folder = folder_new();
    g_autofree char *deep = g_build_filename(folder, "a", NULL);
    g_autofree char *path = g_build_filename(deep, LOCK_NAME, NULL);
    struct lock *lock = NULL;
    pid_t child = fork(); /* before the lock, lest the child inherits it */
    if (child == 0) {
        struct lock *second = NULL;
        g_usleep(200000);
        gboolean taken = lock_take(deep, 20, &second, NULL);
        _exit(taken && g_file_test(path, G_FILE_TEST_EXISTS) ? 0 : 1);
    }
    CU_ASSERT_TRUE(lock_take(deep, 0, &lock, NULL));
    g_usleep(500000);
    lock_release(lock);
    int status = 1;
    waitpid(child, &status, 0);
    CU_ASSERT_EQUAL(status, 0);
    folder_end(folder);
}

static void a_reader_mends_what_a_killed_run_left(void)
{
    char *folder = folder_new();
    g_autofree char *journal = g_build_filename(folder, ".tongket.a.journal", NULL);
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    CU_ASSERT_TRUE(lock_mend(folder, NULL));
    CU_ASSERT_FALSE(g_file_test(path, G_FILE_TEST_EXISTS));
    CU_ASSERT_TRUE(g_file_set_contents(journal, "damaged", -1, NULL));
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(lock_mend(folder, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    folder_end(folder);
}

static void a_lock_that_is_a_link_is_refused(void)
{
    char *folder = folder_new();
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    g_autofree char *target = g_build_filename(folder, "target", NULL);
    g_autoptr(lock_t) lock = NULL;
    g_autoptr(GError) error = NULL;
    CU_ASSERT_EQUAL(symlink(target, path), 0);
    CU_ASSERT_FALSE(lock_take(folder, 0, &lock, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_FALSE(g_file_test(target, G_FILE_TEST_EXISTS));
    folder_end(folder);
}

static CU_TestInfo tests[] = {
    {"a second run is turned away at once", a_second_run_is_turned_away_at_once},
    {"a released lock is free and its file stays", a_released_lock_is_free_and_its_file_stays},
    {"a run that waits gets the lock", a_run_that_waits_gets_the_lock},
    {"the folder is made", the_folder_is_made},
    {"folders made for nothing go away", folders_made_for_nothing_go_away},
    {"a run that waits outlives the folder", a_run_that_waits_outlives_the_folder},
    {"a reader mends what a killed run left", a_reader_mends_what_a_killed_run_left},
    {"a lock that is a link is refused", a_lock_that_is_a_link_is_refused},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo lock_suite = {"lock", NULL, NULL, NULL, NULL, tests};
