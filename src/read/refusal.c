#include "read/refusal.h"

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

    g_autofree char *english = finding_line(&finding, path, LANGUAGE_ENGLISH);
    g_autofree char *vietnamese = finding_line(&finding, path, LANGUAGE_VIETNAMESE);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FILE_REFUSED, english, vietnamese, NULL);
}
