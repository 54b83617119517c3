#include "job/job_run.h"

#include "job/job_guard.h"
#include "job/job_same.h"
#include "run/report_pass.h"

static gboolean make(const struct job_plan *plan, const struct request *asked, GPtrArray *paths,
                     GError **error)
{
    if (!report_pass(plan->plans, error) || !job_guard_rows(plan, error))
        return FALSE;
    g_autoptr(publication_t) publication = publication_new(plan->plans, error);
    return publication != NULL && (asked->accept || job_guard_totals(plan, publication, error)) &&
           (asked->dry_run || publication_deliver(publication, paths, error));
}

void job_outcome_clear(struct job_outcome *outcome)
{
    g_clear_pointer(&outcome->paths, g_ptr_array_unref);
}

gboolean job_run(const struct job_plan *plan, const struct request *asked,
                 struct job_outcome *outcome, GError **error)
{
    outcome->paths = g_ptr_array_new_with_free_func(g_free);
    if (!job_guard_files(plan, error) ||
        (asked->if_changed && !job_same(plan, &outcome->unchanged, error)))
        return FALSE;
    return outcome->unchanged || make(plan, asked, outcome->paths, error);
}
