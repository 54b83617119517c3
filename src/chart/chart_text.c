#include "chart/chart_text.h"

#include <string.h>

/* Of a text that is cut, at most, for its last words: names of units often differ only there. */
#define TAIL_SHARE 0.34

/* Stands within what is not to be broken, such as the name of a file. */
#define NO_BREAK_SPACE 0xa0

double chart_text_width(struct type type, const char *text)
{
    return type.ruler->width(type.ruler->data, text, type.size, type.weight);
}

char *chart_text_clean(const char *text)
{
    GString *clean = g_string_new(NULL);
    g_autofree char *valid = g_utf8_make_valid(text == NULL ? "" : text, -1);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        GUnicodeType type = g_unichar_type(c);
        gboolean is_space = g_unichar_isspace(c) && c != NO_BREAK_SPACE;
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || is_space)
            c = ' ';
        if (c != ' ' || (clean->len > 0 && clean->str[clean->len - 1] != ' '))
            g_string_append_unichar(clean, c);
    }
    return g_strchomp(g_string_free(clean, FALSE));
}

/*
 * A text, or the rest of one, and where its first bytes would stand if the widths of its letters
 * added up. Marks and kerning make it a guess, from which what fits is found by measuring twice.
 */
struct guessed_text {
    const char *text;
    const double *place;
    gsize known; /* the last byte with a place */
};

/* Places (double) of a text as far as such a width. */
static GArray *guess_places(struct type type, const char *text, double width)
{
    GArray *places = g_array_new(FALSE, TRUE, sizeof(double));
    double at = 0;
    g_array_append_val(places, at);
    for (const char *p = text, *next; *p != '\0' && at <= width; p = next) {
        next = g_utf8_next_char(p);
        char letter[8] = "";
        memcpy(letter, p, MIN((gsize)(next - p), sizeof letter - 1));
        at += chart_text_width(type, letter);
        for (; p < next; p++)
            g_array_append_val(places, at);
    }
    return places;
}

static struct guessed_text guessed(const char *text, const GArray *places)
{
    return (struct guessed_text){text, (const double *)(const void *)places->data, places->len - 1};
}

static struct guessed_text guessed_rest(struct guessed_text guessed, gsize from)
{
    gsize step = MIN(from, guessed.known);
    return (struct guessed_text){guessed.text + from, guessed.place + step, guessed.known - step};
}

/* Whether the letter that ends there fits, if the guess holds. */
static gboolean may_fit(struct guessed_text guessed, const char *end, double room)
{
    gsize bytes = (gsize)(end - guessed.text);
    return bytes <= guessed.known && guessed.place[bytes] <= room;
}

/* Kerning makes a text no wider by more than this, and narrower by less than that. */
#define WIDER 1.01
#define NARROWER 0.85

/* What is not near the width is not worth a measurement. */
static gboolean head_fits(struct type type, struct guessed_text guessed, const char *end,
                          const char *tail, double width)
{
    const char *text = guessed.text;
    gsize bytes = (gsize)(end - text);
    double guess = bytes <= guessed.known ? guessed.place[bytes] - guessed.place[0] : -1;
    if (guess >= 0 && *tail == '\0' && (guess * WIDER <= width || guess * NARROWER > width))
        return guess * WIDER <= width;
    g_autofree char *head = g_strndup(text, (gsize)(end - text));
    g_autofree char *whole = g_strconcat(head, tail, NULL);
    return chart_text_width(type, whole) <= width;
}

/* Bytes of the longest head that fits with `tail` behind it. */
static gsize head_that_fits(struct type type, struct guessed_text guessed, const char *tail,
                            double width)
{
    const char *text = guessed.text, *end = text;
    double room = width + guessed.place[0] - (*tail != '\0' ? chart_text_width(type, tail) : 0);
    while (*end != '\0' && may_fit(guessed, g_utf8_next_char(end), room))
        end = g_utf8_next_char(end);
    gboolean fits = head_fits(type, guessed, end, tail, width);
    while (!fits && end > text) {
        end = g_utf8_prev_char(end);
        if (end == text || head_fits(type, guessed, end, tail, width))
            return (gsize)(end - text);
    }
    while (*end != '\0' && head_fits(type, guessed, g_utf8_next_char(end), tail, width))
        end = g_utf8_next_char(end);
    return (gsize)(end - text);
}

/* The last words that fit together; the end of the text when the last one does not. */
static const char *words_that_fit(struct type type, const char *text, double width)
{
    const char *words = text + strlen(text);
    for (const char *p = words; p > text; p--) {
        if (p[-1] != ' ')
            continue;
        if (chart_text_width(type, p) > width)
            break;
        words = p;
    }
    return words;
}

static char *fit_guessed(struct type type, struct guessed_text guessed, double width)
{
    const char *text = guessed.text;
    if (chart_text_width(type, text) <= width)
        return g_strdup(text);
    const char *words = words_that_fit(type, text, width * TAIL_SHARE);
    g_autofree char *tail = g_strconcat(*words == '\0' ? "…" : "… ", words, NULL);
    gsize length = head_that_fits(type, guessed, tail, width);
    if (length == 0)
        return g_strdup("");
    g_autofree char *head = g_strchomp(g_strndup(text, length));
    return g_strconcat(head, tail, NULL);
}

char *chart_text_fit(struct type type, const char *text, double width)
{
    if (chart_text_width(type, text) <= width)
        return g_strdup(text);
    g_autoptr(GArray) places = guess_places(type, text, width);
    return fit_guessed(type, guessed(text, places), width);
}

/* The end of the word behind a blank or behind the beginning of the text. */
static const char *next_end(const char *at)
{
    const char *word = at + (*at == ' ');
    return word + strcspn(word, " ");
}

static const char *end_before(const char *text, const char *at)
{
    for (at--; at > text && *at != ' '; at--)
        continue;
    return MAX(at, text);
}

/* The last end of a word that fits; the beginning of the text if none does. */
static const char *last_end_that_fits(struct type type, struct guessed_text guessed, double width)
{
    const char *text = guessed.text, *end = text;
    while (*end != '\0' && may_fit(guessed, next_end(end), width + guessed.place[0]))
        end = next_end(end);
    if (end > text && !head_fits(type, guessed, end, "", width)) {
        do
            end = end_before(text, end);
        while (end > text && !head_fits(type, guessed, end, "", width));
        return end;
    }
    while (*end != '\0' && head_fits(type, guessed, next_end(end), "", width))
        end = next_end(end);
    return end;
}

/*
 * Bytes of the first line: up to the last blank that fits, or within a word. Words are measured
 * before letters: tried with other widths, a text is broken at the same few places.
 */
static gsize line_length(struct type type, struct guessed_text guessed, double width)
{
    const char *text = guessed.text, *end = last_end_that_fits(type, guessed, width);
    if (end > text)
        return (gsize)(end - text);
    gsize fits = head_that_fits(type, guessed, "", width);
    return MAX(fits, (gsize)(g_utf8_next_char(text) - text));
}

static GPtrArray *wrap_guessed(struct type type, struct guessed_text rest, double width,
                               guint lines)
{
    GPtrArray *wrapped = g_ptr_array_new_with_free_func(g_free);
    while (*rest.text != '\0' && wrapped->len < lines) {
        gsize length = line_length(type, rest, width);
        if (rest.text[length] != '\0' && wrapped->len + 1 == lines) {
            g_ptr_array_add(wrapped, fit_guessed(type, rest, width));
            break;
        }
        g_ptr_array_add(wrapped, g_strndup(rest.text, length));
        length += strspn(rest.text + length, " ");
        rest = guessed_rest(rest, length);
    }
    return wrapped;
}

GPtrArray *chart_text_wrap(struct type type, const char *text, double width, guint lines)
{
    g_autoptr(GArray) places = guess_places(type, text, width * lines);
    return wrap_guessed(type, guessed(text, places), width, lines);
}

double chart_text_widest_word(struct type type, const char *text)
{
    double widest = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        widest = MAX(widest, chart_text_width(type, words[i]));
    return widest;
}

GPtrArray *chart_text_balance(struct type type, const char *text, double width, guint lines)
{
    g_autoptr(GArray) places = guess_places(type, text, width * lines);
    struct guessed_text whole = guessed(text, places);
    GPtrArray *best = wrap_guessed(type, whole, width, lines);
    if (best->len < 2 || g_str_has_suffix(g_ptr_array_index(best, best->len - 1), "…"))
        return best;
    double least = chart_text_widest_word(type, text);
    for (double tried = width * 0.95; tried >= least && tried > 0; tried -= width * 0.05) {
        GPtrArray *wrapped = wrap_guessed(type, whole, tried, best->len + 1);
        if (wrapped->len > best->len) {
            g_ptr_array_unref(wrapped);
            break;
        }
        g_ptr_array_unref(best);
        best = wrapped;
    }
    return best;
}
