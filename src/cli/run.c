#include "job/job_run.h"

#include <stddef.h>

#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "job/job_text.h"

struct values {
    gboolean dry_run, if_changed, accept, quiet, verbose;
    int wait;
};

#define AT(member) offsetof(struct values, member)

const struct option run_options_table[] = {
    {"dry-run",
     'n',
     G_OPTION_ARG_NONE,
     AT(dry_run),
     {"say what would be read and made; write nothing", "chỉ in sẽ đọc gì và làm gì, không ghi gì"},
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
     {"say nothing when all is well", "không in gì khi mọi việc ổn"},
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

static gboolean print_paths(const GPtrArray *paths, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < paths->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(paths, i));
    return terminal_print(text->str, error);
}

/* What was found stands in each report's kiem-tra.csv; it is told here only when asked for. */
static void tell(const struct surroundings *surroundings, const struct values *values,
                 const struct job_plan *plan, const GPtrArray *paths)
{
    if (values->verbose) {
        struct terminal_list list = {.limit = G_MAXUINT};
        terminal_findings(surroundings, plan->workspace, &list);
        terminal_accounts(surroundings, plan->workspace, TRUE);
    }
    g_autofree char *unchanged =
        message_text(surroundings->language, MESSAGE_JOB_UNCHANGED, plan->file->path, NULL);
    if (paths->len > 0)
        terminal_summary(surroundings, plan->workspace);
    else
        terminal_say(surroundings, unchanged);
}

static gboolean work(const struct surroundings *surroundings, const struct values *values,
                     const struct job_options *options, struct job_plan *plan, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    struct progress_line line;
    struct job_options watched = *options;
    watched.progress = progress_line_begin(&line, surroundings, values->quiet);
    gboolean done = job_plan_fill(plan, &watched, surroundings->search, error) &&
                    (values->dry_run || job_run(plan, options, paths, error));
    progress_line_end(&line);
    if (!done)
        return FALSE;
    if (values->dry_run) {
        g_autoptr(GString) text = job_text(plan, surroundings->language);
        return terminal_print(text->str, error);
    }
    if (values->quiet)
        return TRUE;
    tell(surroundings, values, plan, paths);
    return print_paths(paths, error);
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
    return work(surroundings, values, &options, &plan, &error)
               ? 0
               : terminal_error(surroundings, error);
}

int command_run(const struct surroundings *surroundings, char **argv)
{
    struct values values = {0};
    return options_run(surroundings, argv, &values, run);
}
