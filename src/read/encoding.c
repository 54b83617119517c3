#include "read/encoding.h"

#include <errno.h>
#include <string.h>

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

guint encoding_byte_shown_as(gunichar c)
{
    static const guint16 from_0x80[] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };
    if (c >= 0x80 && c <= 0xFF)
        return c;
    if (c == 0x0102)
        return 0xC3;
    for (guint i = 0; i < G_N_ELEMENTS(from_0x80); i++)
        if (c != 0 && from_0x80[i] == c)
            return 0x80 + i;
    return 0;
}

/* ---- VNI ---- */

/*
 * Text of VNI-Windows fonts, which glibc does not know. A letter with marks is a Latin letter
 * followed by a byte for its marks, in the case of the letter; some letters (đ, ơ, ư, those of i,
 * ỵ) have a byte of their own. Real files hold capitals followed by marks in lower case: the letter
 * decides. Besides there are the signs that Windows-1252 has between 0x80 and 0xA0.
 */

/* Combining characters. */
enum {
    GRAVE = 0x0300,
    ACUTE = 0x0301,
    CIRCUMFLEX = 0x0302,
    TILDE = 0x0303,
    BREVE = 0x0306,
    HOOK = 0x0309,
    DOT = 0x0323,
};

/* Letters that are one byte, in lower case; the capital's byte is 0x20 less. */
static const struct {
    guint8 byte;
    gunichar letter;
} single[] = {
    {0xE6, 0x1EC9 /* ỉ */}, {0xEC, 0x00EC /* ì */}, {0xED, 0x00ED /* í */},
    {0xEE, 0x1EF5 /* ỵ */}, {0xF1, 0x0111 /* đ */}, {0xF2, 0x1ECB /* ị */},
    {0xF3, 0x0129 /* ĩ */}, {0xF4, 0x01A1 /* ơ */}, {0xF6, 0x01B0 /* ư */},
};

/* Bytes that put marks on the letter before them, in lower case. */
static const struct {
    guint8 byte;
    gunichar shape; /* 0: the letter keeps its shape */
    gunichar tone;  /* 0: none */
} marks[] = {
    {0xF8, 0, GRAVE},
    {0xF9, 0, ACUTE},
    {0xFB, 0, HOOK},
    {0xF5, 0, TILDE},
    {0xEF, 0, DOT},
    {0xE2, CIRCUMFLEX, 0},
    {0xE0, CIRCUMFLEX, GRAVE},
    {0xE1, CIRCUMFLEX, ACUTE},
    {0xE5, CIRCUMFLEX, HOOK},
    {0xE3, CIRCUMFLEX, TILDE},
    {0xE4, CIRCUMFLEX, DOT},
    {0xEA, BREVE, 0},
    {0xE8, BREVE, GRAVE},
    {0xE9, BREVE, ACUTE},
    {0xFA, BREVE, HOOK},
    {0xFC, BREVE, TILDE},
    {0xEB, BREVE, DOT},
};

/* Signs of Windows-1252 that fonts have in the same places. */
static const struct {
    guint8 byte;
    gunichar sign;
} signs[] = {
    {0x85, 0x2026}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D},
    {0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014}, {0xA0, 0x00A0},
};

static guint8 lower(guint8 byte)
{
    return byte >= 0xC0 && byte <= 0xDF ? (guint8)(byte + 0x20) : byte;
}

/* The character that a byte alone stands for; 0: none. */
static gunichar letter_of(guint8 byte)
{
    if (byte < 0x80)
        return byte;
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (signs[i].byte == byte)
            return signs[i].sign;
    }
    for (guint i = 0; i < G_N_ELEMENTS(single); i++) {
        if (single[i].byte == lower(byte))
            return lower(byte) == byte ? single[i].letter : g_unichar_toupper(single[i].letter);
    }
    return 0;
}

/* The letter with one more mark (0: none), or 0 if there is no such letter. */
static gunichar add_mark(gunichar letter, gunichar mark)
{
    gunichar marked = letter;
    return letter == 0 || mark == 0 || g_unichar_compose(letter, mark, &marked) ? marked : 0;
}

/* The letter with the marks of the byte behind it; 0: they do not go together. */
static gunichar mark_letter(gunichar letter, guint8 byte)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].byte != lower(byte))
            continue;
        /* Unicode puts a dot on before the shape, the other tones behind it. */
        gunichar first = marks[i].tone == DOT ? DOT : marks[i].shape;
        gunichar second = marks[i].tone == DOT ? marks[i].shape : marks[i].tone;
        return add_mark(add_mark(letter, first), second);
    }
    return 0;
}

/* Marks stand behind these letters only; ĩ with a second mark, say, is nothing. */
static gboolean takes_marks(gunichar letter)
{
    gunichar small = g_unichar_tolower(letter);
    return small == 'a' || small == 'e' || small == 'o' || small == 'u' || small == 'y' ||
           small == 0x01A1 || small == 0x01B0;
}

/* Appends the bytes as UTF-8; FALSE: the byte at *used has no meaning there. */
static gboolean vni_decode(const char *bytes, gsize size, GString *text, gsize *used)
{
    for (gsize i = 0; i < size;) {
        gunichar letter = letter_of((guint8)bytes[i]);
        *used = i;
        if (letter == 0)
            return FALSE;
        i++;
        gunichar marked = 0;
        if (i < size && (guint8)bytes[i] >= 0xC0 && takes_marks(letter))
            marked = mark_letter(letter, (guint8)bytes[i]);
        if (marked != 0)
            i++;
        g_string_append_unichar(text, marked != 0 ? marked : letter);
    }
    *used = size;
    return TRUE;
}

/* ---- decoding ---- */

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
