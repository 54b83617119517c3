#include "base/text.h"

#include <string.h>

/* Most text in files is ASCII codes and Vietnamese letters; the tests below go byte by byte. */
#define IS_ASCII(p) ((guchar) * (p) < 0x80)

#define STROKED_D 0x0111 /* đ, which has no canonical decomposition */

static const char *end_of(const char *text, gssize length)
{
    return text + (length < 0 ? strlen(text) : (gsize)length);
}

/*
 * Whether the character is in normal form C whatever stands beside it: below the
 * combining marks, or a ready-made letter (U+1E00 to U+1EFF holds the Vietnamese
 * ones), or a dash, quotation mark or ellipsis.
 */
static gboolean is_composed(gunichar c)
{
    return c < 0x0300 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027);
}

/* Whether nothing that stands before the character can join with it. */
static gboolean starts_anew(gunichar c)
{
    gboolean is_later_jamo = c >= 0x1160 && c <= 0x11FF; /* the second or third part of Hangul */

    return is_composed(c) || (!is_later_jamo && !g_unichar_ismark(c));
}

/*
 * The end of a piece that can be normalized by itself. g_utf8_normalize() takes a
 * time that grows with the square of the length of decomposed text, so that a piece
 * is kept short: some dozen words, and a limit where marks follow marks without end
 * (no writing does that, so no harm is done by cutting there).
 */
static const char *end_of_piece(const char *p, const char *end, gboolean *is_ready)
{
    enum { ENOUGH = 256, LIMIT = 4096 };
    const char *start = p;

    *is_ready = TRUE;
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = IS_ASCII(p) ? (gunichar)*p : g_utf8_get_char(p);
        if (p - start >= LIMIT || (p - start >= ENOUGH && starts_anew(c)))
            break;
        *is_ready = *is_ready && is_composed(c);
    }
    return MIN(p, end);
}

char *text_nfc(const char *text, gssize length)
{
    const char *end = end_of(text, length);
    GString *composed = g_string_sized_new(end - text);
    gboolean is_ready;

    for (const char *p = text, *next; p < end; p = next) {
        next = end_of_piece(p, end, &is_ready);
        if (is_ready) {
            g_string_append_len(composed, p, next - p);
        } else {
            g_autofree char *piece = g_utf8_normalize(p, next - p, G_NORMALIZE_NFC);
            g_string_append(composed, piece);
        }
    }
    return g_string_free(composed, FALSE);
}

/* The letter and its marks, at most `size` of them; ASCII, the most frequent, needs no look-up. */
static gsize decompose(gunichar c, gunichar *pieces, gsize size)
{
    if (c >= 0x80)
        return g_unichar_fully_decompose(c, FALSE, pieces, size);
    pieces[0] = c;
    return 1;
}

/* The letter or digit a character is coded as, '_' for a sign, NUL for a mark (left out). */
static char code_of(gunichar c)
{
    gunichar base;

    decompose(c, &base, 1);
    if (base < 0x80)
        return g_ascii_isalnum((char)base) ? g_ascii_tolower((char)base) : '_';
    if (g_unichar_tolower(base) == STROKED_D)
        return 'd';
    return g_unichar_ismark(base) ? '\0' : '_';
}

char *text_code(const char *text, gssize length)
{
    const char *end = end_of(text, length);
    /* No character gives more than one byte, so the code is never longer than the text. */
    char *code = g_malloc(end - text + 1);
    char *out = code;
    gboolean gap = FALSE;

    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        char letter = code_of(IS_ASCII(p) ? (gunichar)*p : g_utf8_get_char(p));
        if (letter == '\0')
            continue;
        if (letter == '_') {
            gap = TRUE;
            continue;
        }
        if (gap && out > code)
            *out++ = '_';
        gap = FALSE;
        *out++ = letter;
    }
    *out = '\0';
    return code;
}

char *text_key(const char *text, gssize length)
{
    return g_strdelimit(text_code(text, length), "y", 'i');
}

static gboolean is_blank(const char *p)
{
    return IS_ASCII(p) ? g_ascii_isspace(*p) || *p == '\v' : g_unichar_isspace(g_utf8_get_char(p));
}

char *text_squeeze(const char *text, gssize length)
{
    const char *end = end_of(text, length);
    char *squeezed = g_malloc(end - text + 1);
    char *out = squeezed;
    gboolean gap = FALSE;

    for (const char *p = text; p < end;) {
        const char *next = g_utf8_next_char(p);
        if (is_blank(p)) {
            gap = TRUE;
        } else {
            if (gap && out > squeezed)
                *out++ = ' ';
            gap = FALSE;
            memcpy(out, p, next - p);
            out += next - p;
        }
        p = next;
    }
    *out = '\0';
    return squeezed;
}

/* What text_compare() sees in one step: a letter with its marks, a number, or a sign. */
struct element {
    guint32 weight;     /* the first level of the order */
    guint tone;         /* the second: 0 none, 1 huyền … 5 nặng */
    gboolean is_upper;  /* the third */
    gboolean is_letter; /* a syllable goes on as long as there are letters */
    const char *digits; /* of a number: without leading zeros */
    gsize digit_count;
};

/* Signs come before numbers, these before the Latin letters, and other scripts last. */
enum {
    WEIGHT_SIGN = 0,
    WEIGHT_NUMBER = 0x200000,
    WEIGHT_LATIN = 0x300000,
    WEIGHT_OTHER = 0x400000
};

/*
 * Each of the letters a to z has four places: plain, then what follows it in the
 * alphabet: ă or đ, then â ê ô, then ơ ư.
 */
enum { PLACES = 4, PLACE_BREVE = 1, PLACE_STROKE = 1, PLACE_CIRCUMFLEX = 2, PLACE_HORN = 3 };

static void add_mark(struct element *element, gunichar mark)
{
    static const struct {
        gunichar mark;
        guint tone, place;
    } marks[] = {
        {0x0300, 1, 0}, /* huyền */
        {0x0309, 2, 0}, /* hỏi */
        {0x0303, 3, 0}, /* ngã */
        {0x0301, 4, 0}, /* sắc */
        {0x0323, 5, 0}, /* nặng */
        {0x0306, 0, PLACE_BREVE}, {0x0302, 0, PLACE_CIRCUMFLEX}, {0x031B, 0, PLACE_HORN},
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].mark != mark)
            continue;
        element->tone = MAX(element->tone, marks[i].tone);
        if (element->weight % PLACES == 0)
            element->weight += marks[i].place;
    }
}

static const char *next_number(const char *p, struct element *element)
{
    element->weight = WEIGHT_NUMBER;
    while (*p == '0')
        p++;
    element->digits = p;
    while (g_ascii_isdigit(*p))
        p++;
    element->digit_count = p - element->digits;
    return p;
}

static const char *next_letter(const char *p, struct element *element)
{
    gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gunichar c = g_utf8_get_char(p);
    gsize count = decompose(c, pieces, G_N_ELEMENTS(pieces));
    gunichar lower = g_unichar_tolower(pieces[0]);

    element->is_upper = lower != pieces[0];
    element->is_letter = g_unichar_isalpha(c);
    p = g_utf8_next_char(p);
    if (lower == STROKED_D) {
        element->weight = WEIGHT_LATIN + ('d' - 'a') * PLACES + PLACE_STROKE;
    } else if (lower < 'a' || lower > 'z') {
        element->weight = element->is_letter ? WEIGHT_OTHER + g_unichar_tolower(c)
                                             : WEIGHT_SIGN + (g_unichar_isspace(c) ? ' ' : c);
        return p;
    } else {
        element->weight = WEIGHT_LATIN + (lower - 'a') * PLACES;
    }
    for (gsize i = 1; i < count; i++)
        add_mark(element, pieces[i]);
    for (; !IS_ASCII(p) && g_unichar_ismark(g_utf8_get_char(p)); p = g_utf8_next_char(p))
        add_mark(element, g_utf8_get_char(p));
    return p;
}

/* At the end of the text the weight is 0, so that a beginning comes before the whole. */
static const char *next_element(const char *p, struct element *element)
{
    *element = (struct element){0};
    if (*p == '\0')
        return p;
    return g_ascii_isdigit(*p) ? next_number(p, element) : next_letter(p, element);
}

static int compare_first_level(const struct element *a, const struct element *b)
{
    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    if (a->digit_count != b->digit_count)
        return a->digit_count < b->digit_count ? -1 : 1;
    return a->digit_count == 0 ? 0 : memcmp(a->digits, b->digits, a->digit_count);
}

/*
 * One walk finds all levels: the first difference in letters decides at once; the
 * first ones in tone and case are kept until it is known that there is none. Tones
 * are compared a syllable at a time, since hòa and hoà are one word. Byte order
 * comes last, so that only equal texts are equal and a sorted list has one order.
 */
int text_compare(const char *a, const char *b)
{
    const char *p = a, *q = b;
    struct element left, right;
    int by_tone = 0, by_case = 0;
    guint left_tone = 0, right_tone = 0;

    do {
        p = next_element(p, &left);
        q = next_element(q, &right);
        int by_letter = compare_first_level(&left, &right);
        if (by_letter != 0)
            return by_letter;
        if (!left.is_letter) {
            if (by_tone == 0)
                by_tone = (int)left_tone - (int)right_tone;
            left_tone = right_tone = 0;
        }
        left_tone = MAX(left_tone, left.tone);
        right_tone = MAX(right_tone, right.tone);
        if (by_case == 0)
            by_case = left.is_upper - right.is_upper;
    } while (left.weight != 0);

    if (by_tone != 0)
        return by_tone;
    return by_case != 0 ? by_case : strcmp(a, b);
}

guint text_distance(const char *a, const char *b)
{
    glong a_length, b_length;
    g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &a_length);
    g_autofree gunichar *y = g_utf8_to_ucs4_fast(b, -1, &b_length);
    g_autofree guint *rows = g_new(guint, 3 * (b_length + 1));
    guint *before = rows, *above = before + b_length + 1, *row = above + b_length + 1;

    for (glong j = 0; j <= b_length; j++)
        row[j] = j;
    for (glong i = 1; i <= a_length; i++) {
        guint *oldest = before;
        before = above;
        above = row;
        row = oldest;
        row[0] = i;
        for (glong j = 1; j <= b_length; j++) {
            guint changed = above[j - 1] + (x[i - 1] != y[j - 1]);
            row[j] = MIN(changed, MIN(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
    }
    return row[b_length];
}

const char *text_suggest(const char *word, const char *const *candidates)
{
    glong letters = g_utf8_strlen(word, -1);
    glong limit = MIN(letters / 3, 3);
    const char *nearest = NULL;

    for (; *candidates != NULL; candidates++) {
        /* The lengths alone rule most out, and a very long word never costs more than a look. */
        if (ABS(g_utf8_strlen(*candidates, -1) - letters) > limit)
            continue;
        glong distance = text_distance(word, *candidates);
        if (distance > limit)
            continue;
        nearest = *candidates;
        limit = distance - 1;
    }
    return nearest;
}

char *text_mask(const char *text)
{
    glong count = g_utf8_strlen(text, -1);
    glong kept = MIN(count / 3, 3);
    const char *rest = g_utf8_offset_to_pointer(text, kept);
    GString *masked = g_string_new_len(text, rest - text);

    for (glong i = kept; i < count; i++)
        g_string_append_c(masked, '*');
    return g_string_free(masked, FALSE);
}

static gboolean stays_on_the_line(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return g_unichar_isprint(c) && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *text_printable(const char *text, guint most)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_new(NULL);
    guint characters = 0;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        if (characters++ == most) {
            g_string_append(clean, "…");
            break;
        }
        gunichar c = g_utf8_get_char(at);
        if (c >= ' ' && c < 0x7f)
            g_string_append_c(clean, *at);
        else
            g_string_append_unichar(clean, stays_on_the_line(c) ? c : '?');
    }
    return g_string_free(clean, FALSE);
}

char *text_fill(const char *pattern, const char *const *arguments)
{
    guint64 count = g_strv_length((char **)arguments);
    GString *filled = g_string_sized_new(128);

    for (const char *p = pattern; *p != '\0'; p++) {
        if (*p == '{' && g_ascii_isdigit(p[1])) {
            char *end;
            guint64 index = g_ascii_strtoull(p + 1, &end, 10);
            if (*end == '}' && index < count) {
                g_string_append(filled, arguments[index]);
                p = end;
                continue;
            }
        }
        g_string_append_c(filled, *p);
    }
    return g_string_free(filled, FALSE);
}
