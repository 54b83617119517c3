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

/* A file is made for what is longer: making one takes as long as drawing a small chart. */
#define MOST_IN_MEMORY ((gsize)1 << 18)

struct file {
    char *folder;   /* for the file; NULL: that of the system */
    int descriptor; /* -1: all is in memory */
    char *bytes;
    gsize size, room;
    off64_t position;
};

/* The exception to "no state outside main" that the header explains. */
static int first_failure;

static void remember(int code)
{
    if (first_failure == 0)
        first_failure = code != 0 ? code : EIO;
}

static gsize read_memory(const struct file *file, char *buffer, gsize size)
{
    gsize left = file->position < (off64_t)file->size ? file->size - (gsize)file->position : 0;
    gsize got = MIN(size, left);
    if (got > 0)
        memcpy(buffer, file->bytes + file->position, got);
    return got;
}

static ssize_t read_file(void *cookie, char *buffer, size_t size)
{
    struct file *file = cookie;
    ssize_t got;
    do {
        got = file->descriptor < 0 ? (ssize_t)read_memory(file, buffer, size)
                                   : pread(file->descriptor, buffer, size, file->position);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        remember(errno);
    else
        file->position += got;
    return got;
}

static gboolean write_at(int descriptor, const char *bytes, gsize size, off64_t position)
{
    while (size > 0) {
        ssize_t put = pwrite(descriptor, bytes, size, position);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            remember(put < 0 ? errno : ENOSPC);
            return FALSE;
        }
        bytes += put;
        size -= (gsize)put;
        position += put;
    }
    return TRUE;
}

/* FALSE: there is no room in memory, and the bytes belong into a file. */
static gboolean write_memory(struct file *file, const char *bytes, gsize size)
{
    gsize end = (gsize)file->position + size, room = MAX(file->room, 1 << 14);
    while (room < end && room < MOST_IN_MEMORY)
        room *= 2;
    if (room < end)
        return FALSE;
    if (room > file->room) {
        char *more = g_try_realloc(file->bytes, room);
        if (more == NULL)
            return FALSE;
        file->bytes = more;
        file->room = room;
    }
    if ((gsize)file->position > file->size)
        memset(file->bytes + file->size, 0, (gsize)file->position - file->size);
    memcpy(file->bytes + file->position, bytes, size);
    file->size = MAX(file->size, end);
    return TRUE;
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

/* Brings what was in memory to a file. */
static gboolean leave_memory(struct file *file)
{
    file->descriptor = open_unnamed(file->folder != NULL ? file->folder : g_get_tmp_dir());
    if (file->descriptor < 0) {
        remember(errno);
        return FALSE;
    }
    gboolean done = write_at(file->descriptor, file->bytes, file->size, 0);
    g_clear_pointer(&file->bytes, g_free);
    return done;
}

/* A stream's write function answers 0 for a failure, never a negative number. */
static ssize_t write_file(void *cookie, const char *buffer, size_t size)
{
    struct file *file = cookie;
    watchdog_feed();
    if (file->descriptor >= 0 || !write_memory(file, buffer, size)) {
        if ((file->descriptor < 0 && !leave_memory(file)) ||
            !write_at(file->descriptor, buffer, size, file->position))
            return 0;
    }
    file->position += (off64_t)size;
    return (ssize_t)size;
}

static int seek_file(void *cookie, off64_t *offset, int whence)
{
    struct file *file = cookie;
    off64_t base = 0;
    if (whence == SEEK_CUR)
        base = file->position;
    else if (whence == SEEK_END)
        base = file->descriptor < 0 ? (off64_t)file->size : lseek64(file->descriptor, 0, SEEK_END);
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
    int result = file->descriptor < 0 ? 0 : close(file->descriptor);
    if (result != 0)
        remember(errno);
    g_free(file->folder);
    g_free(file->bytes);
    g_free(file);
    return result;
}

FILE *tmpfileplus(const char *dir, const char *prefix G_GNUC_UNUSED, char **pathname G_GNUC_UNUSED,
                  int keep G_GNUC_UNUSED)
{
    struct file *file = g_new0(struct file, 1);
    file->folder = g_strdup(dir);
    file->descriptor = -1;
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
