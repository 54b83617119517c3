#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"

#define FILE_MODE 0640
#define FOLDER_MODE 0750
#define CHUNK 65536

static gboolean fail(GError **error, enum message message, const char *path, int code)
{
    return error_raise(error, TONGKET_ERROR_OUTPUT, message, path, g_strerror(code), NULL);
}

/* 0 or the errno of the first failure. */
static int put_bytes(int descriptor, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t put = write(descriptor, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return put < 0 ? errno : ENOSPC;
        bytes += put;
        length -= (gsize)put;
    }
    return fsync(descriptor) == 0 ? 0 : errno;
}

gboolean file_write(const char *path, const char *bytes, gsize length, GError **error)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (descriptor < 0)
        return fail(error, MESSAGE_CANNOT_WRITE, path, errno);
    int failure = put_bytes(descriptor, bytes, length);
    if (close(descriptor) != 0 && failure == 0)
        failure = errno;
    if (failure == 0)
        return TRUE;
    unlink(path);
    return fail(error, MESSAGE_CANNOT_WRITE, path, failure);
}

gboolean file_sync(const char *path, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return fail(error, MESSAGE_CANNOT_WRITE, path, errno);
    /* Some file systems know no fsync of a folder and say so. */
    int failure = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno;
    close(descriptor);
    return failure == 0 || fail(error, MESSAGE_CANNOT_WRITE, path, failure);
}

gboolean file_sync_inside(const char *path, GError **error)
{
    g_autofree char *inside = g_strconcat(path, "/", NULL);
    return file_sync(inside, error);
}

/* Opens a regular file for reading without waiting for anything; -1 on failure. */
static int open_regular(const char *path, struct stat *about, TongketError code, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) {
        error_raise(error, code, MESSAGE_CANNOT_OPEN, path, g_strerror(errno), NULL);
        return -1;
    }
    if (fstat(descriptor, about) == 0 && S_ISREG(about->st_mode))
        return descriptor;
    close(descriptor);
    error_raise(error, code == TONGKET_ERROR_SPEC ? TONGKET_ERROR_INPUT : code, MESSAGE_NOT_A_FILE,
                path, NULL);
    return -1;
}

/* Reads to the end, or one byte beyond the limit; 0 or errno. */
static int take_bytes(int descriptor, gsize limit, GByteArray *bytes)
{
    g_autofree guint8 *chunk = g_malloc(CHUNK);
    while (bytes->len <= limit) {
        ssize_t got = read(descriptor, chunk, MIN(CHUNK, limit + 1 - bytes->len));
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR)
            return errno;
        g_byte_array_append(bytes, chunk, (guint)MAX(got, 0));
    }
    return 0;
}

static gboolean fail_large(const char *path, gsize limit, TongketError code, GError **error)
{
    g_autofree char *megabytes = g_strdup_printf("%" G_GSIZE_FORMAT, limit >> 20);
    TongketError meant = code == TONGKET_ERROR_OUTPUT ? TONGKET_ERROR_SPEC : code;
    return error_raise(error, meant, MESSAGE_FILE_TOO_LARGE, path, megabytes, NULL);
}

char *file_read(const char *path, gsize limit, gsize *length, TongketError code, GError **error)
{
    struct stat about;
    int descriptor = open_regular(path, &about, code, error);
    if (descriptor < 0)
        return NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gboolean large = about.st_size > (off_t)limit;
    int failure = large ? 0 : take_bytes(descriptor, limit, bytes);
    close(descriptor);
    if (large || bytes->len > limit) {
        fail_large(path, limit, code, error);
        return NULL;
    }
    if (failure != 0) {
        error_raise(error, code, MESSAGE_CANNOT_READ, path, g_strerror(failure), NULL);
        return NULL;
    }
    if (length != NULL)
        *length = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}

gboolean file_is_readable(const char *path, TongketError code, GError **error)
{
    struct stat about;
    int descriptor = open_regular(path, &about, code, error);
    if (descriptor >= 0)
        close(descriptor);
    return descriptor >= 0;
}

gboolean file_digest(const char *path, char **digest, guint64 *size, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return fail(error, MESSAGE_CANNOT_OPEN, path, errno);
    struct stat info;
    int failure = 0;
    if (fstat(descriptor, &info) != 0)
        failure = errno;
    else if (!S_ISREG(info.st_mode))
        failure = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    else if ((*digest = digest_of_file(descriptor, size)) == NULL)
        failure = errno;
    close(descriptor);
    return failure == 0 || fail(error, MESSAGE_CANNOT_READ, path, failure);
}

gboolean file_rename(const char *from, const char *to, GError **error)
{
    return rename(from, to) == 0 || fail(error, MESSAGE_CANNOT_WRITE, to, errno);
}

gboolean file_make_folder(const char *path, GError **error)
{
    return mkdir(path, FOLDER_MODE) == 0 || fail(error, MESSAGE_CANNOT_WRITE, path, errno);
}

gboolean file_remove(const char *path, GError **error)
{
    return unlink(path) == 0 || errno == ENOENT || fail(error, MESSAGE_CANNOT_REMOVE, path, errno);
}

char *file_temp_folder(const char *prefix, GError **error)
{
    char *path = g_strconcat(prefix, "XXXXXX", NULL);
    if (mkdtemp(path) != NULL)
        return path;
    fail(error, MESSAGE_CANNOT_WRITE, prefix, errno);
    g_free(path);
    return NULL;
}

static int remove_at(int parent, const char *name);

/* 0 or errno; closes the descriptor. */
static int empty_folder(int descriptor)
{
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        int failure = errno;
        close(descriptor);
        return failure;
    }
    int failure = 0;
    const struct dirent *entry;
    while (failure == 0 && (errno = 0, entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            failure = remove_at(dirfd(folder), entry->d_name);
    }
    if (failure == 0)
        failure = errno;
    closedir(folder);
    return failure;
}

static int remove_at(int parent, const char *name)
{
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return errno;
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    int failure = empty_folder(descriptor);
    if (failure == 0 && unlinkat(parent, name, AT_REMOVEDIR) != 0)
        failure = errno;
    return failure;
}

gboolean file_remove_tree(const char *path, GError **error)
{
    int failure = remove_at(AT_FDCWD, path);
    return failure == 0 || fail(error, MESSAGE_CANNOT_REMOVE, path, failure);
}

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *file_list(const char *path, const char *prefix, const char *suffix, GError **error)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        fail(error, MESSAGE_CANNOT_OPEN, path, errno);
        return NULL;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const struct dirent *entry;
    while ((errno = 0, entry = readdir(folder)) != NULL) {
        if (g_str_has_prefix(entry->d_name, prefix) && g_str_has_suffix(entry->d_name, suffix))
            g_ptr_array_add(names, g_strdup(entry->d_name));
    }
    int failure = errno;
    closedir(folder);
    if (failure != 0) {
        fail(error, MESSAGE_CANNOT_READ, path, failure);
        return NULL;
    }
    g_ptr_array_sort(names, by_text);
    return g_steal_pointer(&names);
}

gboolean file_kind(const char *path, enum file_kind *kind, GError **error)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        *kind = FILE_NONE;
        return errno == ENOENT || fail(error, MESSAGE_CANNOT_OPEN, path, errno);
    }
    *kind = S_ISREG(info.st_mode) ? FILE_REGULAR : S_ISDIR(info.st_mode) ? FILE_FOLDER : FILE_OTHER;
    return TRUE;
}

/* The rights of the old file go to the new one, which then takes its place. */
static gboolean take_place(const char *made, const char *path, GError **error)
{
    struct stat old;
    g_autofree char *folder = g_path_get_dirname(path);
    if (stat(path, &old) != 0 || chmod(made, old.st_mode & 07777) != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path,
                           g_strerror(errno), NULL);
    return file_rename(made, path, error) && file_sync(folder, error);
}

gboolean file_replace(const char *linked, const char *bytes, gsize length, GError **error)
{
    g_autofree char *path = realpath(linked, NULL);
    if (path == NULL)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_READ, linked,
                           g_strerror(errno), NULL);
    g_autofree char *prefix = g_strconcat(path, ".", NULL);
    g_autofree char *folder = file_temp_folder(prefix, error);
    if (folder == NULL)
        return FALSE;
    g_autofree char *made = g_build_filename(folder, "new", NULL);
    gboolean done = file_write(made, bytes, length, error) && take_place(made, path, error);
    return file_remove_tree(folder, done ? error : NULL) && done;
}
