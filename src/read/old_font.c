#include "read/old_font.h"

#include "read/syllable.h"

/* Appends the bytes that are shown as the text; FALSE: they are all ASCII, or it has other signs.
 */
static gboolean append_bytes(const char *text, gsize length, GByteArray *bytes)
{
    gboolean is_beyond = FALSE;
    for (const char *at = text, *end = text + length; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        guint8 byte = (guint8)(c < 0x80 ? c : encoding_byte_shown_as(c));
        if (byte == 0)
            return FALSE;
        is_beyond = is_beyond || c >= 0x80;
        g_byte_array_append(bytes, &byte, 1);
    }
    return is_beyond;
}

struct old_font_sample old_font_sample_new(void)
{
    return (struct old_font_sample){g_byte_array_new(), g_string_new(NULL)};
}

void old_font_sample_clear(struct old_font_sample *sample)
{
    g_byte_array_unref(sample->bytes);
    g_string_free(sample->shown, TRUE);
}

void old_font_sample_add(struct old_font_sample *sample, const char *text, gsize length)
{
    guint before = sample->bytes->len;
    if (!append_bytes(text, length, sample->bytes)) {
        g_byte_array_set_size(sample->bytes, before);
        return;
    }
    g_byte_array_append(sample->bytes, (const guint8 *)"\n", 1);
    g_string_append_len(sample->shown, text, (gssize)length);
    g_string_append_c(sample->shown, '\n');
}

struct old_font {
    struct decoder *decoder;
    GByteArray *bytes;
    GString *text;
};

struct old_font *old_font_new(enum encoding encoding)
{
    struct old_font *font = g_new(struct old_font, 1);
    font->decoder = decoder_new(encoding);
    font->bytes = g_byte_array_new();
    font->text = g_string_new(NULL);
    return font;
}

void old_font_free(struct old_font *font)
{
    if (font == NULL)
        return;
    decoder_free(font->decoder);
    g_byte_array_unref(font->bytes);
    g_string_free(font->text, TRUE);
    g_free(font);
}

/* How good the Vietnamese of a text is, to be compared with the same text read otherwise. */
static guint64 goodness(const char *text, gsize length)
{
    struct syllables words = {0};
    syllables_count_varied(text, length, &words);
    return words.words > 0 ? 1000 * (words.good + words.common) / words.words : 0;
}

const char *old_font_read(struct old_font *font, const char *text, gsize *length)
{
    gsize used;
    g_byte_array_set_size(font->bytes, 0);
    g_string_truncate(font->text, 0);
    if (!append_bytes(text, *length, font->bytes) ||
        !decoder_append(font->decoder, (const char *)font->bytes->data, font->bytes->len,
                        font->text, &used) ||
        goodness(text, *length) > goodness(font->text->str, font->text->len))
        return text;
    *length = font->text->len;
    return font->text->str;
}
