#include "run/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "run/journal.h"

#define LOCK_MODE 0640
#define FOLDER_MODE 0750
#define POLL_MICROSECONDS 50000

struct lock {
    int descriptor;
};

/* A folder on the net may lock only what is open for writing; a folder shared by a group has a
 * lock file that only its maker may write. */
static int open_lock(const char *path)
{
    int flags = O_CREAT | O_NOFOLLOW | O_CLOEXEC;
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
        g_usleep(POLL_MICROSECONDS);
    }
    return 0;
}

gboolean lock_take(const char *folder, guint wait_seconds, struct lock **lock, GError **error)
{
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    if (g_mkdir_with_parents(folder, FOLDER_MODE) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, folder,
                           g_strerror(errno), NULL);
    int descriptor = open_lock(path);
    if (descriptor < 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path,
                           g_strerror(errno), NULL);
    int failure = wait_for(descriptor, wait_seconds);
    gboolean taken = failure == 0 && journal_recover(folder, error);
    if (taken) {
        *lock = g_new(struct lock, 1);
        (*lock)->descriptor = descriptor;
        return TRUE;
    }
    close(descriptor);
    if (failure == EWOULDBLOCK)
        return error_raise(error, TONGKET_ERROR_LOCKED, MESSAGE_LOCKED, path, NULL);
    if (failure != 0)
        error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path, g_strerror(failure),
                    NULL);
    return FALSE;
}

void lock_release(struct lock *lock)
{
    if (lock == NULL)
        return;
    close(lock->descriptor);
    g_free(lock);
}
