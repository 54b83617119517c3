#include "read/utf8.h"

#include <string.h>

/* Sixteen bytes at once; what is true of a byte is 0xff in its place. */
typedef guint8 lanes __attribute__((vector_size(16)));

static lanes load(const char *bytes)
{
    lanes loaded;
    memcpy(&loaded, bytes, sizeof loaded);
    return loaded;
}

static lanes lie_within(lanes bytes, guint8 first, guint8 last)
{
    return (lanes)(bytes - first <= (guint8)(last - first));
}

/*
 * Whether sixteen bytes, behind two that are there, go on with ASCII and the characters of two and
 * three bytes that no look at a second byte is needed for. That is nearly all text.
 */
static gboolean are_usual(const char *bytes)
{
    lanes here = load(bytes), before = load(bytes - 1), two_before = load(bytes - 2);
    lanes goes_on = lie_within(here, 0x80, 0xbf);
    lanes starts = lie_within(here, 0xc2, 0xdf) | lie_within(here, 0xe1, 0xec);
    lanes must_go_on = lie_within(before, 0xc2, 0xdf) | lie_within(before, 0xe1, 0xec) |
                       lie_within(two_before, 0xe1, 0xec);
    lanes wrong = (goes_on ^ must_go_on) | ~(goes_on | starts | lie_within(here, 0x01, 0x7f));
    guint64 half[2];
    memcpy(half, &wrong, sizeof half);
    return (half[0] | half[1]) == 0;
}

/* Bytes of the character at the start, or 0. */
static gsize character(const char *bytes, gsize size)
{
    const char *end;
    g_utf8_validate_len(bytes, MIN(size, 4), &end);
    return end > bytes ? (gsize)(g_utf8_next_char(bytes) - bytes) : 0;
}

/* Where the character starts that may reach to `at`. */
static gsize start_of(const char *bytes, gsize at)
{
    gsize start = at;
    while (start > 0 && at - start < 3 && ((guint8)bytes[start - 1] & 0xc0) == 0x80)
        start--;
    return start > 0 && (guint8)bytes[start - 1] >= 0xc0 ? start - 1 : at;
}

gsize utf8_valid(const char *bytes, gsize size)
{
    gsize at = 0;
    while (at < size) {
        while (at >= 2 && size - at >= sizeof(lanes) && are_usual(bytes + at))
            at += sizeof(lanes);
        gsize stop = MIN(at + sizeof(lanes), size), length;
        for (at = start_of(bytes, at); at < stop; at += length) {
            length = character(bytes + at, size - at);
            if (length == 0)
                return at;
        }
    }
    return at;
}
