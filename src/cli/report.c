#include <stddef.h>

#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "run/report_run.h"
#include "write/writer.h"

/* What the options say; strings are GLib's. */
struct values {
    char *period, *unit, *each, *out, *formats, *map, *as_of, *status, *audience, *office,
        *dictionary, *encoding, *resent;
    gboolean accept_errors, strict, quiet, verbose, passport, values_only, no_earlier;
    int wait;
};

#define AT(member) offsetof(struct values, member)

const struct option report_options_table[] = {
    {"period",
     'p',
     G_OPTION_ARG_STRING,
     AT(period),
     {"2024, 2024H1, 2024Q3, 2024-08, a day, A..B, last-month, last-quarter, last-year",
      "2024, 2024H1, 2024Q3, 2024-08, một ngày, A..B, last-month, last-quarter, last-year"},
     "P"},
    {"unit",
     'u',
     G_OPTION_ARG_STRING,
     AT(unit),
     {"code of the unit reported (default: the root)", "mã đơn vị báo cáo (mặc định: gốc)"},
     "CODE"},
    {"each",
     0,
     G_OPTION_ARG_STRING,
     AT(each),
     {"a book for each unit of a level below: huyen, co_so, bo_phan, chi_bo, tinh",
      "mỗi đơn vị trực thuộc của một cấp một sổ: huyen, co_so, bo_phan, chi_bo, tinh"},
     "LEVEL"},
    {"out",
     'o',
     G_OPTION_ARG_FILENAME,
     AT(out),
     {"folder for the files made (default: .)", "thư mục kết quả (mặc định: .)"},
     "DIR"},
    {"formats",
     'f',
     G_OPTION_ARG_STRING,
     AT(formats),
     {"of xlsx,png,png2x,csv,svg,pdf (default: xlsx,png,csv)",
      "trong xlsx,png,png2x,csv,svg,pdf (mặc định: xlsx,png,csv)"},
     "LIST"},
    {"map",
     0,
     G_OPTION_ARG_STRING,
     AT(map),
     {"day whose tree of units is used (default: last day of P)",
      "ngày lấy hệ thống tổ chức (mặc định: ngày cuối kỳ)"},
     "DATE"},
    {"as-of",
     0,
     G_OPTION_ARG_STRING,
     AT(as_of),
     {"day on which the figures stand, printed on the cover", "ngày chốt số liệu, in ở trang bìa"},
     "DATE"},
    {"status",
     0,
     G_OPTION_ARG_STRING,
     AT(status),
     {"draft or final (default: draft)", "draft (dự thảo) hoặc final (chính thức)"},
     "draft|final"},
    {"accept-errors",
     0,
     G_OPTION_ARG_NONE,
     AT(accept_errors),
     {"make the final edition although the data have errors; the cover says how many",
      "vẫn lập bản chính thức khi dữ liệu còn lỗi; trang bìa ghi số lỗi"},
     NULL},
    {"audience",
     0,
     G_OPTION_ARG_STRING,
     AT(audience),
     {"internal or public: public hides counts below 5 (default: internal)",
      "internal (nội bộ) hoặc public (công khai: giấu số dưới 5); mặc định: internal"},
     "internal|public"},
    {"office",
     0,
     G_OPTION_ARG_FILENAME,
     AT(office),
     {"YAML with issuing body, number, signer", "tệp YAML về cơ quan ban hành, người ký"},
     "FILE"},
    {"encoding",
     0,
     G_OPTION_ARG_STRING,
     AT(encoding),
     {"tcvn3, vni, viscii, cp1258: what files that are not Unicode are written in",
      "tcvn3, vni, viscii, cp1258: bảng mã của tệp không phải Unicode"},
     "tcvn3|vni|viscii|cp1258"},
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
    {"passport",
     0,
     G_OPTION_ARG_NONE,
     AT(passport),
     {"add a sheet with the life of the unit", "thêm trang lý lịch của đơn vị"},
     NULL},
    {"values-only",
     0,
     G_OPTION_ARG_NONE,
     AT(values_only),
     {"figures instead of formulas in the workbook", "sổ tính chỉ có số, không có công thức"},
     NULL},
    {"no-earlier",
     0,
     G_OPTION_ARG_NONE,
     AT(no_earlier),
     {"begin anew: do not compare with the issue delivered before",
      "lập lại từ đầu, không so với bản đã lập trước"},
     NULL},
    {"wait",
     0,
     G_OPTION_ARG_INT,
     AT(wait),
     {"seconds to wait for another run on the folder", "số giây chờ lần chạy khác"},
     "N"},
    {"strict",
     0,
     G_OPTION_ARG_NONE,
     AT(strict),
     {"exit 1 when the data have errors", "thoát với mã 1 khi dữ liệu có lỗi"},
     NULL},
    {"quiet",
     'q',
     G_OPTION_ARG_NONE,
     AT(quiet),
     {"say nothing when all is well, only what was found when there is something",
      "không in gì khi mọi việc ổn, chỉ in phát hiện nếu có"},
     NULL},
    {"verbose",
     'v',
     G_OPTION_ARG_NONE,
     AT(verbose),
     {"say all that was found, not the first 20 of a rule, and how each file's rows were spent",
      "in mọi phát hiện, không chỉ 20 phát hiện đầu của mỗi quy tắc, và tình hình từng tệp"},
     NULL},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

static gboolean check_formats(const char *text, char ***formats, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const struct writer *writer = writers(); writer->format != NULL; writer++)
        g_ptr_array_add(known, (char *)writer->format);
    g_ptr_array_add(known, NULL);
    return option_choices("formats", text, (const char *const *)known->pdata, formats, error);
}

static gboolean set_options(const struct values *values, char **rest,
                            struct report_options *options, GError **error)
{
    static const char *const statuses[] = {"draft", "final", NULL};
    static const char *const audiences[] = {"internal", "public", NULL};
    guint status = 0, audience = 0, resent = RESENT_BOTH;
    if (g_strv_length(rest) < 2)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "report", NULL);
    if (values->period == NULL)
        return error_raise(error, TONGKET_ERROR_USAGE, MESSAGE_OPTION_NEEDED, "period", NULL);
    if (values->status != NULL &&
        !option_choice("status", values->status, statuses, &status, error))
        return FALSE;
    if (values->audience != NULL &&
        !option_choice("audience", values->audience, audiences, &audience, error))
        return FALSE;
    if (values->resent != NULL &&
        !option_choice("resent", values->resent, resent_names, &resent, error))
        return FALSE;
    options->template_name = rest[0];
    options->data = (const char *const *)rest + 1;
    options->period = values->period;
    options->unit = values->unit;
    options->each = values->each;
    options->out = values->out != NULL ? values->out : ".";
    options->office = values->office;
    options->dictionary = values->dictionary;
    options->encoding = values->encoding;
    options->map = values->map;
    options->as_of = values->as_of;
    options->resent = (enum resent)resent;
    options->final = status == 1;
    options->accept_errors = values->accept_errors;
    options->public = audience == 1;
    options->passport = values->passport;
    options->values_only = values->values_only;
    options->no_earlier = values->no_earlier;
    options->wait_seconds = (guint)MAX(values->wait, 0);
    return TRUE;
}

static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_auto(report_outcome_t) outcome = {0};
    g_auto(GStrv) formats = NULL;
    g_autoptr(GError) error = NULL;
    struct report_options options = {.today = surroundings->today};
    if (!set_options(values, rest, &options, &error) ||
        !check_formats(values->formats != NULL ? values->formats : "xlsx,png,csv", &formats,
                       &error))
        return terminal_error(surroundings, error);
    options.formats = (const char *const *)formats;

    struct progress_line line;
    options.progress = progress_line_begin(&line, surroundings, values->quiet);
    gboolean done = report_run(&options, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    struct terminal_manner manner = {values->verbose, values->quiet,
                                     done ? outcome.findings_path : NULL, error};
    if (outcome.workspace != NULL)
        terminal_outcome(surroundings, outcome.workspace, &manner);
    if (!done || (!values->quiet && !terminal_paths(outcome.paths, &error)))
        return terminal_error(surroundings, error);
    gboolean bad = findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0;
    return values->strict && bad ? 1 : 0;
}

int command_report(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
