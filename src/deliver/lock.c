#include "deliver/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/watchdog.h"
#include "deliver/journal.h"

#define LOCK_MODE 0640
#define FOLDER_MODE 0750
#define POLL_MICROSECONDS 50000

/* A run that ended may take folder or lock away while this one comes; so often it is begun anew. */
#define ATTEMPTS 100

struct lock {
    int descriptor;
    char *folder;
    guint made; /* so many folders at the end of its path did not exist before */
};

/* A folder on the net may lock only what is open for writing; a folder shared by a group has a
 * lock file that only its maker may write. */
static int open_lock(const char *path)
{
    int flags = O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int descriptor = open(path, O_RDWR | flags, LOCK_MODE);
    return descriptor >= 0 || errno != EACCES ? descriptor
                                              : open(path, O_RDONLY | flags, LOCK_MODE);
}

/* 0, EWOULDBLOCK when the time is over, or another errno. */
static int wait_for(int descriptor, guint wait_seconds)
{
    gint64 end = g_get_monotonic_time() + (gint64)wait_seconds * G_USEC_PER_SEC;
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return errno;
        if (g_get_monotonic_time() >= end)
            return EWOULDBLOCK;
        watchdog_feed();
        g_usleep(POLL_MICROSECONDS);
    }
    return 0;
}

/* How many folders at the end of a path are still to be made. */
static guint count_missing(const char *folder)
{
    guint missing = 0;
    g_autofree char *path = g_strdup(folder);
    while (!g_file_test(path, G_FILE_TEST_EXISTS) && strcmp(path, ".") != 0) {
        char *parent = g_path_get_dirname(path);
        g_free(path);
        path = parent;
        missing++;
    }
    return missing;
}

/* A run that ended without a file may have taken the lock file away just before we got hold of it.
 */
static gboolean is_still_there(int descriptor)
{
    struct stat about;
    return fstat(descriptor, &about) == 0 && about.st_nlink > 0;
}

static gboolean fail(const char *path, int failure, GError **error)
{
    if (failure == EWOULDBLOCK)
        return error_raise(error, TONGKET_ERROR_LOCKED, MESSAGE_LOCKED, path, NULL);
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path, g_strerror(failure),
                       NULL);
}

/* The open and locked file, or -1. */
static int hold(const char *folder, guint wait_seconds, GError **error)
{
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    int failure = ENOENT;
    for (guint attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (g_mkdir_with_parents(folder, FOLDER_MODE) != 0) {
            fail(folder, errno, error);
            return -1;
        }
        int descriptor = open_lock(path);
        if (descriptor < 0 && errno == ENOENT)
            continue; /* the folder went away again */
        if (descriptor < 0) {
            fail(path, errno, error);
            return -1;
        }
        failure = wait_for(descriptor, wait_seconds);
        if (failure == 0 && is_still_there(descriptor))
            return descriptor;
        close(descriptor);
        if (failure != 0)
            break;
        failure = ENOENT;
    }
    fail(path, failure, error);
    return -1;
}

gboolean lock_take(const char *folder, guint wait_seconds, struct lock **lock, GError **error)
{
    guint made = count_missing(folder);
    int descriptor = hold(folder, wait_seconds, error);
    if (descriptor < 0)
        return FALSE;
    g_autoptr(lock_t) held = g_new(struct lock, 1);
    *held = (struct lock){descriptor, g_strdup(folder), made};
    if (!journal_recover(folder, error))
        return FALSE;
    *lock = g_steal_pointer(&held);
    return TRUE;
}

/* Nothing but the lock is in the folder. */
static gboolean is_alone(const char *folder)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *name = entries != NULL ? g_dir_read_name(entries) : NULL;
    return name != NULL && strcmp(name, LOCK_NAME) == 0 && g_dir_read_name(entries) == NULL;
}

/* A run that failed leaves no empty folder behind that was not there before. */
static void remove_empty(const struct lock *lock)
{
    g_autofree char *path = g_strdup(lock->folder);
    g_autofree char *file = g_build_filename(path, LOCK_NAME, NULL);
    if (!is_alone(path) || unlink(file) != 0)
        return;
    for (guint i = 0; i < lock->made && rmdir(path) == 0; i++) {
        char *parent = g_path_get_dirname(path);
        g_free(path);
        path = parent;
    }
}

void lock_release(struct lock *lock)
{
    if (lock == NULL)
        return;
    if (lock->made > 0)
        remove_empty(lock);
    close(lock->descriptor);
    g_free(lock->folder);
    g_free(lock);
}

gboolean lock_probe(const char *folder, GError **error)
{
    g_autofree char *path = g_strdup(folder);
    for (guint missing = count_missing(folder); missing > 0; missing--) {
        char *parent = g_path_get_dirname(path);
        g_free(path);
        path = parent;
    }
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return fail(folder, ENOTDIR, error);
    return access(path, W_OK | X_OK) == 0 || fail(folder, errno, error);
}

gboolean lock_mend(const char *folder, GError **error)
{
    g_autoptr(lock_t) lock = NULL;
    g_autoptr(GPtrArray) journals = file_list(folder, ".tongket.", ".journal", NULL);
    return journals == NULL || journals->len == 0 || lock_take(folder, 0, &lock, error);
}
