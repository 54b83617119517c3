#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "deliver/manifest.h"
#include "job/job_guard.h"
#include "job/job_run.h"
#include "run/burst_index.h"
#include "run/report_scopes.h"
#include "write/writer.h"

static void add_file(GPtrArray *files, const char *stem, const char *id, const char *ending)
{
    g_ptr_array_add(files, g_strconcat(stem, "/", id, ending, NULL));
}

/* What a format makes of a book; tests/cron.sh holds this against the files that are made. */
static void add_files(GPtrArray *files, const struct template *template, const char *stem,
                      const struct writer *writer)
{
    switch (writer->subject) {
    case WRITER_BOOK:
        g_ptr_array_add(files, g_strconcat(stem, writer->ending, NULL));
        break;
    case WRITER_CHARTS:
        for (unsigned i = 0; i < template->charts_count; i++)
            add_file(files, stem, template->charts[i].id, writer->ending);
        break;
    case WRITER_TABLES:
        for (unsigned i = 0; i < template->tables_count; i++)
            add_file(files, stem, template->tables[i].id, writer->ending);
        break;
    }
}

/*
 * Names of the files of a scope's book, relative to the output folder, in the order they are
 * written; the manifest is not among them. New array of new strings.
 */
static GPtrArray *files_of_book(const struct report_plan *plan, guint scope)
{
    g_autofree char *stem = report_scopes_stem(plan, scope);
    gboolean own = template_table(plan->template, "kiem-tra") != NULL;
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (char **format = plan->request->formats.item; *format != NULL; format++)
        add_files(files, plan->template, stem, writer_find(*format));
    if (plan->request->audience != AUDIENCE_PUBLIC)
        add_file(files, stem, own ? "kiem-tra-du-lieu" : "kiem-tra", ".csv");
    return files;
}

struct page {
    GString *text;
    enum language language;
};

/* "  label: value" */
static void line(const struct page *page, enum message label, const char *value)
{
    g_autofree char *words = message_text(page->language, label, NULL);
    g_string_append_printf(page->text, "  %s: %s\n", words, value);
}

static void add_inputs(const struct page *page, const struct job_plan *plan)
{
    const struct inputs *inputs = plan->workspace->inputs;
    g_autofree char *title = message_text(page->language, MESSAGE_JOB_FILES, NULL);
    g_string_append_printf(page->text, "%s\n", title);
    for (guint i = 0; i < inputs->count; i++) {
        const struct dataset *dataset = inputs->item[i].dataset;
        g_string_append_printf(page->text, "  %s: %s\n", inputs->item[i].path,
                               dataset != NULL ? dataset->name : "–");
    }
}

static void add_period(const struct page *page, const struct report_plan *plan)
{
    g_autofree char *first = date_vietnamese(plan->report.period.first);
    g_autofree char *last = date_vietnamese(plan->report.period.last);
    g_autofree char *map = date_vietnamese(plan->map_day);
    g_autofree char *text = g_strdup_printf("%s (%s – %s)", plan->report.period.name, first, last);
    line(page, MESSAGE_JOB_OF_PERIOD, text);
    line(page, MESSAGE_JOB_MAP, map);
}

static void add_unit(const struct page *page, const struct report_plan *plan, guint scope)
{
    const char *code = report_scopes_code(plan, scope);
    const char *name = report_unit_name(&plan->report, scope);
    g_autofree char *text = code != NULL ? g_strdup_printf("%s %s", code, name) : g_strdup(name);
    line(page, MESSAGE_JOB_UNIT, text);
}

static void add_datasets(const struct page *page, const struct report_plan *plan)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *none = message_text(page->language, MESSAGE_JOB_NO_FILE, NULL);
    for (guint i = 0; i < plan->report.sources->len; i++) {
        const struct report_source *source =
            &g_array_index(plan->report.sources, struct report_source, i);
        g_string_append_printf(text, "%s%s (%s)", i > 0 ? ", " : "", source->dataset->name,
                               source->absent ? none : source->files);
    }
    line(page, MESSAGE_JOB_READS, text->str);
}

static void add_sheets(const struct page *page, const struct template *template)
{
    for (unsigned i = 0; i < template->tables_count; i++)
        line(page, MESSAGE_JOB_SHEET, template->tables[i].title);
}

static void add_output(const struct page *page, const struct report_plan *plan, const char *name)
{
    g_autofree char *path = g_build_filename(plan->request->out, name, NULL);
    line(page, MESSAGE_JOB_MAKES, path);
}

static void add_set(const struct page *page, const struct report_plan *plan, const char *stem,
                    const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        add_output(page, plan, g_ptr_array_index(files, i));
    g_autofree char *manifest = g_strconcat(stem, MANIFEST_ENDING, NULL);
    add_output(page, plan, manifest);
}

static void add_outputs(const struct page *page, const struct report_plan *plan)
{
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autofree char *stem = report_scopes_stem(plan, scope);
        g_autoptr(GPtrArray) files = files_of_book(plan, scope);
        add_unit(page, plan, scope);
        add_set(page, plan, stem, files);
    }
    if (plan->request->each == NULL)
        return;
    g_autofree char *index = burst_index_stem(plan);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(files, g_strconcat(index, ".xlsx", NULL));
    add_set(page, plan, index, files);
}

/*
 * What a job would do: files with their datasets; for each report unit, period, sheets and names of
 * outputs. New string.
 */
static GString *dry_run_text(const struct job_plan *plan, enum language language)
{
    struct page page = {g_string_new(NULL), language};
    add_inputs(&page, plan);
    for (guint i = 0; i < plan->plans->len; i++) {
        const struct report_plan *one = g_ptr_array_index(plan->plans, i);
        g_autofree char *title = message_text(language, MESSAGE_JOB_TITLE, one->name, NULL);
        g_string_append_printf(page.text, "%s\n", title);
        add_period(&page, one);
        add_datasets(&page, one);
        add_sheets(&page, one->template);
        add_outputs(&page, one);
    }
    return page.text;
}

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
static void print_findings(const struct surroundings *surroundings, const struct request *request,
                           const struct job_plan *plan, const struct job_outcome *outcome,
                           const GError *error)
{
    if (plan->workspace == NULL || (error != NULL && !has_rejected(plan->workspace)))
        return;
    if (outcome->unchanged) {
        g_autofree char *unchanged =
            message_text(surroundings->language, MESSAGE_JOB_UNCHANGED, plan->file->path, NULL);
        if (!request->quiet)
            terminal_say(surroundings, unchanged);
        return;
    }
    struct terminal_manner manner = {request->verbose, request->quiet, NULL, error};
    g_autoptr(findings_t) open = job_guard_open_findings(plan);
    struct workspace told = *plan->workspace;
    told.findings = open;
    terminal_outcome(surroundings, &told, &manner);
}

static gboolean work(const struct surroundings *surroundings, struct request *request,
                     struct job_plan *plan, GError **error)
{
    g_auto(job_outcome_t) outcome = {0};
    g_autoptr(GError) failure = NULL;
    struct progress_line line;
    request->progress = progress_line_begin(&line, surroundings, request->quiet);
    gboolean filled = job_plan_fill(plan, request, surroundings->search, &failure);
    gboolean done = filled && job_run(plan, request, &outcome, &failure);
    progress_line_end(&line);
    if (filled && request->dry_run && !request->quiet) {
        g_autoptr(GString) text = dry_run_text(plan, surroundings->language);
        if (!terminal_print(text->str, error))
            return FALSE;
    }
    print_findings(surroundings, request, plan, &outcome, failure);
    if (!done) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return request->quiet || terminal_paths(outcome.paths, error);
}

int command_run(const struct surroundings *surroundings, struct request *request)
{
    g_auto(job_plan_t) plan = {0};
    g_autoptr(GError) error = NULL;
    if (!work(surroundings, request, &plan, &error))
        return terminal_error(surroundings, error);
    g_autoptr(findings_t) open = job_guard_open_findings(&plan);
    gboolean bad = findings_count_severity(open, SEVERITY_ERROR) > 0;
    return bad && (request->strict || plan.file->job->request.strict) ? 1 : 0;
}
