#include "read/encoding.h"

#include <errno.h>
#include <string.h>

#include "read/vni.h"

static const struct {
    const char *name;
    const char *iconv; /* NULL: decoded here */
    gsize unit;        /* bytes */
    const char *mark;  /* at the start of a file; NULL: it has none, and is no Unicode */
    guint common;      /* place among those that are offered, from 1; 0: it is told by itself */
    gboolean plain;    /* bytes of ASCII stand for themselves, also those that are no text */
} encodings[ENCODINGS] = {
    [ENCODING_UTF8] = {"utf-8", NULL, 1, "\xef\xbb\xbf", 0, TRUE},
    [ENCODING_UTF16LE] = {"utf-16le", "UTF-16LE", 2, "\xff\xfe", 0, FALSE},
    [ENCODING_UTF16BE] = {"utf-16be", "UTF-16BE", 2, "\xfe\xff", 0, FALSE},
    [ENCODING_CP1258] = {"cp1258", "CP1258", 1, NULL, 4, TRUE},
    [ENCODING_VISCII] = {"viscii", "VISCII", 1, NULL, 3, FALSE},
    [ENCODING_TCVN3] = {"tcvn3", "TCVN5712-1", 1, NULL, 1, FALSE},
    [ENCODING_VNI] = {"vni", NULL, 1, NULL, 2, TRUE},
};

const char *encoding_name(enum encoding encoding)
{
    return encodings[encoding].name;
}

enum encoding encoding_from_name(const char *name)
{
    enum encoding encoding = 0;
    while (encoding < ENCODINGS && g_ascii_strcasecmp(encodings[encoding].name, name) != 0)
        encoding++;
    return encoding;
}

char **encoding_offered(void)
{
    char **names = g_new0(char *, ENCODINGS + 1);
    for (guint i = 0; i < ENCODINGS; i++)
        if (encodings[i].common > 0)
            names[encodings[i].common - 1] = g_strdup(encodings[i].name);
    return names;
}

gboolean encoding_is_legacy(enum encoding encoding)
{
    return encoding < ENCODINGS && encodings[encoding].mark == NULL;
}

gboolean encoding_is_plain(enum encoding encoding)
{
    return encodings[encoding].plain;
}

gsize encoding_mark(const char *bytes, gsize size, enum encoding *encoding)
{
    for (guint i = 0; i < ENCODINGS; i++) {
        const char *mark = encodings[i].mark;
        gsize length = mark != NULL ? strlen(mark) : 0;
        if (length > 0 && size >= length && memcmp(bytes, mark, length) == 0) {
            *encoding = i;
            return length;
        }
    }
    *encoding = ENCODINGS;
    return 0;
}

struct decoder {
    enum encoding encoding;
    GIConv iconv; /* (GIConv)-1: none */
};

struct decoder *decoder_new(enum encoding encoding)
{
    g_assert(encoding != ENCODING_UTF8 && encoding < ENCODINGS);
    struct decoder *decoder = g_new(struct decoder, 1);
    decoder->encoding = encoding;
    decoder->iconv = (GIConv)-1;
    if (encodings[encoding].iconv != NULL) {
        decoder->iconv = g_iconv_open("UTF-8", encodings[encoding].iconv);
        g_assert(decoder->iconv != (GIConv)-1); /* part of glibc */
    }
    return decoder;
}

void decoder_free(struct decoder *decoder)
{
    if (decoder == NULL)
        return;
    if (decoder->iconv != (GIConv)-1)
        g_iconv_close(decoder->iconv);
    g_free(decoder);
}

/* How many bytes stand before the first NUL character. */
static gsize size_before_nul(const char *bytes, gsize size, gsize unit)
{
    if (unit == 1) {
        const char *nul = memchr(bytes, '\0', size);
        return nul != NULL ? (gsize)(nul - bytes) : size;
    }
    for (gsize i = 0; i + 1 < size; i += 2) {
        if (bytes[i] == '\0' && bytes[i + 1] == '\0')
            return i;
    }
    return size;
}

/* TRUE when all went well or the last character is not whole; *used: how far. */
static gboolean convert(GIConv iconv, const char *bytes, gsize size, GString *text, gsize *used)
{
    char *from = (char *)bytes;
    gsize left = size, result;
    do {
        char chunk[4096];
        char *to = chunk;
        gsize room = sizeof chunk;
        result = g_iconv(iconv, &from, &left, &to, &room);
        g_string_append_len(text, chunk, to - chunk);
    } while (result == (gsize)-1 && errno == E2BIG);
    gboolean is_bad = result == (gsize)-1 && errno == EILSEQ;
    *used = size - left;

    /* A letter that waits for a mark is given out. */
    char last[64];
    char *to = last;
    gsize room = sizeof last;
    g_iconv(iconv, NULL, NULL, &to, &room);
    g_string_append_len(text, last, to - last);
    return !is_bad;
}

gboolean decoder_append(struct decoder *decoder, const char *bytes, gsize size, GString *text,
                        gsize *used)
{
    gsize good = size_before_nul(bytes, size, encodings[decoder->encoding].unit);
    gboolean is_done = decoder->encoding == ENCODING_VNI
                           ? vni_decode(bytes, good, text, used)
                           : convert(decoder->iconv, bytes, good, text, used);
    return is_done && good == size;
}
