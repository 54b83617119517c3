#include "read/refusal.h"

static struct finding finding_of(const struct refusal *refusal, guint32 file)
{
    return (struct finding){
        .rule = refusal->rule,
        .file = file,
        .line = refusal->line,
        .value = (char *)refusal->value,
        .hint = (char *)refusal->hint,
    };
}

void refusal_add(const struct refusal *refusal, guint32 file, struct findings *findings)
{
    struct finding finding = finding_of(refusal, file);
    findings_add(findings, &finding);
}

gboolean refusal_raise(const struct refusal *refusal, const char *path, guint32 file,
                       struct findings *findings, GError **error)
{
    struct finding finding = finding_of(refusal, file);
    if (findings != NULL)
        findings_add(findings, &finding);

    g_autofree char *english = finding_line(&finding, path, LANGUAGE_ENGLISH);
    g_autofree char *vietnamese = finding_line(&finding, path, LANGUAGE_VIETNAMESE);
    return error_raise(error, TONGKET_ERROR_INPUT, MESSAGE_FILE_REFUSED, english, vietnamese, NULL);
}
