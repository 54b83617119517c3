#include "read/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/watchdog.h"

/* So much of a packed file, or of what only its digest needs, is read at once. */
#define PIECE ((guint)128 << 10)

struct bytes {
    char *path;
    int descriptor;
    guint64 place; /* in the file as it lies there */
    gboolean is_packed, in_member;
    z_stream unpacking;    /* of the member of gzip at hand */
    guint8 *piece;         /* what it is given; NULL: not needed yet */
    struct digest *digest; /* NULL: nobody asks for it */
    guint64 digested;      /* so many bytes are in it */
};

static gboolean raise_errno(GError **error, enum message message, const char *path)
{
    return error_raise(error, TONGKET_ERROR_INPUT, message, path, g_strerror(errno), NULL);
}

/* Bytes as they lie in the file; *got is less than `size` only at its end. */
static gboolean read_file(struct bytes *bytes, void *data, gsize size, gsize *got, GError **error)
{
    for (*got = 0; *got < size;) {
        ssize_t more = read(bytes->descriptor, (char *)data + *got, size - *got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
        if (more == 0)
            break;
        *got += (gsize)more;
    }
    guint64 known = bytes->digested > bytes->place ? bytes->digested - bytes->place : 0;
    bytes->place += *got;
    if (bytes->digest != NULL && *got > known) {
        digest_add(bytes->digest, (char *)data + known, *got - known);
        bytes->digested = bytes->place;
    }
    return TRUE;
}

static gboolean go_to(struct bytes *bytes, guint64 place, GError **error)
{
    bytes->place = place;
    return lseek(bytes->descriptor, (off_t)place, SEEK_SET) >= 0 ||
           raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
}

static gboolean is_gzip(const guint8 *start, gsize size)
{
    return size >= 2 && start[0] == 0x1f && start[1] == 0x8b;
}

/* Makes the unpacking ready if the first bytes are those of gzip. */
static gboolean look_for_gzip(struct bytes *bytes, GError **error)
{
    guint8 start[2];
    gsize got;
    if (!read_file(bytes, start, sizeof start, &got, error) || !go_to(bytes, 0, error))
        return FALSE;
    bytes->is_packed =
        is_gzip(start, got) && inflateInit2(&bytes->unpacking, 16 + MAX_WBITS) == Z_OK;
    if (bytes->is_packed)
        bytes->unpacking.next_in = bytes->piece = g_malloc(PIECE);
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
    if (bytes->is_packed)
        inflateEnd(&bytes->unpacking);
    g_free(bytes->piece);
    digest_free(bytes->digest);
    close(bytes->descriptor);
    g_free(bytes->path);
    g_free(bytes);
}

gboolean bytes_are_packed(const struct bytes *bytes)
{
    return bytes->is_packed;
}

void bytes_take_digest(struct bytes *bytes)
{
    bytes->digest = digest_new();
}

gboolean bytes_digest(struct bytes *bytes, char **digest, GError **error)
{
    g_autofree char *piece = g_malloc(PIECE);
    gsize got = PIECE;
    while (got == PIECE) {
        watchdog_feed();
        if (!read_file(bytes, piece, PIECE, &got, error))
            return FALSE;
    }
    *digest = digest_text(bytes->digest);
    return TRUE;
}

guint64 bytes_place(const struct bytes *bytes)
{
    return bytes->place - bytes->unpacking.avail_in;
}

char *bytes_own_path(const struct bytes *bytes)
{
    return g_strdup_printf("/proc/self/fd/%d", bytes->descriptor);
}

gboolean bytes_stat(const struct bytes *bytes, struct stat *now, GError **error)
{
    if (fstat(bytes->descriptor, now) != 0)
        return raise_errno(error, MESSAGE_CANNOT_READ, bytes->path);
    return TRUE;
}

static gboolean fail_unpacking(const struct bytes *bytes, const char *why, GError **error)
{
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_UNPACK, bytes->path, why, NULL);
}

/* Has bytes to unpack; none is left only at the end of the file. */
static gboolean refill(struct bytes *bytes, GError **error)
{
    gsize left = bytes->unpacking.avail_in, got;
    memmove(bytes->piece, bytes->unpacking.next_in, left);
    if (!read_file(bytes, bytes->piece + left, PIECE - left, &got, error))
        return FALSE;
    bytes->unpacking.next_in = bytes->piece;
    bytes->unpacking.avail_in = (guint)(left + got);
    return TRUE;
}

/* Behind one member another may stand. What else is there is no part of the text, as for gzip. */
static gboolean begin_member(struct bytes *bytes, gboolean *at_end, GError **error)
{
    z_stream *unpacking = &bytes->unpacking;
    if (unpacking->avail_in < 2 && !refill(bytes, error))
        return FALSE;
    *at_end = !is_gzip(unpacking->next_in, unpacking->avail_in);
    bytes->in_member = !*at_end && inflateReset(unpacking) == Z_OK;
    return TRUE;
}

static gboolean unpack(struct bytes *bytes, char *data, gsize size, gsize *got, GError **error)
{
    z_stream *unpacking = &bytes->unpacking;
    gboolean at_end = FALSE;
    unpacking->next_out = (Bytef *)data;
    unpacking->avail_out = (guint)size;
    while (unpacking->avail_out > 0 && !at_end) {
        if (!bytes->in_member) {
            if (!begin_member(bytes, &at_end, error))
                return FALSE;
            continue;
        }
        if (unpacking->avail_in == 0 && !refill(bytes, error))
            return FALSE;
        if (unpacking->avail_in == 0)
            return fail_unpacking(bytes, "unexpected end of file", error);
        int state = inflate(unpacking, Z_NO_FLUSH);
        bytes->in_member = state != Z_STREAM_END;
        if (state != Z_OK && state != Z_STREAM_END)
            return fail_unpacking(
                bytes, unpacking->msg != NULL ? unpacking->msg : "compressed data error", error);
    }
    *got = size - unpacking->avail_out;
    return TRUE;
}

gboolean bytes_read(struct bytes *bytes, char *data, gsize size, gsize *got, GError **error)
{
    return bytes->is_packed ? unpack(bytes, data, size, got, error)
                            : read_file(bytes, data, size, got, error);
}

gboolean bytes_return(struct bytes *bytes, gsize place, GError **error)
{
    if (!bytes->is_packed)
        return go_to(bytes, place, error);
    gsize got;
    g_autofree char *skipped = g_malloc(place + 1);
    bytes->unpacking.avail_in = 0;
    bytes->in_member = FALSE;
    return go_to(bytes, 0, error) && unpack(bytes, skipped, place, &got, error);
}
