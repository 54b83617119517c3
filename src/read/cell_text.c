#include "read/cell_text.h"

#include <string.h>

#include "base/text.h"

static gboolean is_defused(const char *text, gsize length)
{
    return length > 1 && *text == '\'' && strchr("=+-@\t\r", text[1]) != NULL && text[1] != '\0';
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
    gsize skipped = is_defused(text, length);
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
