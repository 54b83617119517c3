#include "job/job_run.h"

#include <stddef.h>

#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "job/job_guard.h"
#include "job/job_text.h"

struct values {
    gboolean dry_run, if_changed, accept, strict, quiet, verbose;
    int wait;
};

#define AT(member) offsetof(struct values, member)

const struct option run_options_table[] = {
    {"dry-run",
     'n',
     G_OPTION_ARG_NONE,
     AT(dry_run),
     {"say what would be made, and end as the run would; write nothing",
      "in sẽ làm gì và kết thúc như khi chạy thật, không ghi gì"},
     NULL},
    {"if-changed",
     0,
     G_OPTION_ARG_NONE,
     AT(if_changed),
     {"do nothing when data, templates and program are those of the last time",
      "không làm gì khi số liệu, mẫu và chương trình vẫn như lần trước"},
     NULL},
    {"accept",
     0,
     G_OPTION_ARG_NONE,
     AT(accept),
     {"the totals that moved so far have been looked at",
      "đã xem và chấp nhận các tổng thay đổi lớn"},
     NULL},
    {"strict",
     0,
     G_OPTION_ARG_NONE,
     AT(strict),
     {"exit 1 when the data have errors", "thoát với mã 1 khi dữ liệu có lỗi"},
     NULL},
    {"wait",
     0,
     G_OPTION_ARG_INT,
     AT(wait),
     {"seconds to wait for another run on the folder", "số giây chờ lần chạy khác"},
     "N"},
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
     {"say all that was found and how each file's rows were spent",
      "in mọi phát hiện và tình hình từng tệp"},
     NULL},
    {NULL, 0, 0, 0, {NULL, NULL}, NULL},
};

/* Whether a row of the data was rejected. */
static gboolean has_rejected(const struct workspace *workspace)
{
    for (guint i = 0; workspace->accounts != NULL && i < workspace->inputs->count; i++)
        if (workspace->accounts[i].used < workspace->accounts[i].records)
            return TRUE;
    return FALSE;
}

/*
 * A run that stops says why in one line; what was found in the data is told with it only where rows
 * were rejected, which may be the cause.
 */
static void tell(const struct surroundings *surroundings, const struct values *values,
                 const struct job_plan *plan, const struct job_outcome *outcome,
                 const GError *error)
{
    if (plan->workspace == NULL || (error != NULL && !has_rejected(plan->workspace)))
        return;
    if (outcome->unchanged) {
        g_autofree char *unchanged =
            message_text(surroundings->language, MESSAGE_JOB_UNCHANGED, plan->file->path, NULL);
        if (!values->quiet)
            terminal_say(surroundings, unchanged);
        return;
    }
    struct terminal_manner manner = {values->verbose, values->quiet, NULL, error};
    g_autoptr(findings_t) open = job_guard_open_findings(plan);
    struct workspace told = *plan->workspace;
    told.findings = open;
    terminal_outcome(surroundings, &told, &manner);
}

static gboolean work(const struct surroundings *surroundings, const struct values *values,
                     struct job_options *options, struct job_plan *plan, GError **error)
{
    g_auto(job_outcome_t) outcome = {0};
    g_autoptr(GError) failure = NULL;
    struct progress_line line;
    options->progress = progress_line_begin(&line, surroundings, values->quiet);
    gboolean filled = job_plan_fill(plan, options, surroundings->search, &failure);
    gboolean done = filled && job_run(plan, options, &outcome, &failure);
    progress_line_end(&line);
    if (filled && values->dry_run && !values->quiet) {
        g_autoptr(GString) text = job_text(plan, surroundings->language);
        if (!terminal_print(text->str, error))
            return FALSE;
    }
    tell(surroundings, values, plan, &outcome, failure);
    if (!done) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return values->quiet || terminal_paths(outcome.paths, error);
}

static int run(const struct surroundings *surroundings, const void *data, char **rest)
{
    const struct values *values = data;
    g_auto(job_plan_t) plan = {0};
    g_autoptr(GError) error = NULL;
    if (g_strv_length(rest) != 1) {
        error_raise(&error, TONGKET_ERROR_USAGE, MESSAGE_ARGUMENTS_NEEDED, "run", NULL);
        return terminal_error(surroundings, error);
    }
    struct job_options options = {
        .file = rest[0],
        .dry_run = values->dry_run,
        .if_changed = values->if_changed,
        .accept = values->accept,
        .wait_seconds = (guint)MAX(values->wait, 0),
        .today = surroundings->today,
    };
    if (!work(surroundings, values, &options, &plan, &error))
        return terminal_error(surroundings, error);
    g_autoptr(findings_t) open = job_guard_open_findings(&plan);
    gboolean bad = findings_count_severity(open, SEVERITY_ERROR) > 0;
    return bad && (values->strict || plan.file->job->strict) ? 1 : 0;
}

int command_run(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
