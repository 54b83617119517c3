#include "job/job_run.h"

#include "job/job_guard.h"
#include "job/job_same.h"
#include "run/report_pass.h"

static gboolean make(const struct job_plan *plan, const struct job_options *options,
                     GPtrArray *paths, GError **error)
{
    if (!report_pass(plan->plans, error) || !job_guard_rows(plan, error))
        return FALSE;
    g_autoptr(publication_t) publication = publication_new(plan->plans, error);
    return publication != NULL && (options->accept || job_guard_totals(plan, publication, error)) &&
           publication_deliver(publication, paths, error);
}

gboolean job_run(const struct job_plan *plan, const struct job_options *options, GPtrArray *paths,
                 GError **error)
{
    gboolean same = FALSE;
    if (!job_guard_files(plan, error) || (options->if_changed && !job_same(plan, &same, error)))
        return FALSE;
    return same || make(plan, options, paths, error);
}
