#include "write/xlsx_text.h"

#include <string.h>

/* About twenty lines across a portrait page: a row of 2,000 characters stays below 409 points. */
#define PIECE_CHARACTERS 2000

#define REPLACEMENT 0xFFFD

/* What stands for a character in a cell. */
static gunichar clean_character(gunichar c)
{
    if (c == '\n')
        return c;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029)
        return ' ';
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return REPLACEMENT;
    return c;
}

/* "_x0041_" would be read back as the character U+0041. */
static gboolean looks_escaped(const char *text)
{
    if (text[0] != '_' || text[1] != 'x')
        return FALSE;
    for (guint i = 2; i < 6; i++)
        if (!g_ascii_isxdigit(text[i]))
            return FALSE;
    return text[6] == '_';
}

char *xlsx_text_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        if (at[0] == '\r' && at[1] == '\n')
            continue;
        if (looks_escaped(at))
            g_string_append(out, "_x005F");
        g_string_append_unichar(out, clean_character(g_utf8_get_char(at)));
    }
    return g_string_free(out, FALSE);
}

char *xlsx_text_line(const char *text, guint limit)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    guint length = 0;
    for (const char *at = valid; *at != '\0' && length < limit; at = g_utf8_next_char(at)) {
        gunichar c = clean_character(g_utf8_get_char(at));
        g_string_append_unichar(out, c == '\n' ? ' ' : c);
        length++;
    }
    return g_string_free(out, FALSE);
}

char *xlsx_text_header(const char *text)
{
    GString *out = g_string_new(text);
    g_string_replace(out, "&", "&&", 0);
    return g_string_free(out, FALSE);
}

gsize xlsx_text_units(const char *text)
{
    gsize units = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        units += g_utf8_get_char(at) > 0xFFFF ? 2 : 1;
    return units;
}

/* Where the first piece of a text ends: at its end, at the last blank that fits, or in a word. */
static const char *piece_end(const char *text)
{
    const char *blank = NULL, *at = text;
    for (guint i = 0; *at != '\0' && i < PIECE_CHARACTERS; i++) {
        if (*at == ' ' || *at == '\n')
            blank = at;
        at = g_utf8_next_char(at);
    }
    return *at == '\0' || blank == NULL ? at : blank;
}

GPtrArray *xlsx_text_pieces(const char *text)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    const char *at = valid;
    do {
        const char *end = piece_end(at);
        g_ptr_array_add(pieces, g_strndup(at, (gsize)(end - at)));
        at = *end == ' ' || *end == '\n' ? end + 1 : end;
    } while (*at != '\0');
    return pieces;
}
