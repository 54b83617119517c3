#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "run/report_run.h"

int command_report(const struct surroundings *surroundings, struct request *request)
{
    g_auto(report_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    struct progress_line line;
    request->width = terminal_width();
    request->progress = progress_line_begin(&line, surroundings, request->quiet);
    gboolean done = report_run(request, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    if (done && outcome.printed != NULL)
        done = terminal_print(outcome.printed->str, &error);
    struct terminal_manner manner = {request->verbose, request->quiet,
                                     done ? outcome.findings_path : NULL, error};
    if (outcome.workspace != NULL)
        terminal_outcome(surroundings, outcome.workspace, &manner);
    if (!done ||
        (outcome.printed == NULL && !request->quiet && !terminal_paths(outcome.paths, &error)))
        return terminal_error(surroundings, error);
    gboolean bad = findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0;
    return request->strict && bad ? 1 : 0;
}
