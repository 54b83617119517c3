#include <stddef.h>

#include "answer/check_report.h"
#include "base/decimal.h"
#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "deliver/findings_file.h"
#include "deliver/lock.h"
#include "job/job_freeze.h"
#include "spec/job.h"

enum format { TEXT, JSON, CSV, XLSX };

static const char *const formats[] = {"text", "json", "csv", "xlsx", NULL};

/* What the options say; strings are GLib's. */
struct values {
    char *period, *as_of, *format, *out, *each, *dictionary, *encoding, *freeze, *resent;
    gboolean quiet;
};

#define AT(member) offsetof(struct values, member)

const struct option check_options_table[] = {
    {"period",
     'p',
     G_OPTION_ARG_STRING,
     AT(period),
     {"also ask who reported for this period", "hỏi thêm đơn vị nào đã báo cáo trong kỳ này"},
     "P"},
    {"as-of",
     0,
     G_OPTION_ARG_STRING,
     AT(as_of),
     {"day up to which the data go: later rows are errors",
      "ngày tính số liệu: dòng sau ngày này là lỗi"},
     "DATE"},
    {"format",
     'f',
     G_OPTION_ARG_STRING,
     AT(format),
     {"text, json, csv or xlsx (default: text)", "text, json, csv hoặc xlsx (mặc định: text)"},
     "text|json|csv|xlsx"},
    {"out",
     'o',
     G_OPTION_ARG_FILENAME,
     AT(out),
     {"folder for the workbooks (default: .)", "thư mục để sổ tính (mặc định: .)"},
     "DIR"},
    {"each",
     0,
     G_OPTION_ARG_STRING,
     AT(each),
     {"one workbook a unit of this level, to send back (xlsx)",
      "mỗi đơn vị của cấp này một sổ tính để gửi lại (xlsx)"},
     "LEVEL"},
    {"encoding",
     0,
     G_OPTION_ARG_STRING,
     AT(encoding),
     {"tcvn3, vni, viscii, cp1258: what files that are not Unicode are written in",
      "tcvn3, vni, viscii, cp1258: bảng mã của tệp không phải Unicode"},
     "tcvn3|vni|viscii|cp1258"},
    {"freeze",
     0,
     G_OPTION_ARG_FILENAME,
     AT(freeze),
     {"note in a job file how the data are read now; `run` then refuses others",
      "ghi vào tệp công việc cách đọc số liệu hiện nay; `run` sẽ từ chối nếu khác"},
     "JOB.yaml"},
    {"resent",
     0,
     G_OPTION_ARG_STRING,
     AT(resent),
     {"of a decision sent again with another day or unit: latest, first or both (default: both)",
      "quyết định gửi lại với ngày hoặc đơn vị khác: latest (tính dòng sau), first (dòng đầu) hoặc "
      "both "
      "(cả hai; mặc định)"},
     "latest|first|both"},
    {"dictionary",
     0,
     G_OPTION_ARG_FILENAME,
     AT(dictionary),
     {"names of your own, laid over the dictionary", "tên gọi riêng, bổ sung vào từ điển"},
     "FILE"},
    {"quiet",
     'q',
     G_OPTION_ARG_NONE,
     AT(quiet),
     {"say nothing when all is well, only what was found when there is something",
      "không in gì khi mọi việc ổn, chỉ in phát hiện nếu có"},
     NULL},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

static void append_findings(GString *text, const struct surroundings *surroundings,
                            const struct workspace *workspace)
{
    for (guint i = 0; i < findings_count(workspace->findings); i++) {
        const struct finding *finding = findings_at(workspace->findings, i);
        g_autofree char *line =
            finding_line(finding, terminal_path(workspace, finding->file), surroundings->language);
        g_string_append_printf(text, "%s\n", line);
    }
}

static void append_returns(GString *text, const struct surroundings *surroundings,
                           const struct check_returns *returns)
{
    g_autofree char *made = decimal_plain(returns->made, 0);
    g_autofree char *expected = decimal_plain(returns->expected, 0);
    g_autofree char *nil = decimal_plain(returns->nil, 0);
    g_autofree char *blank = decimal_plain((gint64)returns->blank, 0);
    g_autofree char *line = message_text(surroundings->language, MESSAGE_CHECK_RETURNS,
                                         returns->dataset->name, made, expected, nil, blank, NULL);
    g_string_append_printf(text, "%s\n", line);
}

/* How each file was spent, then who returned. */
static void append_accounts(GString *text, const struct surroundings *surroundings,
                            const struct check_outcome *outcome)
{
    const struct workspace *workspace = outcome->workspace;
    for (guint i = 0; workspace->inputs != NULL && i < workspace->inputs->count; i++) {
        g_autofree char *account = terminal_account(surroundings, workspace, i);
        if (account != NULL)
            g_string_append_printf(text, "%s\n", account);
    }
    g_autofree char *folders = terminal_folders(surroundings, workspace);
    if (folders != NULL)
        g_string_append_printf(text, "%s\n", folders);
    for (guint i = 0; i < outcome->returns->len; i++)
        append_returns(text, surroundings,
                       &g_array_index(outcome->returns, struct check_returns, i));
}

static gboolean print_text(const struct surroundings *surroundings,
                           const struct check_outcome *outcome, gboolean quiet, GError **error)
{
    const struct findings *findings = outcome->workspace->findings;
    g_autoptr(GString) text = g_string_new(NULL);
    append_findings(text, surroundings, outcome->workspace);
    if (!quiet)
        append_accounts(text, surroundings, outcome);
    g_autofree char *errors = decimal_plain(findings_count_severity(findings, SEVERITY_ERROR), 0);
    g_autofree char *warnings =
        decimal_plain(findings_count_severity(findings, SEVERITY_WARNING), 0);
    g_autofree char *sum =
        message_text(surroundings->language, MESSAGE_CHECK_SUMMARY, errors, warnings, NULL);
    g_string_append_printf(text, "%s\n", sum);
    return terminal_print(text->str, error);
}

static gboolean print_data(enum format format, const struct check_outcome *outcome, GError **error)
{
    const struct workspace *workspace = outcome->workspace;
    if (format == JSON) {
        g_autofree char *json = check_report_json(outcome);
        return terminal_print(json, error);
    }
    g_autoptr(GString) csv =
        findings_file_text(workspace->findings, (const char *const *)workspace->file_names, NULL);
    return terminal_print(csv->str, error);
}

static const char *folder_of(const struct values *values)
{
    return values->out != NULL ? values->out : ".";
}

/* The paths made are appended. */
static gboolean deliver(const struct values *values, const struct check_outcome *outcome,
                        GPtrArray *paths, GError **error)
{
    struct check_delivery delivery = {
        .folder = folder_of(values),
        .split = values->each != NULL,
    };
    if (delivery.split)
        level_from_code(values->each, &delivery.level);
    return check_report_deliver(outcome, &delivery, paths, error);
}

static gboolean tell(const struct surroundings *surroundings, const struct values *values,
                     enum format format, const struct check_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (format == XLSX && !deliver(values, outcome, paths, error))
        return FALSE;
    if (values->quiet && findings_count(outcome->workspace->findings) == 0)
        return TRUE;
    if (format == XLSX && !values->quiet)
        return terminal_paths(paths, error);
    if (format == CSV || format == JSON)
        return print_data(format, outcome, error);
    return print_text(surroundings, outcome, values->quiet, error);
}

/* A job file that is none is told before the data are read. */
static gboolean can_freeze(const char *path, GError **error)
{
    g_autoptr(job_file_t) file = NULL;
    g_autoptr(GBytes) text = yaml_read(path, error);
    return text != NULL && job_load(text, path, &file, error);
}

static gboolean check_values(const struct values *values, char **rest, guint *format, guint *resent,
                             GError **error)
{
    enum level level;
    if (g_strv_length(rest) < 1)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "check", NULL);
    if (values->format != NULL && !option_choice("format", values->format, formats, format, error))
        return FALSE;
    if (values->resent != NULL &&
        !option_choice("resent", values->resent, resent_names, resent, error))
        return FALSE;
    if (values->freeze != NULL && !can_freeze(values->freeze, error))
        return FALSE;
    if (values->each == NULL)
        return TRUE;
    if (*format != XLSX)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_ONLY_WITH, "each",
                           "--format xlsx", NULL);
    if (!level_from_code(values->each, &level))
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_BAD_CHOICE, "each", values->each,
                           "tinh, huyen, co_so, bo_phan, chi_bo", NULL);
    return TRUE;
}

static gboolean freeze(const struct surroundings *surroundings, const struct values *values,
                       const struct check_outcome *outcome, GError **error)
{
    g_autofree char *names = NULL;
    if (!job_freeze(values->freeze, outcome->workspace->inputs, &names, error))
        return FALSE;
    g_autofree char *said =
        message_text(surroundings->language, MESSAGE_JOB_FREEZES, values->freeze, names, NULL);
    if (!values->quiet)
        terminal_say(surroundings, said);
    return TRUE;
}

/*
 * Data that are refused are told as well as they can be read; nothing is written then. The error
 * itself comes last.
 */
static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_autoptr(lock_t) lock = NULL;
    g_auto(check_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    guint format = TEXT, resent = RESENT_BOTH;
    if (!check_values(values, rest, &format, &resent, &error) ||
        (format == XLSX && !lock_take(folder_of(values), 0, &lock, &error)))
        return terminal_error(surroundings, error);
    struct check_options options = {
        .data = (const char *const *)rest,
        .period = values->period,
        .as_of = values->as_of,
        .dictionary = values->dictionary,
        .encoding = values->encoding,
        .resent = (enum resent)resent,
        .today = surroundings->today,
    };
    struct progress_line line;
    options.progress = progress_line_begin(&line, surroundings, values->quiet);
    gboolean done = check_run(&options, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    if (!done) {
        if (outcome.workspace != NULL && outcome.workspace->inputs != NULL)
            print_text(surroundings, &outcome, values->quiet, NULL);
        return terminal_error(surroundings, error);
    }
    if (!tell(surroundings, values, format, &outcome, &error) ||
        (values->freeze != NULL && !freeze(surroundings, values, &outcome, &error)))
        return terminal_error(surroundings, error);
    return findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0 ? 1 : 0;
}

int command_check(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
