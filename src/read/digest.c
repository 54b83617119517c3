#include "read/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/watchdog.h"

#define PIECE ((gsize)256 << 10)

static gboolean fail(const struct input *input, GError **error)
{
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_CANNOT_READ, input->path,
                       g_strerror(errno), NULL);
}

static gboolean add_bytes(int descriptor, GChecksum *checksum)
{
    g_autofree guchar *piece = g_malloc(PIECE);
    for (;;) {
        ssize_t got = read(descriptor, piece, PIECE);
        if (got == 0)
            return TRUE;
        if (got < 0 && errno != EINTR)
            return FALSE;
        watchdog_feed();
        if (got > 0)
            g_checksum_update(checksum, piece, got);
    }
}

gboolean digest_input(const struct input *input, char **digest, GError **error)
{
    int descriptor = open(input->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return fail(input, error);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    struct stat now;
    gboolean done = add_bytes(descriptor, checksum) && fstat(descriptor, &now) == 0;
    if (!done)
        fail(input, error);
    else if (!input_is_unchanged(input, &now))
        done = error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_INPUT_CHANGED, input->path, NULL);
    else
        *digest = g_strdup(g_checksum_get_string(checksum));
    close(descriptor);
    return done;
}
