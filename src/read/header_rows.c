#include "read/header_rows.h"

static const char *text_at(const GPtrArray *texts, guint field)
{
    return g_ptr_array_index(texts, field);
}

GPtrArray *header_rows_merge(const GPtrArray *upper, const GPtrArray *lower)
{
    if (upper->len != lower->len)
        return NULL;
    g_autoptr(GPtrArray) merged = g_ptr_array_new_with_free_func(g_free);
    gboolean is_filled = FALSE;
    for (guint i = 0; i < lower->len; i++) {
        gboolean is_blank = *text_at(lower, i) == '\0';
        is_filled = is_filled || (is_blank && *text_at(upper, i) != '\0');
        g_ptr_array_add(merged, g_strdup(text_at(is_blank ? upper : lower, i)));
    }
    return is_filled ? g_steal_pointer(&merged) : NULL;
}

/* What stands at the end of a number of a column. */
static gboolean is_end(const char *text)
{
    return *text == '\0' || *text == ')' || *text == '=';
}

gboolean header_rows_are_numbers(const GPtrArray *texts)
{
    guint64 number = 0;
    char letter = 'A';
    for (guint i = 0; i < texts->len; i++) {
        const char *text = text_at(texts, i);
        char *end;
        text += *text == '(';
        if (*text == '\0')
            continue;
        if (g_ascii_isdigit(*text) && g_ascii_strtoull(text, &end, 10) == number + 1 && is_end(end))
            number++;
        else if (number == 0 && g_ascii_toupper(*text) == letter && is_end(text + 1))
            letter++;
        else
            return FALSE;
    }
    return number > 0;
}
