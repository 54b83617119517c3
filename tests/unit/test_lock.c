#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "run/lock.h"

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
    {"a lock that is a link is refused", a_lock_that_is_a_link_is_refused},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo lock_suite = {"lock", NULL, NULL, NULL, NULL, tests};
