#include "read/decoding.h"

#include <string.h>

#include "read/source.h"
#include "read/syllable.h"

/* A line of so many words, most of them wrong, is tried in other encodings. */
#define WORDS_ENOUGH 3

struct decoding {
    struct bytes *bytes;
    enum encoding encoding;
    struct decoder *decoder[ENCODINGS]; /* NULL: not needed yet */
    GByteArray *raw;                    /* read and not yet decoded */
    guint64 place;                      /* bytes of the file before it */
    GString *other;                     /* a line in another encoding */
};

struct decoding *decoding_new(struct bytes *bytes, gsize place, enum encoding encoding)
{
    struct decoding *decoding = g_new0(struct decoding, 1);
    decoding->bytes = bytes;
    decoding->encoding = encoding;
    decoding->decoder[encoding] = decoder_new(encoding);
    decoding->raw = g_byte_array_new();
    decoding->place = place;
    decoding->other = g_string_new(NULL);
    return decoding;
}

void decoding_free(struct decoding *decoding)
{
    if (decoding == NULL)
        return;
    for (guint i = 0; i < ENCODINGS; i++)
        decoder_free(decoding->decoder[i]);
    g_byte_array_unref(decoding->raw);
    g_string_free(decoding->other, TRUE);
    g_free(decoding);
}

static gsize ascii_prefix(const char *bytes, gsize size)
{
    gsize i = 0;
    while (i < size && (guint8)bytes[i] < 0x80)
        i++;
    return i;
}

/* Letters of Vietnamese in valid UTF-8 do not come about by chance. */
static gboolean is_utf8_line(const char *line, gsize size)
{
    struct syllables words = {0};
    if (!g_utf8_validate_len(line, size, NULL))
        return FALSE;
    syllables_count(line, size, &words);
    return words.good > 0;
}

/* Whether another legacy encoding makes every word of the line Vietnamese. */
static enum encoding find_other(struct decoding *decoding, const char *line, gsize size)
{
    for (guint i = ENCODING_CP1258; i < ENCODINGS; i++) {
        gsize used;
        struct syllables words = {0};
        if (i == decoding->encoding)
            continue;
        if (decoding->decoder[i] == NULL)
            decoding->decoder[i] = decoder_new(i);
        g_string_truncate(decoding->other, 0);
        if (!decoder_append(decoding->decoder[i], line, size, decoding->other, &used))
            continue;
        syllables_count(decoding->other->str, decoding->other->len, &words);
        if (words.words > 0 && words.good == words.words)
            return i;
    }
    return ENCODINGS;
}

/* The encoding of a line that is not in that of the file; ENCODINGS: it is. */
static enum encoding other_encoding(struct decoding *decoding, const char *line, gsize size,
                                    const char *text, gsize text_size)
{
    struct syllables words = {0};
    if (is_utf8_line(line, size))
        return ENCODING_UTF8;
    syllables_count(text, text_size, &words);
    if (words.words < WORDS_ENOUGH || 2 * words.good >= words.words)
        return ENCODINGS;
    return find_other(decoding, line, size);
}

static void set_trouble(const struct decoding *decoding, gsize at, enum encoding other,
                        struct decoded *decoded)
{
    struct refusal *trouble = &decoded->trouble;
    decoded->is_bad = decoded->at_end = TRUE;
    *trouble = (struct refusal){.rule = other < ENCODINGS ? RULE_TWO_ENCODINGS : RULE_BAD_BYTE};
    g_snprintf(trouble->value, sizeof trouble->value, "%02X", decoding->raw->data[at]);
    g_snprintf(trouble->hint, sizeof trouble->hint, "%" G_GUINT64_FORMAT " (%s%s%s)",
               decoding->place + at + 1, encoding_name(decoding->encoding),
               other < ENCODINGS ? ", " : "", other < ENCODINGS ? encoding_name(other) : "");
}

/* One whole line; `at` is its place in what was read. */
static gboolean decode_line(struct decoding *decoding, gsize at, gsize size, GString *text,
                            struct decoded *decoded)
{
    const char *line = (const char *)decoding->raw->data + at;
    gsize before = text->len, used, plain = ascii_prefix(line, size);
    if (plain == size && memchr(line, '\0', size) == NULL &&
        encoding_is_plain(decoding->encoding)) {
        g_string_append_len(text, line, (gssize)size);
        return TRUE;
    }
    if (!decoder_append(decoding->decoder[decoding->encoding], line, size, text, &used)) {
        set_trouble(decoding, at + used, ENCODINGS, decoded);
        return FALSE;
    }
    if (plain == size)
        return TRUE;
    enum encoding other =
        other_encoding(decoding, line, size, text->str + before, text->len - before);
    if (other == ENCODINGS)
        return TRUE;
    g_string_truncate(text, before);
    g_string_append_len(text, line, (gssize)plain);
    set_trouble(decoding, at + plain, other, decoded);
    return FALSE;
}

static gsize line_size(const GByteArray *raw, gsize at)
{
    for (gsize i = at; i < raw->len; i++) {
        if (raw->data[i] == '\n' || raw->data[i] == '\r')
            return i + 1 - at;
    }
    return 0;
}

/* Decodes the whole lines; the last one need not have an end. */
static gsize decode_lines(struct decoding *decoding, GString *text, struct decoded *decoded)
{
    gsize at = 0, size;
    while (at < decoding->raw->len) {
        size = line_size(decoding->raw, at);
        if (size == 0 && !decoded->at_end && decoding->raw->len - at <= SOURCE_MAX_RECORD)
            break;
        if (size == 0)
            size = decoding->raw->len - at;
        if (!decode_line(decoding, at, size, text, decoded))
            break;
        at += size;
    }
    return at;
}

static gsize decode_units(struct decoding *decoding, GString *text, struct decoded *decoded)
{
    gsize used = 0;
    const char *raw = (const char *)decoding->raw->data;
    gboolean is_good =
        decoder_append(decoding->decoder[decoding->encoding], raw, decoding->raw->len, text, &used);
    if (!is_good || (decoded->at_end && used < decoding->raw->len))
        set_trouble(decoding, used, ENCODINGS, decoded);
    return used;
}

gboolean decoding_read(struct decoding *decoding, gsize size, GString *text,
                       struct decoded *decoded, GError **error)
{
    GByteArray *raw = decoding->raw;
    gsize before = raw->len, got;
    *decoded = (struct decoded){0};
    g_byte_array_set_size(raw, (guint)(before + size));
    if (!bytes_read(decoding->bytes, (char *)raw->data + before, size, &got, error))
        return FALSE;
    g_byte_array_set_size(raw, (guint)(before + got));
    decoded->at_end = got < size;

    gsize used = encoding_is_legacy(decoding->encoding) ? decode_lines(decoding, text, decoded)
                                                        : decode_units(decoding, text, decoded);
    decoding->place += used;
    if (used > 0)
        g_byte_array_remove_range(raw, 0, (guint)used);
    return TRUE;
}
