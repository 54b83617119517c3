#include "read/encoding.h"

#include <errno.h>
#include <string.h>

#include "read/vni.h"

static const struct {
    const char *iconv; /* NULL: decoded here */
    gsize unit;        /* bytes */
} encodings[ENCODINGS] = {
    [ENCODING_UTF8] = {NULL, 1},          [ENCODING_UTF16LE] = {"UTF-16LE", 2},
    [ENCODING_UTF16BE] = {"UTF-16BE", 2}, [ENCODING_CP1258] = {"CP1258", 1},
    [ENCODING_VISCII] = {"VISCII", 1},    [ENCODING_TCVN3] = {"TCVN5712-1", 1},
    [ENCODING_VNI] = {NULL, 1},
};

static const char *const names[ENCODINGS + 1] = {
    [ENCODING_UTF8] = "utf-8",    [ENCODING_UTF16LE] = "utf-16le", [ENCODING_UTF16BE] = "utf-16be",
    [ENCODING_CP1258] = "cp1258", [ENCODING_VISCII] = "viscii",    [ENCODING_TCVN3] = "tcvn3",
    [ENCODING_VNI] = "vni",
};

const char *const *encoding_names(void)
{
    return names;
}

gboolean encoding_is_legacy(enum encoding encoding)
{
    return encoding >= ENCODING_CP1258 && encoding < ENCODINGS;
}

gsize encoding_mark(const char *bytes, gsize size, enum encoding *encoding)
{
    static const struct {
        enum encoding encoding;
        const char *bytes;
        gsize length;
    } marks[] = {
        {ENCODING_UTF8, "\xef\xbb\xbf", 3},
        {ENCODING_UTF16LE, "\xff\xfe", 2},
        {ENCODING_UTF16BE, "\xfe\xff", 2},
    };
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (size >= marks[i].length && memcmp(bytes, marks[i].bytes, marks[i].length) == 0) {
            *encoding = marks[i].encoding;
            return marks[i].length;
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
