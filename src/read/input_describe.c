/* How a file was read, in words. */
#include <string.h>

#include "base/decimal.h"
#include "read/input.h"
#include "read/summary.h"
#include "read/wide.h"

static void describe(GString *text, enum language language, enum message message, const char *value)
{
    g_autofree char *said = message_text(language, message, value, NULL);
    g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", said);
}

/* "4", or "4–5" of a header of several rows. New string. */
static char *header_lines(const struct input *input)
{
    g_autofree char *first = decimal_plain((gint64)input->header_first, 0);
    g_autofree char *last = decimal_plain((gint64)input->header_line, 0);
    return g_strdup_printf(strcmp(first, last) != 0 ? "%s–%s" : "%s", first, last);
}

char *input_describe(const struct input *input, enum language language)
{
    if (input->summary != NULL)
        return g_strdup(input->summary->reading);
    GString *text = g_string_new(NULL);
    if (encoding_is_legacy(input->encoding)) {
        g_autofree char *good = decimal_vietnamese((gint64)input->words.good, 0);
        g_autofree char *words = decimal_vietnamese((gint64)input->words.words, 0);
        g_autofree char *said = message_text(language, MESSAGE_INPUT_WORDS,
                                             encoding_name(input->encoding), good, words, NULL);
        g_string_append(text, said);
    } else if (input->encoding != ENCODING_UTF8) {
        g_string_append(text, encoding_name(input->encoding));
    }
    if (input->is_packed)
        describe(text, language, MESSAGE_INPUT_PACKED, NULL);
    if (input->has_title || input->header_first != input->header_line) {
        g_autofree char *line = header_lines(input);
        describe(text, language, MESSAGE_INPUT_HEADER_LINE, line);
    }
    if (input->wide != NULL)
        describe(text, language, MESSAGE_INPUT_WIDE, input->wide->about->values);
    if (input->wide != NULL && input->wide->period != NULL)
        describe(text, language, MESSAGE_INPUT_WIDE_TIME, input->wide->period);
    return g_string_free(text, FALSE);
}
