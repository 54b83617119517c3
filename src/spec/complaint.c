#include "spec/complaint.h"

#include "base/text.h"

/* More names than these tell a reader nothing. */
#define NAMES_SHOWN 12

static char *list_names(const GPtrArray *known)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < MIN(known->len, NAMES_SHOWN); i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", (const char *)known->pdata[i]);
    if (known->len > NAMES_SHOWN)
        g_string_append_printf(list, ", … (%u)", known->len);
    return g_string_free(list, FALSE);
}

/*
 * A hint that reads the same in both languages: "tables?" when a known name is near, else
 * "chart, table, text" (the first twelve), "–" when nothing is known. New string.
 */
static char *hint_of(const char *word, const GPtrArray *known)
{
    if (known->len == 0)
        return g_strdup("–");

    g_autofree const char **names = g_new0(const char *, known->len + 1);
    for (guint i = 0; i < known->len; i++)
        names[i] = known->pdata[i];
    const char *near = text_suggest(word, names);
    return near ? g_strconcat(near, "?", NULL) : list_names(known);
}

gboolean complaint_raise(const struct complaint *complaint, enum message message, struct yaml_at at,
                         const char *word, const char *more)
{
    g_autofree char *place = yaml_place(complaint->tree, at);
    return error_raise(complaint->error, TONGKET_ERROR_SPEC, message, place, word, more, NULL);
}

gboolean complaint_unknown(const struct complaint *complaint, enum message message,
                           struct yaml_at at, const char *word, const GPtrArray *known)
{
    g_autofree char *hint = hint_of(word, known);
    return complaint_raise(complaint, message, at, word, hint);
}
