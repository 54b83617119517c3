#include "write/output.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/watchdog.h"

/* 0 or the error of the first step that failed. */
static int write_bytes(const char *path, const char *bytes, gsize length)
{
    FILE *file = g_fopen(path, "wbxe"); /* x: nothing was there before */
    if (file == NULL)
        return errno;
    int failure = 0;
    if (fwrite(bytes, 1, length, file) != length || fflush(file) != 0)
        failure = errno;
    if (fclose(file) != 0 && failure == 0)
        failure = errno;
    if (failure != 0)
        g_unlink(path);
    return failure;
}

gboolean output_write(const struct write_job *job, const char *name, const char *bytes,
                      gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(job->folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    int failure = g_mkdir_with_parents(parent, 0777) != 0 ? errno : 0;
    if (failure == 0)
        failure = write_bytes(path, bytes, length);
    watchdog_feed();
    if (failure != 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path,
                           g_strerror(failure), NULL);
    g_ptr_array_add(job->files, g_strdup(name));
    return TRUE;
}
