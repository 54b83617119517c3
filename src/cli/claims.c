#include <stddef.h>

#include "answer/claims_report.h"
#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "deliver/lock.h"

enum format { TEXT, CSV, XLSX };

static const char *const formats[] = {"text", "csv", "xlsx", NULL};

/* What the options say; strings are GLib's. */
struct values {
    char *format, *out, *encoding, *dictionary;
};

#define AT(member) offsetof(struct values, member)

const struct option claims_options_table[] = {
    {"format",
     'f',
     G_OPTION_ARG_STRING,
     AT(format),
     {"text, csv or xlsx (default: text)", "text, csv hoặc xlsx (mặc định: text)"},
     "text|csv|xlsx"},
    {"out",
     'o',
     G_OPTION_ARG_FILENAME,
     AT(out),
     {"folder for the workbook (default: .)", "thư mục để sổ tính (mặc định: .)"},
     "DIR"},
    {"encoding",
     0,
     G_OPTION_ARG_STRING,
     AT(encoding),
     {"tcvn3, vni, viscii, cp1258: what files that are not Unicode are written in",
      "tcvn3, vni, viscii, cp1258: bảng mã của tệp không phải Unicode"},
     "tcvn3|vni|viscii|cp1258"},
    {"dictionary",
     0,
     G_OPTION_ARG_FILENAME,
     AT(dictionary),
     {"names of your own, laid over the dictionary", "tên gọi riêng, bổ sung vào từ điển"},
     "FILE"},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

/* What is wrong with the table of claims itself, and with the data. */
static void tell(const struct surroundings *surroundings, const struct claims_outcome *outcome)
{
    struct terminal_manner manner = {0};
    struct workspace table = {.inputs = outcome->inputs, .findings = outcome->findings};
    if (outcome->findings != NULL)
        terminal_findings(surroundings, &table, &manner);
    if (outcome->workspace != NULL)
        terminal_findings(surroundings, outcome->workspace, &manner);
}

static const char *folder_of(const struct values *values)
{
    return values->out != NULL ? values->out : ".";
}

static gboolean deliver(const struct values *values, const char *file,
                        const struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (!claims_report_deliver(outcome, file, folder_of(values), paths, error))
        return FALSE;
    return terminal_paths(paths, error);
}

static gboolean print(const struct surroundings *surroundings, enum format format,
                      const struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GString) text = format == CSV ? claims_report_csv(outcome)
                                            : claims_report_text(outcome, surroundings->language);
    return terminal_print(text->str, error);
}

static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_autoptr(lock_t) lock = NULL;
    g_auto(claims_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    guint format = TEXT;
    if (g_strv_length(rest) < 1)
        error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "claims", NULL);
    else if (values->format != NULL)
        option_choice("format", values->format, formats, &format, &error);
    if (error == NULL && format == XLSX)
        lock_take(folder_of(values), 0, &lock, &error);
    if (error != NULL)
        return terminal_error(surroundings, error);

    struct claims_options options = {rest[0], (const char *const *)rest + 1, values->encoding,
                                     values->dictionary, NULL};
    struct progress_line line;
    options.progress = progress_line_begin(&line, surroundings, FALSE);
    gboolean done = claims_run(&options, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    tell(surroundings, &outcome);
    done = done && (format == XLSX ? deliver(values, rest[0], &outcome, &error)
                                   : print(surroundings, format, &outcome, &error));
    if (!done)
        return terminal_error(surroundings, error);
    guint wrong = claims_count_verdict(&outcome, CLAIM_IMPOSSIBLE) +
                  claims_count_verdict(&outcome, CLAIM_DIFFERS);
    return wrong > 0 ? 1 : 0;
}

int command_claims(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
