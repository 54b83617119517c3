#include "deliver/stem.h"

#include <string.h>

#include "base/digest.h"

/* Longer parts of a name are cut; twice this and an ending fit into 255 bytes. */
#define PART_LENGTH 64
#define MARK_LENGTH 8

static gboolean is_plain(gunichar character)
{
    return character < 0x80 &&
           (g_ascii_isalnum((char)character) || strchr("._+-", (int)character) != NULL);
}

/* "-" and eight signs at the end: what append_part() makes of a part that cannot stay as it is. */
static gboolean looks_marked(const char *part)
{
    gsize length = strlen(part);
    if (length <= MARK_LENGTH || part[length - MARK_LENGTH - 1] != '-')
        return FALSE;
    for (gsize i = length - MARK_LENGTH; i < length; i++) {
        if (!g_ascii_isxdigit(part[i]) || g_ascii_isupper(part[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean looks_public(const char *part)
{
    return g_str_has_suffix(part, &STEM_PUBLIC[1]);
}

static void append_part(GString *stem, const char *part)
{
    g_autofree char *valid = g_utf8_make_valid(part, -1);
    gsize start = stem->len;
    gboolean plain = *part != '\0' && *part != '.' && strlen(part) <= PART_LENGTH;
    for (const char *at = valid; *at != '\0' && stem->len - start < PART_LENGTH;
         at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        gboolean stays = is_plain(character) && (character != '.' || at > valid);
        plain = plain && stays;
        g_string_append_c(stem, stays ? (char)character : '_');
    }
    if (plain && !looks_marked(part) && !looks_public(part))
        return;
    g_autofree char *digest = digest_of(part, -1);
    g_string_append_printf(stem, "-%.*s", MARK_LENGTH, digest);
}

char *stem_of_report(const char *template_name, const char *period, const char *unit_code)
{
    GString *stem = g_string_new(NULL);
    append_part(stem, template_name);
    g_string_append_c(stem, '-');
    append_part(stem, period);
    if (unit_code != NULL) {
        g_string_append_c(stem, '-');
        append_part(stem, unit_code);
    }
    return g_string_free(stem, FALSE);
}
