#include "claims/claims.h"
#include "cli/option.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "deliver/lock.h"

/* What is wrong with the table of claims itself, and with the data. */
static void print_findings(const struct surroundings *surroundings,
                           const struct claims_outcome *outcome)
{
    struct terminal_manner manner = {0};
    if (outcome->findings != NULL)
        terminal_findings(surroundings, outcome->inputs, outcome->findings, &manner);
    if (outcome->workspace != NULL)
        terminal_findings(surroundings, outcome->workspace->inputs, outcome->workspace->findings,
                          &manner);
}

static gboolean deliver(const struct request *request, const struct claims_outcome *outcome,
                        GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (!claims_report_deliver(outcome, request->file, request->out, paths, error))
        return FALSE;
    return terminal_paths(paths, error);
}

static gboolean print(const struct surroundings *surroundings, enum request_answer format,
                      const struct claims_outcome *outcome, GError **error)
{
    g_autoptr(GString) text = format == ANSWER_CSV
                                  ? claims_report_csv(outcome)
                                  : claims_report_text(outcome, surroundings->language);
    return terminal_print(text->str, error);
}

int command_claims(const struct surroundings *surroundings, struct request *request)
{
    g_autoptr(lock_t) lock = NULL;
    g_auto(claims_outcome_t) outcome = {0};
    g_autoptr(GError) error = NULL;
    gboolean book = request->format == ANSWER_XLSX;
    if (book && !lock_take(request->out, 0, &lock, &error))
        return terminal_error(surroundings, error);

    struct progress_line line;
    request->progress = progress_line_begin(&line, surroundings, FALSE);
    gboolean done = claims_run(request, surroundings->search, &outcome, &error);
    progress_line_end(&line);
    print_findings(surroundings, &outcome);
    done = done && (book ? deliver(request, &outcome, &error)
                         : print(surroundings, request->format, &outcome, &error));
    if (!done)
        return terminal_error(surroundings, error);
    guint wrong = claims_count_verdict(&outcome, CLAIM_IMPOSSIBLE) +
                  claims_count_verdict(&outcome, CLAIM_DIFFERS);
    return wrong > 0 ? 1 : 0;
}
