#include "read/broken_text.h"

#include <string.h>

#include "read/cell_text.h"
#include "read/encoding.h"

/* A longer text is no word of a program. */
#define LONGEST_WORD 32

/* In lower case; compared without regard to case. */
static const char *const words[] = {
    "#n/a",     "#n/d",    "#na",      "#nd",   "#nv",           "#getting_data", "(null)",
    "+inf",     "-1.#ind", "-1.#inf",  "-inf",  "-nan",          "-infinity",     "1.#ind",
    "1.#inf",   "1.#qnan", "1.#snan",  "<na>",  "<nan>",         "<nil>",         "<none>",
    "<null>",   "[null]",  "infinity", "inf",   "n/a",           "nan",           "nat",
    "nil",      "none",    "null",     "\\n",   "{null}",        "undefined",     "[object object]",
    "#n/a n/a", "(none)",  "(nan)",    "(n/a)", "missing value",
};

/* What they and "err:502" begin with, and the signs of a row of #. */
static const char first_signs[] = "#(+-1<[\\einmu{";

/* Errors of formulas that were joined with a text. */
static const char *const within[] = {"#ref!", "#name?", "#value!", "#div/0!",
                                     "#num!", "#null!", "#n/a"};

static const char *skip(const char *text, gsize *length)
{
    while (*length > 0 && g_ascii_isspace(*text)) {
        text++;
        (*length)--;
    }
    while (*length > 0 && g_ascii_isspace(text[*length - 1]))
        (*length)--;
    return text;
}

/* #DIV/0!, #ARVO!, #ИМЯ?, Err:502, and the row of # of a column that is too narrow. */
static gboolean is_formula_error(const char *word, gsize length)
{
    char last = word[length - 1];
    if (g_str_has_prefix(word, "err:"))
        return length > 4 && strspn(word + 4, "0123456789") == length - 4;
    if (*word != '#' || length < 2 || strchr(word, ' ') != NULL)
        return FALSE;
    return last == '!' || last == '?' || strspn(word, "#") == length;
}

/* Has digits, and no sign that the words with digits have. */
static gboolean is_numbered(const char *text, gsize length)
{
    gboolean has_digit = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '#' || text[i] == ':')
            return FALSE;
        has_digit = has_digit || g_ascii_isdigit(text[i]);
    }
    return has_digit;
}

static gboolean is_error_value(const char *text, gsize length)
{
    char word[LONGEST_WORD + 1];
    text = skip(text, &length);
    if (length == 0)
        return FALSE;
    if (memchr(text, '#', length) != NULL) {
        g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
        for (guint i = 0; i < G_N_ELEMENTS(within); i++)
            if (strstr(lower, within[i]) != NULL)
                return TRUE;
    }
    if (length > LONGEST_WORD || strchr(first_signs, g_ascii_tolower(*text)) == NULL ||
        (g_ascii_isalnum(*text) && is_numbered(text, length)))
        return FALSE;
    if (length == 2)
        return memcmp(text, "NA", 2) == 0 || g_ascii_strncasecmp(text, "\\n", 2) == 0 ||
               memcmp(text, "##", 2) == 0;
    for (gsize i = 0; i < length; i++)
        word[i] = g_ascii_tolower(text[i]);
    word[length] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(word, words[i]) == 0)
            return TRUE;
    return is_formula_error(word, length);
}

static gboolean is_tone(gunichar c)
{
    return c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309 || c == 0x0323;
}

static gboolean is_one_of(const char *signs, gunichar c)
{
    return c != 0 && g_utf8_strchr(signs, -1, c) != NULL;
}

/* What a text holds beyond ASCII: letters and marks of Vietnamese, signs of print, degrees. */
static gboolean is_expected(gunichar c)
{
    static const char letters[] = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư";
    return is_one_of(letters, c) || (c >= 0x1EA0 && c <= 0x1EF9) || (c > 0xA0 && c <= 0xBF) ||
           (c >= 0x2010 && c <= 0x2026) || is_tone(c);
}

static gboolean is_print_mark(gunichar c)
{
    return c >= 0x2013 && c <= 0x2026;
}

/* A capital at the end of a word may stand before a closing mark: "XÃ”". */
static gboolean may_be_printed(const gunichar *at, const gunichar *end, gunichar before)
{
    return is_print_mark(at[1]) && g_unichar_isupper(before) &&
           (at + 2 == end || !g_unichar_isalpha(at[2]));
}

/* Whether the signs here are the bytes of one letter in UTF-8, each read as a sign of its own. */
static gboolean is_read_twice(const gunichar *at, const gunichar *end, gunichar before)
{
    guint lead = encoding_byte_shown_as(*at);
    gsize more = lead >= 0xC2 && lead <= 0xDF ? 1 : lead >= 0xE1 && lead <= 0xEF ? 2 : 0;
    if (more == 0 || (gsize)(end - at) <= more || (more == 1 && may_be_printed(at, end, before)))
        return FALSE;
    gunichar letter = more == 1 ? lead & 0x1F : lead & 0x0F;
    for (gsize i = 1; i <= more; i++) {
        guint byte = encoding_byte_shown_as(at[i]);
        if (byte < 0x80 || byte > 0xBF)
            return FALSE;
        letter = letter << 6 | (byte & 0x3F);
    }
    return is_expected(letter);
}

/* Frames and signs of mathematics: other code pages show the bytes of UTF-8 as these. */
static gboolean is_drawing(gunichar c)
{
    return (c >= 0x2500 && c <= 0x259F) || is_one_of("∂∆∏∑√∫≈", c);
}

static gboolean is_symbol(gunichar c)
{
    return is_drawing(c) || (c > 0xA0 && c <= 0xBF && c != 0xAB && c != 0xBB) ||
           is_one_of("™†‡‰ˆ˜ƒ", c);
}

static gboolean is_letter(gunichar c)
{
    return g_unichar_isalpha(c) && c != 0xAA && c != 0xBA && c != 0xB5;
}

/* Two symbols side by side, or a frame, that touch a letter. */
static gboolean is_symbol_in_word(const gunichar *at, const gunichar *end, gunichar before)
{
    gunichar next = at + 1 < end ? at[1] : 0, behind = at + 2 < end ? at[2] : 0;
    if (is_drawing(*at))
        return is_letter(before) || is_letter(next) || is_symbol(next);
    return is_symbol(*at) && is_symbol(next) && *at != next &&
           (is_letter(before) || is_letter(behind));
}

/* A Latin letter beside one of another writing. */
static gboolean is_mixed(gunichar c, gunichar before)
{
    if (!is_letter(c) || !is_letter(before))
        return FALSE;
    GUnicodeScript one = g_unichar_get_script(c), other = g_unichar_get_script(before);
    return one != other && (one == G_UNICODE_SCRIPT_LATIN || other == G_UNICODE_SCRIPT_LATIN) &&
           one > G_UNICODE_SCRIPT_INHERITED && other > G_UNICODE_SCRIPT_INHERITED;
}

/* No sign of any text: what stands for a lost one, controls but line ends and tabs, private use. */
static gboolean is_lost(gunichar c)
{
    return c == 0xFFFD || c == 0xFFFE || c == 0xFFFF || (c >= 0xE000 && c <= 0xF8FF) ||
           (c >= 0x7F && c <= 0x9F) || (c < ' ' && c != '\t' && c != '\n' && c != '\r');
}

/* "Đ?ng": a letter that an encoding did not have; but "chưa?Rồi" wants a blank only. */
static gboolean is_hole(const gunichar *at, const gunichar *end, gunichar before)
{
    gunichar next = at + 1 < end ? at[1] : 0;
    return *at == '?' && g_unichar_isalpha(next) &&
           (g_unichar_isupper(before) || before == 0 || is_one_of(" ?([{-–/\"“‘,;:+\n", before) ||
            (g_unichar_islower(before) && g_unichar_islower(next)));
}

/* "b? xã": a question goes on with a capital, if it goes on. */
static gboolean is_hole_at_end(const gunichar *at, const gunichar *end, gunichar before)
{
    return *at == '?' && g_unichar_isalpha(before) && at + 2 < end && at[1] == ' ' &&
           (g_unichar_islower(at[2]) || at[2] == '?');
}

/*
 * "Chi b?": no word ends behind the consonants that Vietnamese words begin with, nor is "u" one
 * ("uỷ"). A capital alone is a name of something: "A hay B?".
 */
static gboolean is_stump(const gunichar *text, const gunichar *at, const gunichar *end)
{
    static const char beginnings[] =
        " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr u v x ";
    const gunichar *start = at;
    if (*at != '?' || (at + 1 < end && g_unichar_isalpha(at[1])))
        return FALSE;
    while (start > text && g_unichar_isalpha(start[-1]))
        start--;
    if (start == at || at - start > 3 || !g_unichar_islower(at[-1]) ||
        (start > text && (g_unichar_isdigit(start[-1]) || is_one_of("'’.", start[-1]))))
        return FALSE;
    g_autofree char *word = g_ucs4_to_utf8(start, at - start, NULL, NULL, NULL);
    g_autofree char *lower = g_utf8_strdown(word, -1);
    g_autofree char *wanted = g_strdup_printf(" %s ", lower);
    return strstr(beginnings, wanted) != NULL;
}

/* What looks like one and ends like one: &agrave; or &#7843; */
static gboolean is_entity(const gunichar *at, const gunichar *end)
{
    const gunichar *p = at + 1;
    if (*at != '&')
        return FALSE;
    if (p < end && *p == '#')
        p++;
    const gunichar *name = p;
    while (p < end && p - name < 10 && *p < 0x80 && g_ascii_isalnum((char)*p))
        p++;
    return p < end && *p == ';' && p - name >= 2;
}

static gboolean is_broken(const gunichar *text, glong length)
{
    const gunichar *end = text + length;
    gunichar before = 0;
    guint holes = 0;
    for (const gunichar *at = text; at < end; before = *at++) {
        holes += is_hole_at_end(at, end, before);
        if (is_lost(*at) || is_hole(at, end, before) || holes == 2 || is_stump(text, at, end) ||
            is_entity(at, end) || is_read_twice(at, end, before) ||
            is_symbol_in_word(at, end, before) || is_mixed(*at, before))
            return TRUE;
    }
    return FALSE;
}

/* Whether a letter of Vietnamese that begins with 0xC3 or 0xE1 is one that nothing else is. */
static gboolean is_plain_letter(const guint8 *text)
{
    if (text[0] == 0xE1)
        return text[1] == 0xBA || text[1] == 0xBB;
    return (text[1] < 0x84 || text[1] > 0x86) && (text[1] != 0x83 || text[2] < 0xC5);
}

/*
 * Signs of which alone nothing of that can be made: ASCII but a few, and the letters of Vietnamese
 * as they come in UTF-8, but those that other encodings show as the first byte of a letter.
 */
static gboolean is_beyond_doubt(const char *text, gsize length)
{
    enum { PLAIN, DOUBTFUL, LETTER }; /* a byte alone; LETTER: see is_plain_letter() */
    static const guint8 kinds[256] = {
        [0 ... ' ' - 1] = DOUBTFUL, ['?'] = DOUBTFUL,  ['&'] = DOUBTFUL,
        [0x7F] = DOUBTFUL,          [0xC2] = DOUBTFUL, [0xC3] = LETTER,
        [0xC7 ... 0xE0] = DOUBTFUL, [0xE1] = LETTER,   [0xE2 ... 0xFF] = DOUBTFUL,
    };
    const guint8 *bytes = (const guint8 *)text;
    for (gsize i = 0; i < length; i++)
        if (kinds[bytes[i]] != PLAIN &&
            (kinds[bytes[i]] == DOUBTFUL || !is_plain_letter(bytes + i)))
            return FALSE;
    return TRUE;
}

static gsize count_signs(const char *text, gsize length, gboolean (*is_sign)(gchar))
{
    gsize count = 0;
    while (count < length && is_sign(text[count]))
        count++;
    return count;
}

static gboolean is_digit(gchar c)
{
    return g_ascii_isdigit(c);
}

static gboolean is_hex(gchar c)
{
    return g_ascii_isxdigit(c);
}

static gboolean begins_with(const char *text, gsize length, const char *name)
{
    return strlen(name) <= length && g_ascii_strncasecmp(text, name, strlen(name)) == 0;
}

/* The length of "aacute" or "nbsp" at the beginning of a text, or 0. */
static gsize name_length(const char *text, gsize length)
{
    static const char *const marks[] = {"grave", "acute", "circ", "tilde", "breve", "strok",
                                        "uml",   "ring",  "horn", "caron", "macr",  "cedil"};
    static const char *const signs[] = {"amp",   "lt",    "gt",    "quot",  "apos",   "nbsp",
                                        "ndash", "mdash", "lsquo", "rsquo", "ldquo",  "rdquo",
                                        "laquo", "raquo", "bull",  "eth",   "hellip", "middot"};
    for (guint i = 0; length > 1 && g_ascii_isalpha(*text) && i < G_N_ELEMENTS(marks); i++)
        if (begins_with(text + 1, length - 1, marks[i]))
            return 1 + strlen(marks[i]);
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        gsize size = strlen(signs[i]);
        if (begins_with(text, length, signs[i]) && g_ascii_islower(*text) &&
            (size == length || !g_ascii_isalnum(text[size])))
            return size;
    }
    return 0;
}

gsize broken_text_entity(const char *text, gsize length)
{
    if (length < 3 || *text != '&')
        return 0;
    gboolean is_number = text[1] == '#', has_x = is_number && (text[2] | 0x20) == 'x';
    gsize start = 1u + is_number + has_x;
    gsize size = is_number ? count_signs(text + start, length - start, has_x ? is_hex : is_digit)
                           : name_length(text + start, length - start);
    if (size == 0)
        return 0;
    gsize end = start + size;
    return end + (end < length && text[end] == ';');
}

static gboolean holds_entity(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (broken_text_entity(text + i, length - i) > 0)
            return TRUE;
    return FALSE;
}

enum rule broken_text_rule(const char *text, gsize length)
{
    if (is_error_value(text, length))
        return RULE_ERROR_VALUE;
    if (is_beyond_doubt(text, length))
        return RULES;
    if (holds_entity(text, length))
        return RULE_BROKEN_TEXT;
    glong letters;
    g_autofree gunichar *wide = g_utf8_to_ucs4_fast(text, (glong)length, &letters);
    return is_broken(wide, letters) ? RULE_BROKEN_TEXT : RULES;
}

enum rule broken_text_rule_of_key(const char *text, gsize length)
{
    gboolean may_be_word = length <= LONGEST_WORD && strchr("#(+-<EINU[\\einu{ ", *text) != NULL;
    if (!may_be_word && cell_is_clean(text, length) && memchr(text, '?', length) == NULL &&
        memchr(text, '#', length) == NULL && memchr(text, '&', length) == NULL)
        return RULES;
    return broken_text_rule(text, length);
}
