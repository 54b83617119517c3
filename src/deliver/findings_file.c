#include "deliver/findings_file.h"

#include "data/place.h"
#include "write/csv_line.h"

static const char *const headings[] = {"tep",     "dong",     "cot",       "muc_do",
                                       "quy_tac", "noi_dung", "khac_phuc", NULL};

static const char *const severities[] = {
    [SEVERITY_ERROR] = "lỗi",
    [SEVERITY_WARNING] = "cảnh báo",
};

static void append_finding(GString *csv, const struct finding *finding, const char *file_name)
{
    const struct rule_info *info = rule_info(finding->rule);
    g_autofree char *line = finding_row(finding);
    g_autofree char *field =
        finding->field > 0 ? place_field(file_name, finding->line, finding->field) : g_strdup("0");
    g_autofree char *text = finding_text(finding, LANGUAGE_VIETNAMESE);
    g_autofree char *advice = finding_advice(finding, LANGUAGE_VIETNAMESE);
    gboolean accepted = finding->accepted != NULL;
    const char *const fields[] = {file_name,
                                  line,
                                  field,
                                  accepted ? "ngoại lệ" : severities[info->severity],
                                  info->code,
                                  text,
                                  accepted ? finding->accepted : advice,
                                  NULL};
    csv_line_append(csv, fields);
}

static void append_account(GString *csv, const struct account_told *account)
{
    g_autofree char *text = account_words(account);
    const char *const fields[] = {account->file,   "",   "", "thông tin",
                                  "tinh_hinh_tep", text, "", NULL};
    csv_line_append(csv, fields);
}

GString *findings_file_text(const struct findings *findings, const char *const *file_names,
                            const GArray *accounts)
{
    GString *csv = g_string_new(NULL);
    csv_line_append(csv, headings);
    for (guint i = 0; accounts != NULL && i < accounts->len; i++)
        append_account(csv, &g_array_index(accounts, struct account_told, i));
    for (guint i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        append_finding(csv, finding, file_names[finding->file]);
    }
    return csv;
}
