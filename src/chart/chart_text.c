#include "chart/chart_text.h"

#include <string.h>

/* Of a text that is cut, at most, for its last words: names of units often differ only there. */
#define TAIL_SHARE 0.34

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
        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || g_unichar_isspace(c))
            c = ' ';
        if (c != ' ' || (clean->len > 0 && clean->str[clean->len - 1] != ' '))
            g_string_append_unichar(clean, c);
    }
    return g_strchomp(g_string_free(clean, FALSE));
}

/* Bytes of the longest head of at most `limit` characters that fits with `tail` behind it. */
static gsize head_that_fits(struct type type, const char *text, const char *tail, double width)
{
    glong low = 0, high = g_utf8_strlen(text, -1);
    while (low < high) {
        glong middle = (low + high + 1) / 2;
        const char *end = g_utf8_offset_to_pointer(text, middle);
        g_autofree char *head = g_strndup(text, (gsize)(end - text));
        g_autofree char *whole = g_strconcat(head, tail, NULL);
        if (chart_text_width(type, whole) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return (gsize)(g_utf8_offset_to_pointer(text, low) - text);
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

char *chart_text_fit(struct type type, const char *text, double width)
{
    if (chart_text_width(type, text) <= width)
        return g_strdup(text);
    const char *words = words_that_fit(type, text, width * TAIL_SHARE);
    g_autofree char *tail = g_strconcat(*words == '\0' ? "…" : "… ", words, NULL);
    gsize length = head_that_fits(type, text, tail, width);
    if (length == 0)
        return g_strdup("");
    g_autofree char *head = g_strchomp(g_strndup(text, length));
    return g_strconcat(head, tail, NULL);
}

/* Bytes of the first line: up to the last blank that fits, or within a word. */
static gsize line_length(struct type type, const char *text, double width)
{
    gsize fits = head_that_fits(type, text, "", width);
    if (text[fits] == '\0')
        return fits;
    for (gsize i = fits; i > 0; i--)
        if (text[i] == ' ')
            return i;
    return MAX(fits, (gsize)(g_utf8_next_char(text) - text));
}

GPtrArray *chart_text_wrap(struct type type, const char *text, double width, guint lines)
{
    GPtrArray *wrapped = g_ptr_array_new_with_free_func(g_free);
    while (*text != '\0' && wrapped->len < lines) {
        gsize length = line_length(type, text, width);
        if (text[length] != '\0' && wrapped->len + 1 == lines) {
            g_ptr_array_add(wrapped, chart_text_fit(type, text, width));
            break;
        }
        g_ptr_array_add(wrapped, g_strndup(text, length));
        text += length;
        text += strspn(text, " ");
    }
    return wrapped;
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
    GPtrArray *best = chart_text_wrap(type, text, width, lines);
    if (best->len < 2 || g_str_has_suffix(g_ptr_array_index(best, best->len - 1), "…"))
        return best;
    double least = chart_text_widest_word(type, text);
    for (double tried = width * 0.95; tried >= least && tried > 0; tried -= width * 0.05) {
        GPtrArray *wrapped = chart_text_wrap(type, text, tried, best->len + 1);
        if (wrapped->len > best->len) {
            g_ptr_array_unref(wrapped);
            break;
        }
        g_ptr_array_unref(best);
        best = wrapped;
    }
    return best;
}
