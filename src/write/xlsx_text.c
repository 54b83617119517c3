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

#define COVER_NAME "Bìa"
#define FALLBACK_NAME "Trang"
#define SHEET_NAME_UNITS 31
#define CHART_SUFFIX " - biểu đồ"
#define CHART_SUFFIX_UNITS 10

/* libxlsxwriter keeps a defined name in a buffer of 128 bytes, with room for a suffix. */
#define DEFINED_NAME_BYTES 100

/* What stands behind the cut begins with a space of its own: none is left before it. */
static char *cut_units(const char *name, gsize limit)
{
    gsize units = 0;
    const char *at = name;
    while (*at != '\0') {
        gsize size = g_utf8_get_char(at) > 0xFFFF ? 2 : 1;
        if (units + size > limit)
            break;
        units += size;
        at = g_utf8_next_char(at);
    }
    return g_strchomp(g_strndup(name, (gsize)(at - name)));
}

static void strip_edges(char *name)
{
    gsize length = strlen(name);
    while (length > 0 && strchr(" '", name[length - 1]) != NULL)
        name[--length] = '\0';
    gsize start = strspn(name, " '");
    memmove(name, name + start, length - start + 1);
}

static char *valid_sheet_name(const char *wanted)
{
    g_autofree char *line = xlsx_text_line(wanted, 4 * SHEET_NAME_UNITS);
    char *composed = g_utf8_normalize(line, -1, G_NORMALIZE_NFC);
    g_strdelimit(composed, ":*?/\\", '-');
    g_strdelimit(composed, "[", '(');
    g_strdelimit(composed, "]", ')');
    strip_edges(composed);
    char *name = cut_units(composed, SHEET_NAME_UNITS);
    g_free(composed);
    strip_edges(name);
    if (*name != '\0' && g_ascii_strcasecmp(name, "History") != 0)
        return name;
    const char *fallback = *name != '\0' ? "History-" : FALLBACK_NAME;
    g_free(name);
    return g_strdup(fallback);
}

/* Takes the name if its case-folded form is free, else the first of "name (2)", "name (3)", … */
static char *unique_sheet_name(const char *wanted, GHashTable *taken)
{
    g_autofree char *base = valid_sheet_name(wanted);
    char *name = g_strdup(base);
    char *key = g_utf8_casefold(name, -1);
    for (guint i = 2; g_hash_table_contains(taken, key); i++) {
        g_autofree char *suffix = g_strdup_printf(" (%u)", i);
        g_autofree char *start = cut_units(base, SHEET_NAME_UNITS - strlen(suffix));
        g_free(name);
        g_free(key);
        name = g_strconcat(start, suffix, NULL);
        key = g_utf8_casefold(name, -1);
    }
    g_hash_table_add(taken, key);
    return name;
}

GPtrArray *xlsx_name_sheets(const struct book *book)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(names, unique_sheet_name(COVER_NAME, taken));
    for (guint i = 0; i < book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, i);
        g_ptr_array_add(names, unique_sheet_name(sheet->name != NULL ? sheet->name : "", taken));
    }
    for (guint i = 0; i < book->sheets->len; i++) {
        const char *name = g_ptr_array_index(names, i + 1);
        g_autofree char *start = cut_units(name, SHEET_NAME_UNITS - CHART_SUFFIX_UNITS);
        g_autofree char *wanted = g_strconcat(start, CHART_SUFFIX, NULL);
        g_ptr_array_add(names, unique_sheet_name(wanted, taken));
    }
    return names;
}

char *xlsx_name_quote(const char *sheet)
{
    GString *out = g_string_new(sheet);
    g_string_replace(out, "'", "''", 0);
    g_string_prepend_c(out, '\'');
    g_string_append_c(out, '\'');
    return g_string_free(out, FALSE);
}

char *xlsx_name_define(const char *id, GHashTable *taken)
{
    GString *base = g_string_new("tk_");
    for (const char *at = id; *at != '\0' && base->len < DEFINED_NAME_BYTES; at++)
        g_string_append_c(base, g_ascii_isalnum(*at) ? *at : '_');

    char *name = g_strdup(base->str);
    char *key = g_ascii_strdown(name, -1);
    for (guint i = 2; g_hash_table_contains(taken, key); i++) {
        g_free(name);
        g_free(key);
        name = g_strdup_printf("%s_%u", base->str, i);
        key = g_ascii_strdown(name, -1);
    }
    g_hash_table_add(taken, key);
    g_string_free(base, TRUE);
    return name;
}
