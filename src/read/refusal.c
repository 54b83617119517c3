#include "read/refusal.h"

static char *place_of(const struct refusal *refusal, const char *path)
{
    if (refusal->line == 0)
        return g_strdup(path);
    return g_strdup_printf("%s:%" G_GUINT64_FORMAT, path, refusal->line);
}

gboolean refusal_raise(const struct refusal *refusal, const char *path, guint32 file,
                       struct findings *findings, GError **error)
{
    struct finding finding = {
        .rule = refusal->rule,
        .file = file,
        .line = refusal->line,
        .value = (char *)refusal->value,
        .hint = (char *)refusal->hint,
    };
    if (findings != NULL)
        findings_add(findings, &finding);

    g_autofree char *place = place_of(refusal, path);
    g_autofree char *english = finding_text(&finding, LANGUAGE_ENGLISH);
    g_autofree char *vietnamese = finding_text(&finding, LANGUAGE_VIETNAMESE);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FILE_REFUSED, place, english, vietnamese,
                       NULL);
}
