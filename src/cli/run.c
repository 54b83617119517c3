#include "job/job_run.h"

#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "job/job_guard.h"
#include "job/job_text.h"

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
static void tell(const struct surroundings *surroundings, const struct request *request,
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
        g_autoptr(GString) text = job_text(plan, surroundings->language);
        if (!terminal_print(text->str, error))
            return FALSE;
    }
    tell(surroundings, request, plan, &outcome, failure);
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
