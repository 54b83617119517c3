#include "read/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"

#define UNPACK_BUFFER ((guint)128 << 10)

struct bytes {
    char *path;
    int descriptor;
    gzFile packed; /* NULL: the file is plain */
};

static gboolean raise_errno(GError **error, enum message message, const char *path)
{
    return error_raise(error, TONGKET_ERROR_INPUT, message, path, g_strerror(errno), NULL);
}

static gssize read_plain(const struct bytes *bytes, char *data, gsize size)
{
    gsize done = 0;
    while (done < size) {
        ssize_t got = read(bytes->descriptor, data + done, size - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (gsize)got;
    }
    return (gssize)done;
}

/* Opens the unpacking if the first bytes are those of gzip. */
static gboolean look_for_gzip(struct bytes *bytes, GError **error)
{
    guint8 start[2];
    gssize got = read_plain(bytes, (char *)start, sizeof start);
    if (got < 0 || lseek(bytes->descriptor, 0, SEEK_SET) < 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    if (got < (gssize)sizeof start || start[0] != 0x1f || start[1] != 0x8b)
        return TRUE;
    int second = fcntl(bytes->descriptor, F_DUPFD_CLOEXEC, 0); /* gzclose() closes it */
    if (second < 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    bytes->packed = gzdopen(second, "rb");
    if (bytes->packed == NULL) {
        close(second);
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    }
    gzbuffer(bytes->packed, UNPACK_BUFFER);
    return TRUE;
}

struct bytes *bytes_open(const char *path, GError **error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        raise_errno(error, MESSAGE_CANNOT_OPEN, path);
        return NULL;
    }
    g_autoptr(bytes_t) bytes = g_new0(struct bytes, 1);
    bytes->descriptor = descriptor;
    bytes->path = g_strdup(path);

    struct stat now;
    if (!bytes_stat(bytes, &now, error))
        return NULL;
    if (!S_ISREG(now.st_mode)) {
        error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_NOT_A_FILE, path, NULL);
        return NULL;
    }
    return look_for_gzip(bytes, error) ? g_steal_pointer(&bytes) : NULL;
}

void bytes_free(struct bytes *bytes)
{
    if (bytes == NULL)
        return;
    if (bytes->packed != NULL)
        gzclose_r(bytes->packed);
    close(bytes->descriptor);
    g_free(bytes->path);
    g_free(bytes);
}

gboolean bytes_are_packed(const struct bytes *bytes)
{
    return bytes->packed != NULL;
}

guint64 bytes_place(const struct bytes *bytes)
{
    off_t place =
        bytes->packed != NULL ? gzoffset(bytes->packed) : lseek(bytes->descriptor, 0, SEEK_CUR);
    return (guint64)MAX(place, 0);
}

gboolean bytes_stat(const struct bytes *bytes, struct stat *now, GError **error)
{
    if (fstat(bytes->descriptor, now) != 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    return TRUE;
}

/* zlib gives the bytes before a fault and says at the end that the file was cut off. */
static gboolean unpack(const struct bytes *bytes, char *data, gsize size, gsize *got,
                       GError **error)
{
    int failure = Z_OK;
    *got = gzfread(data, 1, size, bytes->packed);
    const char *text = *got < size ? gzerror(bytes->packed, &failure) : NULL;
    if (failure == Z_OK || failure == Z_STREAM_END)
        return TRUE;
    /* zlib names the file before what it says. */
    const char *sign = strstr(text, ": ");
    if (sign != NULL)
        text = sign + 2;
    return failure == Z_ERRNO ? raise_errno(error, MESSAGE_CANNOT_READ, bytes->path)
                              : error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_UNPACK,
                                            bytes->path, text, NULL);
}

gboolean bytes_read(struct bytes *bytes, char *data, gsize size, gsize *got, GError **error)
{
    if (bytes->packed != NULL)
        return unpack(bytes, data, size, got, error);
    gssize done = read_plain(bytes, data, size);
    if (done < 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    *got = (gsize)done;
    return TRUE;
}

gboolean bytes_return(struct bytes *bytes, gsize place, GError **error)
{
    gboolean is_there = bytes->packed != NULL
                            ? gzseek(bytes->packed, (z_off_t)place, SEEK_SET) >= 0
                            : lseek(bytes->descriptor, (off_t)place, SEEK_SET) >= 0;
    return is_there || raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
}
