#include <string.h>

#include "base/decimal.h"
#include "cli/option.h"
#include "cli/terminal.h"
#include "run/report_run.h"
#include "write/writer.h"

/* What the command line says; strings are GLib's. */
struct line {
    char *period, *unit, *out, *formats, *map, *as_of, *status, *office, *dictionary;
    gboolean strict, quiet, verbose;
    int wait;
};

static void line_clear(struct line *line)
{
    char **texts[] = {&line->period, &line->unit,   &line->out,    &line->formats,   &line->map,
                      &line->as_of,  &line->status, &line->office, &line->dictionary};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(*texts[i]);
}

typedef struct line line_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(line_t, line_clear)

static gboolean parse(const struct surroundings *surroundings, struct line *line, int argc,
                      char **argv, char ***rest, gboolean *helped, GError **error)
{
    const struct option options[] = {
        {"period",
         'p',
         G_OPTION_ARG_STRING,
         &line->period,
         {"2024, 2024H1, 2024Q3, 2024-08, a day, A..B, last-month, last-quarter, last-year",
          "2024, 2024H1, 2024Q3, 2024-08, một ngày, A..B, last-month, last-quarter, last-year"},
         "P"},
        {"unit",
         'u',
         G_OPTION_ARG_STRING,
         &line->unit,
         {"code of the unit reported (default: the root)", "mã đơn vị báo cáo (mặc định: gốc)"},
         "CODE"},
        {"out",
         'o',
         G_OPTION_ARG_FILENAME,
         &line->out,
         {"folder for the files made (default: .)", "thư mục kết quả (mặc định: .)"},
         "DIR"},
        {"formats",
         'f',
         G_OPTION_ARG_STRING,
         &line->formats,
         {"of xlsx,png,csv,svg,pdf (default: xlsx,png,csv)",
          "trong xlsx,png,csv,svg,pdf (mặc định: xlsx,png,csv)"},
         "LIST"},
        {"map",
         0,
         G_OPTION_ARG_STRING,
         &line->map,
         {"day whose tree of units is used (default: last day of P)",
          "ngày lấy hệ thống tổ chức (mặc định: ngày cuối kỳ)"},
         "DATE"},
        {"as-of",
         0,
         G_OPTION_ARG_STRING,
         &line->as_of,
         {"day on which the figures stand, printed on the cover",
          "ngày chốt số liệu, in ở trang bìa"},
         "DATE"},
        {"status",
         0,
         G_OPTION_ARG_STRING,
         &line->status,
         {"draft or final (default: draft)", "draft (dự thảo) hoặc final (chính thức)"},
         "S"},
        {"office",
         0,
         G_OPTION_ARG_FILENAME,
         &line->office,
         {"YAML with issuing body, number, signer", "tệp YAML về cơ quan ban hành, người ký"},
         "FILE"},
        {"dictionary",
         0,
         G_OPTION_ARG_FILENAME,
         &line->dictionary,
         {"another dictionary", "từ điển khác"},
         "FILE"},
        {"wait",
         0,
         G_OPTION_ARG_INT,
         &line->wait,
         {"seconds to wait for another run on the folder", "số giây chờ lần chạy khác"},
         "N"},
        {"strict",
         0,
         G_OPTION_ARG_NONE,
         &line->strict,
         {"exit 1 when the data have errors", "thoát với mã 1 khi dữ liệu có lỗi"},
         NULL},
        {"quiet",
         'q',
         G_OPTION_ARG_NONE,
         &line->quiet,
         {"say nothing when all is well", "không in gì khi mọi việc ổn"},
         NULL},
        {"verbose",
         'v',
         G_OPTION_ARG_NONE,
         &line->verbose,
         {"say how every file was spent", "in tình hình từng tệp"},
         NULL},
        {NULL, 0, 0, NULL, {NULL, NULL}, NULL},
    };
    if (!options_parse(surroundings, options, argc, argv, rest, helped, error))
        return FALSE;
    if (*helped) {
        g_autofree char *help = options_help(surroundings, options, argv[0]);
        return terminal_print(help, error);
    }
    return TRUE;
}

static gboolean check_formats(const char *text, char ***formats, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const struct writer *writer = writers(); writer->format != NULL; writer++)
        g_ptr_array_add(known, (char *)writer->format);
    g_ptr_array_add(known, NULL);
    return option_choices("formats", text, (const char *const *)known->pdata, formats, error);
}

static gboolean set_options(const struct line *line, char **rest, struct report_options *options,
                            GError **error)
{
    static const char *const statuses[] = {"draft", "final", NULL};
    guint status = 0;
    if (g_strv_length(rest) < 2)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "report", NULL);
    if (line->period == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_NEEDED, "period", NULL);
    if (line->status != NULL && !option_choice("status", line->status, statuses, &status, error))
        return FALSE;
    options->template_name = rest[0];
    options->data = (const char *const *)rest + 1;
    options->period = line->period;
    options->unit = line->unit;
    options->out = line->out != NULL ? line->out : ".";
    options->office = line->office;
    options->dictionary = line->dictionary;
    options->map = line->map;
    options->as_of = line->as_of;
    options->final = status == 1;
    options->wait_seconds = (guint)MAX(line->wait, 0);
    return TRUE;
}

static gboolean print_paths(const GPtrArray *paths, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(paths, i));
    return terminal_print(text->str, error);
}

/* What was found in the data; silent when nothing was and -v is not given. */
static void tell(const struct surroundings *surroundings, const struct line *line,
                 const struct report_outcome *outcome)
{
    const struct workspace *workspace = outcome->workspace;
    if (workspace == NULL)
        return;
    guint errors = findings_count_severity(workspace->findings, SEVERITY_ERROR);
    guint warnings = findings_count_severity(workspace->findings, SEVERITY_WARNING);
    terminal_findings(surroundings, workspace, outcome->findings_path);
    if (workspace->inputs != NULL && !line->quiet)
        terminal_accounts(surroundings, workspace);
    if (errors + warnings == 0)
        return;
    g_autofree char *errors_text = decimal_plain(errors, 0);
    g_autofree char *warnings_text = decimal_plain(warnings, 0);
    g_autofree char *text = message_text(surroundings->language, MESSAGE_DONE_WITH_FINDINGS,
                                         errors_text, warnings_text, NULL);
    terminal_say(surroundings, text);
}

int command_report(const struct surroundings *surroundings, int argc, char **argv)
{
    g_auto(line_t) line = {0};
    g_auto(report_outcome_t) outcome = {0};
    g_auto(GStrv) rest = NULL, formats = NULL;
    g_autoptr(GError) error = NULL;
    struct report_options options = {.today = surroundings->today};
    gboolean helped = FALSE;
    if (!parse(surroundings, &line, argc, argv, &rest, &helped, &error))
        return terminal_error(surroundings, error);
    if (helped)
        return 0;
    if (!set_options(&line, rest, &options, &error) ||
        !check_formats(line.formats != NULL ? line.formats : "xlsx,png,csv", &formats, &error))
        return terminal_error(surroundings, error);
    options.formats = (const char *const *)formats;

    gboolean done = report_run(&options, surroundings->search, &outcome, &error);
    tell(surroundings, &line, &outcome);
    if (!done || !print_paths(outcome.paths, &error))
        return terminal_error(surroundings, error);
    gboolean bad = findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0;
    return line.strict && bad ? 1 : 0;
}
