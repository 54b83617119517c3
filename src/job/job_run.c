#include "job/job_run.h"

#include <string.h>

#include "deliver/libraries.h"
#include "deliver/manifest_read.h"
#include "job/job_guard.h"
#include "run/burst_index.h"
#include "run/publication.h"
#include "run/report_manifest.h"
#include "run/report_pass.h"
#include "run/report_scopes.h"

static gboolean same_inputs(const struct manifest_record *record, const GArray *now)
{
    for (guint i = 0; i < now->len && now->len == record->inputs->len; i++) {
        const struct manifest_input *input = &g_array_index(now, struct manifest_input, i);
        const struct manifest_source *noted =
            &g_array_index(record->inputs, struct manifest_source, i);
        if (strcmp(noted->dataset, input->dataset) != 0 || strcmp(noted->path, input->name) != 0 ||
            strcmp(noted->sha256, input->sha256) != 0)
            return FALSE;
    }
    return now->len == record->inputs->len;
}

static gboolean same_libraries(const struct manifest_record *record)
{
    JsonObject *run = json_node_get_object(record->run);
    JsonNode *node = json_object_get_member(run, "libraries");
    if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node))
        return FALSE;
    for (guint i = 0; i < LIBRARIES; i++) {
        const char *noted = json_object_get_string_member_with_default(json_node_get_object(node),
                                                                       library_name(i), "");
        if (strcmp(noted, library_version(i)) != 0)
            return FALSE;
    }
    return TRUE;
}

/*
 * The files that this delivery made are there. Which charts had nothing to show is known to it
 * alone, so no list of files is wanted here: the same choices and formats of the same data make the
 * same.
 */
static gboolean has_files(const char *folder, const struct manifest_record *record)
{
    for (guint i = 0; i < record->files->len; i++) {
        const char *name = g_array_index(record->files, struct manifest_file, i).name;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return FALSE;
    }
    return TRUE;
}

/* Whether what a STEM's manifest says is what would be made now. */
static gboolean same_set(const struct report_plan *plan, const char *stem,
                         const struct manifest *now)
{
    const char *folder = plan->request->out;
    g_autofree char *name = g_strconcat(stem, MANIFEST_ENDING, NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(manifest_record_t) record = NULL;
    return manifest_read(path, &record, NULL) &&
           strcmp(record->program_version, now->program_version) == 0 &&
           request_same(&record->request, now->request,
                        REQUEST_IN_RUN | REQUEST_IN_INDEX | REQUEST_IN_DELIVERY) &&
           same_libraries(record) && same_inputs(record, now->inputs) && has_files(folder, record);
}

static gboolean same_book(const struct report_plan *plan, guint scope, const GPtrArray *digests)
{
    g_auto(report_manifest_t) filled = {0};
    g_autofree char *stem = report_scopes_stem(plan, scope);
    report_manifest_fill(&filled, plan, digests, (gint)scope);
    return same_set(plan, stem, &filled.manifest);
}

static gboolean same_index(const struct report_plan *plan, const GPtrArray *digests)
{
    if (plan->request->each == NULL)
        return TRUE;
    g_autofree char *stem = burst_index_stem(plan);
    g_auto(report_manifest_t) filled = {0};
    report_manifest_fill_index(&filled, plan, digests);
    return same_set(plan, stem, &filled.manifest);
}

static gboolean same_report(const struct report_plan *plan, const GPtrArray *digests)
{
    for (guint scope = 0; scope < scopes_count(plan->report.scopes); scope++)
        if (!same_book(plan, scope, digests))
            return FALSE;
    return same_index(plan, digests);
}

static gboolean is_same(const struct job_plan *plan, gboolean *same, GError **error)
{
    g_autoptr(GPtrArray) digests = report_manifest_digests(plan->plans, error);
    *same = digests != NULL;
    for (guint i = 0; *same && i < plan->plans->len; i++)
        *same = same_report(g_ptr_array_index(plan->plans, i), digests);
    return digests != NULL;
}

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
        (asked->if_changed && !is_same(plan, &outcome->unchanged, error)))
        return FALSE;
    return outcome->unchanged || make(plan, asked, outcome->paths, error);
}
