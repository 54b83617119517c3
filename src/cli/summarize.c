#include "run/summarize.h"
#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"

int command_summarize(const struct surroundings *surroundings, struct request *request)
{
    g_auto(summarize_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    struct progress_line line;
    request->progress = progress_line_begin(&line, surroundings, request->quiet);
    gboolean done = summarize_run(request, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    struct terminal_manner manner = {request->verbose, request->quiet, NULL, error};
    if (outcome.workspace != NULL)
        terminal_outcome(surroundings, outcome.workspace, &manner);
    if (!done)
        return terminal_error(surroundings, error);
    g_autofree char *path = g_strconcat(request->out, "\n", NULL);
    if (!request->quiet && !terminal_print(path, &error))
        return terminal_error(surroundings, error);
    gboolean bad = findings_count_severity(outcome.workspace->findings, SEVERITY_ERROR) > 0;
    return request->strict && bad ? 1 : 0;
}
