#define _GNU_SOURCE
#include "write/xlsx_interpose.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/watchdog.h"

struct file {
    int descriptor;
    off64_t position;
};

/* The exception to "no state outside main" that the header explains. */
static int first_failure;

static void remember(int code)
{
    if (first_failure == 0)
        first_failure = code != 0 ? code : EIO;
}

static ssize_t read_file(void *cookie, char *buffer, size_t size)
{
    struct file *file = cookie;
    ssize_t got;
    do {
        got = pread(file->descriptor, buffer, size, file->position);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        remember(errno);
    else
        file->position += got;
    return got;
}

/* A stream's write function answers 0 for a failure, never a negative number. */
static ssize_t write_file(void *cookie, const char *buffer, size_t size)
{
    struct file *file = cookie;
    size_t done = 0;
    watchdog_feed();
    while (done < size) {
        ssize_t put = pwrite(file->descriptor, buffer + done, size - done, file->position);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            remember(put < 0 ? errno : ENOSPC);
            return 0;
        }
        done += (size_t)put;
        file->position += put;
    }
    return (ssize_t)done;
}

static int seek_file(void *cookie, off64_t *offset, int whence)
{
    struct file *file = cookie;
    off64_t base = 0;
    if (whence == SEEK_CUR)
        base = file->position;
    else if (whence == SEEK_END)
        base = lseek64(file->descriptor, 0, SEEK_END);
    if (base < 0 || base + *offset < 0) {
        remember(EINVAL);
        return -1;
    }
    file->position = base + *offset;
    *offset = file->position;
    return 0;
}

static int close_file(void *cookie)
{
    struct file *file = cookie;
    int result = close(file->descriptor);
    if (result != 0)
        remember(errno);
    g_free(file);
    return result;
}

/* Some file systems have no O_TMPFILE; there the name lives for one moment. */
static int open_unnamed(const char *folder)
{
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return descriptor;

    g_autofree char *path = g_build_filename(folder, ".tongket.XXXXXX", NULL);
    descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(path);
    return descriptor;
}

FILE *tmpfileplus(const char *dir, const char *prefix G_GNUC_UNUSED, char **pathname G_GNUC_UNUSED,
                  int keep G_GNUC_UNUSED)
{
    int descriptor = open_unnamed(dir != NULL ? dir : g_get_tmp_dir());
    if (descriptor < 0) {
        remember(errno);
        return NULL;
    }
    struct file *file = g_new0(struct file, 1);
    file->descriptor = descriptor;
    cookie_io_functions_t functions = {read_file, write_file, seek_file, close_file};
    FILE *stream = fopencookie(file, "w+b", functions);
    if (stream == NULL) {
        remember(errno);
        close_file(file);
    }
    return stream;
}

void xlsx_interpose_reset(void)
{
    first_failure = 0;
}

int xlsx_interpose_failed(void)
{
    return first_failure;
}

int zipOpenNewFileInZip4_64(zipFile file, const char *name, const zip_fileinfo *info,
                            const void *local, uInt local_size, const void *global,
                            uInt global_size, const char *comment, int method, int level, int raw,
                            int window_bits, int memory_level, int strategy, const char *password,
                            uLong crc, uLong made_by, uLong flags, int zip64)
{
    /* A variable of the function's type: ISO C casts no object pointer to a function's. */
    __typeof__(&zipOpenNewFileInZip4_64) open_next;
    void *found = dlsym(RTLD_NEXT, "zipOpenNewFileInZip4_64");
    if (found == NULL)
        return ZIP_PARAMERROR;
    memcpy(&open_next, &found, sizeof found);
    gboolean stored = g_str_has_suffix(name, ".png");
    return open_next(file, name, info, local, local_size, global, global_size, comment,
                     stored ? 0 : method, level, raw, window_bits, memory_level, strategy, password,
                     crc, made_by, flags, zip64);
}
