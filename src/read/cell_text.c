#include "read/cell_text.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "read/sheet_cell.h"

static gboolean is_defused(const char *text, gsize length)
{
    return length > 1 && *text == '\'' && strchr("=+-@\t\r", text[1]) != NULL && text[1] != '\0';
}

/* What stands before a text and is no part of it. */
static gsize prefix_length(const char *text, gsize length)
{
    return sheet_mark_of(text, length) != SHEET_PLAIN ? SHEET_MARK_BYTES : is_defused(text, length);
}

gboolean cell_is_clean(const char *text, gsize length)
{
    gboolean after_space = TRUE;
    if (is_defused(text, length))
        return FALSE;
    for (gsize i = 0; i < length;) {
        if (text[i] == ' ' && after_space)
            return FALSE;
        after_space = text[i] == ' ';
        if (after_space || (text[i] > ' ' && text[i] <= '~'))
            i++;
        else if (cell_begins_with_sign(text + i))
            i += 2;
        else if (text[i] == '\xe1' && (guint8)text[i + 1] >= 0xba && (guint8)text[i + 1] <= 0xbb)
            i += 3;
        else
            return FALSE;
    }
    return length > 0 && !after_space;
}

char *cell_clean(const char *text, gsize length)
{
    if (cell_is_clean(text, length))
        return g_strndup(text, length);
    gsize skipped = prefix_length(text, length);
    text += skipped;
    length -= skipped;
    g_autofree char *squeezed = text_squeeze(text, (gssize)length);
    return text_nfc(squeezed, -1);
}

gboolean cell_is_blank(const char *text, gsize length)
{
    if (length == 0)
        return TRUE;
    if (cell_begins_with_sign(text) || !g_unichar_isspace(g_utf8_get_char(text)))
        return FALSE;
    g_autofree char *squeezed = text_squeeze(text, (gssize)length);
    return *squeezed == '\0';
}

/* Longer texts are levelled sign by sign. */
#define PLAIN_MAX 64

/*
 * Texts of ASCII and Đ, as nearly all are, into `level`; FALSE if a sign needs a closer look. The
 * result is that of level_signs().
 */
static gboolean level_plain(const char *text, gsize length, char level[PLAIN_MAX], gsize *count)
{
    gsize kept = 0;
    if (length > PLAIN_MAX || *text == '\'')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if ((guint8)text[i] == 0xc4 && i + 1 < length && ((guint8)text[i + 1] & 0xfe) == 0x90) {
            level[kept++] = text[i++];
            level[kept++] = '\x91';
        } else if (text[i] > ' ' && text[i] <= '~') {
            level[kept++] = g_ascii_tolower(text[i]);
        } else if (text[i] != ' ') {
            return FALSE;
        }
    }
    *count = kept;
    return TRUE;
}

static gunichar level_sign(gunichar sign)
{
    switch (g_unichar_type(sign)) {
    case G_UNICODE_DASH_PUNCTUATION:
        return '-';
    case G_UNICODE_FORMAT:
    case G_UNICODE_CONTROL:
        return 0;
    default:
        break;
    }
    if (g_unichar_isspace(sign))
        return 0;
    if (sign == 0x2212) /* the minus sign */
        return '-';
    sign = g_unichar_tolower(sign);
    return sign == 0xf0 ? 0x111 : sign; /* ð looks like đ */
}

static char *level_signs(const char *text, gsize length)
{
    g_autofree char *clean = cell_clean(text, length);
    GString *level = g_string_new(NULL);
    for (const char *at = clean; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar sign = level_sign(g_utf8_get_char(at));
        if (sign != 0)
            g_string_append_unichar(level, sign);
    }
    return g_string_free(level, FALSE);
}

char *cell_level(const char *text, gsize length)
{
    char plain[PLAIN_MAX];
    gsize count;
    return level_plain(text, length, plain, &count) ? g_strndup(plain, count)
                                                    : level_signs(text, length);
}

static guint64 hash_level(const char *level, gsize length)
{
    guint64 first, last;
    if (length < 8 || length > 16)
        return hash_bytes(level, length);
    memcpy(&first, level, sizeof first);
    memcpy(&last, level + length - sizeof last, sizeof last);
    return cell_level_hash_ends(first, last, length);
}

guint64 cell_level_print(const char *text, gsize length)
{
    char plain[PLAIN_MAX];
    gsize count;
    if (level_plain(text, length, plain, &count))
        return hash_level(plain, count);
    g_autofree char *level = level_signs(text, length);
    return hash_level(level, strlen(level));
}

/* Of a byte that may stand in a plain number, and what makes it lower case when it is set in it. */
#define PLAIN 0x80
#define DIGIT 0x40
#define TO_LOWER 0x21

/* Both bytes of Đ stand here, as no other letter begins with the first. */
static const guint8 plain_bytes[256] = {
    ['0' ... '9'] = PLAIN | DIGIT,
    ['a' ... 'z'] = PLAIN,
    ['A' ... 'Z'] = PLAIN | 0x20,
    ['-' ... '/'] = PLAIN,
    [0xc4] = PLAIN,
    [0x90] = PLAIN | 0x01,
    [0x91] = PLAIN,
};

gboolean cell_level_quick_print(const char *text, gsize length, gint64 *print)
{
    char level[PLAIN_MAX] = "";
    guint8 all = PLAIN, any = 0;
    if (length > PLAIN_MAX)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        guint8 byte = (guint8)text[i], about = plain_bytes[byte];
        all &= about;
        any |= about;
        level[i] = (char)(byte | (about & TO_LOWER));
    }
    *print = (gint64)hash_level(level, length);
    return (all & any & PLAIN) != 0 && (any & DIGIT) != 0 && *print != FACT_BLANK;
}
