#include "base/text_width.h"

#include <string.h>

static guint width_of(gunichar letter)
{
    return g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
}

/* Of so many bytes. */
static guint width_of_bytes(const char *text, gsize length)
{
    guint width = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        width += width_of(g_utf8_get_char(at));
    return width;
}

guint text_width(const char *text)
{
    return width_of_bytes(text, strlen(text));
}

guint text_width_of_words(const char *text)
{
    guint widest = 0;
    for (const char *at = text; *at != '\0';) {
        gsize length = strcspn(at, " \n");
        widest = MAX(widest, width_of_bytes(at, length));
        at += length + (at[length] != '\0');
    }
    return widest;
}

/* Bytes of the letters that fit, marks with their letters; at least one letter. */
static gsize bytes_that_fit(const char *word, gsize length, guint width)
{
    const char *at = word, *end = word + length;
    guint taken = 0;
    while (at < end) {
        guint next = width_of(g_utf8_get_char(at));
        if (taken > 0 && taken + next > width)
            break;
        taken += next;
        at = g_utf8_next_char(at);
    }
    return (gsize)(at - word);
}

/* Lines under way. */
struct wrapping {
    GPtrArray *lines;
    GString *line;
    guint indent, width, taken; /* the width is that behind the indent */
};

static void end_line(struct wrapping *wrapping)
{
    g_ptr_array_add(wrapping->lines,
                    g_strdup_printf("%*s%s", (int)wrapping->indent, "", wrapping->line->str));
    g_string_truncate(wrapping->line, 0);
    wrapping->taken = 0;
}

static void take_word(struct wrapping *wrapping, const char *word, gsize length)
{
    guint width = width_of_bytes(word, length);
    if (wrapping->taken > 0 && wrapping->taken + 1 + width > wrapping->width)
        end_line(wrapping);
    if (wrapping->taken > 0) {
        g_string_append_c(wrapping->line, ' ');
        wrapping->taken++;
    }
    while (width > wrapping->width) {
        gsize bytes = bytes_that_fit(word, length, wrapping->width);
        if (bytes == length)
            break;
        g_string_append_len(wrapping->line, word, (gssize)bytes);
        end_line(wrapping);
        word += bytes;
        length -= bytes;
        width = width_of_bytes(word, length);
    }
    g_string_append_len(wrapping->line, word, (gssize)length);
    wrapping->taken += width;
}

GPtrArray *text_width_lines(const char *text, guint width)
{
    guint indent = (guint)strspn(text, " ");
    g_autoptr(GString) line = g_string_new(NULL);
    struct wrapping wrapping = {
        .lines = g_ptr_array_new_with_free_func(g_free),
        .line = line,
        .indent = MIN(indent, width / 2),
    };
    wrapping.width = MAX(width - wrapping.indent, 1);
    for (const char *at = text + indent; *at != '\0';) {
        gsize length = strcspn(at, " \n");
        if (length > 0)
            take_word(&wrapping, at, length);
        at += length;
        if (*at == '\n')
            end_line(&wrapping);
        at += *at != '\0';
    }
    if (wrapping.taken > 0 || wrapping.lines->len == 0)
        end_line(&wrapping);
    return wrapping.lines;
}
