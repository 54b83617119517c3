#include "run/report_run.h"

#include "deliver/lock.h"
#include "run/issue.h"
#include "run/publication.h"
#include "run/report_pass.h"
#include "run/report_plan.h"
#include "run/report_scopes.h"
#include "write/writer.h"

/* Where all findings can be read: beside the first book; NULL: in no file. New string. */
static char *findings_path(const struct report_plan *plan, const struct publication *publication)
{
    if (plan->request->audience == AUDIENCE_PUBLIC)
        return NULL;
    g_autofree char *stem = report_scopes_stem(plan, 0);
    const struct book *book = publication_book(publication, 0);
    return g_build_filename(plan->request->out, stem,
                            book != NULL ? book_findings_file(book) : "kiem-tra.csv", NULL);
}

static gboolean publish(struct report_plan *plan, struct report_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, plan);
    g_autoptr(publication_t) publication = publication_new(alone, error);
    if (publication == NULL)
        return FALSE;
    outcome->findings_path = findings_path(plan, publication);
    return publication_deliver(publication, outcome->paths, error);
}

/* The books one behind the other. Nothing is written, and what was delivered before not looked at,
 * but for what public issues show already. */
static gboolean print(const struct report_plan *plan, const struct writer *writer,
                      struct report_outcome *outcome, GError **error)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();
    g_ptr_array_add(alone, (gpointer)plan);
    g_autoptr(GPtrArray) digests = report_manifest_digests(alone, error);
    if (digests == NULL || !publication_check_final(plan, error) ||
        !issue_survey(alone, digests, error))
        return FALSE;
    outcome->printed = g_string_new(NULL);
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++) {
        g_autoptr(findings_t) findings = NULL;
        g_autoptr(book_t) book = issue_book(plan, scope, &findings, error);
        if (book == NULL)
            return FALSE;
        g_autoptr(GString) text = writer->print(book, plan->request->width);
        g_string_append_printf(outcome->printed, "%s%s", scope > 0 ? "\n\n" : "", text->str);
    }
    return TRUE;
}

gboolean report_run(const struct request *request, const struct search *search,
                    struct report_outcome *outcome, GError **error)
{
    g_autoptr(lock_t) lock = NULL;
    outcome->paths = g_ptr_array_new_with_free_func(g_free);
    if (!workspace_begin(search, request, &outcome->workspace, error))
        return FALSE;
    struct report_plan plan;
    const struct writer *printed = writer_printed(&request->formats);
    gboolean done =
        report_plan_open(&plan, request, search, outcome->workspace, error) &&
        (printed != NULL || lock_take(request->out, (guint)request->wait, &lock, error)) &&
        report_pass_alone(&plan, error) &&
        (printed != NULL ? print(&plan, printed, outcome, error) : publish(&plan, outcome, error));
    report_plan_clear(&plan);
    return done;
}

void report_outcome_clear(struct report_outcome *outcome)
{
    workspace_free(outcome->workspace);
    g_clear_pointer(&outcome->paths, g_ptr_array_unref);
    g_free(outcome->findings_path);
    if (outcome->printed != NULL)
        g_string_free(outcome->printed, TRUE);
}
