#include "job/job_plan.h"

#include <string.h>

#include "base/error.h"
#include "job/job_frozen.h"
#include "write/writer.h"

static void free_request(gpointer request)
{
    request_clear(request);
    g_free(request);
}

static void free_plan(gpointer plan)
{
    report_plan_clear(plan);
    g_free(plan);
}

void job_plan_clear(struct job_plan *plan)
{
    g_clear_pointer(&plan->plans, g_ptr_array_unref);
    g_clear_pointer(&plan->workspace, workspace_free);
    g_clear_pointer(&plan->requests, g_ptr_array_unref);
    g_clear_pointer(&plan->file, job_free);
    g_clear_pointer(&plan->lock, lock_release);
}

/* "NAME=FILE" names the dataset of a file; the path begins behind the sign. */
static char *data_path(const struct job_file *file, const char *data)
{
    const char *sign = strchr(data, '=');
    if (request_is_database(data) || (sign != NULL && request_is_database(sign + 1)))
        return g_strdup(data);
    if (sign == NULL)
        return job_path(file, data);
    g_autofree char *name = g_strndup(data, (gsize)(sign + 1 - data));
    g_autofree char *path = job_path(file, sign + 1);
    return g_strconcat(name, path, NULL);
}

/* Paths of a job are relative to its folder. A template beside it goes before a shipped one. */
static void resolve_paths(const struct job_file *file, struct request *request)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        g_autofree char *text = request_text(request, row);
        gboolean path = row->kind == REQUEST_PATH || row->kind == REQUEST_FILE;
        if (!path || text == NULL || (row->in & (REQUEST_IN_JOB | REQUEST_IN_REPORT)) == 0)
            continue;
        g_autofree char *resolved = job_path(file, text);
        gboolean beside =
            (row->in & REQUEST_IN_JOB) != 0 || g_file_test(resolved, G_FILE_TEST_IS_REGULAR);
        if (beside)
            request_set(request, row, resolved);
    }
    for (unsigned i = 0; i < request->data.count; i++) {
        char *resolved = data_path(file, request->data.item[i]);
        g_free(request->data.item[i]);
        request->data.item[i] = resolved;
    }
}

static gboolean check_formats(const struct job_plan *plan, const struct names *formats, guint node,
                              GError **error)
{
    struct complaint complaint = {plan->file->tree, error};
    g_auto(GStrv) names = writer_names();
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (char **name = names; *name != NULL; name++)
        g_ptr_array_add(known, *name);
    for (unsigned i = 0; i < formats->count; i++)
        if (writer_find(formats->item[i]) == NULL)
            return complaint_unknown(&complaint, MESSAGE_YAML_UNKNOWN_NAME,
                                     yaml_at_entry(node, "formats", i), formats->item[i], known);
    return TRUE;
}

static void add_request(struct job_plan *plan, const struct request *asked, unsigned index)
{
    const struct job *job = plan->file->job;
    struct request *made = g_new0(struct request, 1);
    request_take(made, &job->request, REQUEST_IN_JOB);
    request_take(made, &job->reports[index], REQUEST_IN_REPORT);
    resolve_paths(plan->file, made);
    if (asked->exceptions.path != NULL) {
        g_free(made->exceptions.path);
        made->exceptions.path = g_strdup(asked->exceptions.path);
    }
    request_complete(made);
    made->encoding = g_strdup(job_frozen_encoding(job));
    made->today = asked->today;
    made->progress = asked->progress;
    g_ptr_array_add(plan->requests, made);
}

/* What is wrong with a report, at its place in the job file. */
static gboolean blame(const struct job_plan *plan, guint report, GError *cause, GError **error)
{
    guint node = plan->file->job->reports[report].node;
    g_autofree char *place = yaml_place(plan->file->tree, yaml_at(node, NULL));
    error_raise(error, (TongketError)cause->code, MESSAGE_JOB_REPORT, place,
                tongket_error_text(cause, LANGUAGE_ENGLISH),
                tongket_error_text(cause, LANGUAGE_VIETNAMESE), NULL);
    g_error_free(cause);
    return FALSE;
}

static gboolean open_plans(struct job_plan *plan, const struct search *search, GError **error)
{
    for (guint i = 0; i < plan->requests->len; i++) {
        struct report_plan *opened = g_new0(struct report_plan, 1);
        GError *cause = NULL;
        gboolean good = report_plan_open(opened, g_ptr_array_index(plan->requests, i), search,
                                         plan->workspace, &cause);
        g_ptr_array_add(plan->plans, opened);
        if (!good)
            return blame(plan, i, cause, error);
    }
    return TRUE;
}

static gboolean settle_plans(struct job_plan *plan, GError **error)
{
    for (guint i = 0; i < plan->plans->len; i++) {
        GError *cause = NULL;
        if (!report_plan_settle(g_ptr_array_index(plan->plans, i), &cause))
            return blame(plan, i, cause, error);
    }
    return TRUE;
}

/* As it is written as long as the units are not known. */
static const char *unit_of(const struct report_plan *plan)
{
    return plan->unit != NULL ? plan->unit : plan->request->unit;
}

/* Two reports that would be written to the same files. */
static gboolean check_twins(const struct job_plan *plan, GError **error)
{
    struct complaint complaint = {plan->file->tree, error};
    for (guint i = 1; i < plan->plans->len; i++) {
        const struct report_plan *one = g_ptr_array_index(plan->plans, i);
        for (guint k = 0; k < i; k++) {
            const struct report_plan *other = g_ptr_array_index(plan->plans, k);
            if (strcmp(one->name, other->name) == 0 &&
                strcmp(one->report.period.name, other->report.period.name) == 0 &&
                g_strcmp0(unit_of(one), unit_of(other)) == 0 &&
                g_strcmp0(one->request->each, other->request->each) == 0)
                return complaint_raise(&complaint, MESSAGE_JOB_TWICE,
                                       yaml_at(plan->file->job->reports[i].node, NULL), one->name,
                                       NULL);
        }
    }
    return TRUE;
}

static gboolean is_read(const struct job_plan *plan, const char *name)
{
    const struct dataset *dataset = dictionary_dataset(plan->workspace->dictionary, name);
    for (guint i = 0; dataset != NULL && i < plan->plans->len; i++)
        if (report_plan_reads(g_ptr_array_index(plan->plans, i), dataset))
            return TRUE;
    return FALSE;
}

/* A floor under a dataset that no report reads would never be looked at. */
static gboolean check_datasets(const struct job_plan *plan, GError **error)
{
    const struct job *job = plan->file->job;
    struct complaint complaint = {plan->file->tree, error};
    for (unsigned i = 0; i < job->floors_count; i++)
        if (!is_read(plan, job->floors[i].dataset))
            return complaint_raise(&complaint, MESSAGE_JOB_DATASET,
                                   yaml_at(job->floors[i].node, "dataset"), job->floors[i].dataset,
                                   NULL);
    for (unsigned i = 0; i < job->may_be_missing.count; i++)
        if (!is_read(plan, job->may_be_missing.item[i]))
            return complaint_raise(&complaint, MESSAGE_JOB_DATASET,
                                   yaml_at_entry(job->node, "may_be_missing", i),
                                   job->may_be_missing.item[i], NULL);
    return TRUE;
}

static gboolean add_requests(struct job_plan *plan, const struct request *asked, GError **error)
{
    const struct job *job = plan->file->job;
    if (!check_formats(plan, &job->request.formats, job->node, error))
        return FALSE;
    for (unsigned i = 0; i < job->reports_count; i++) {
        if (!check_formats(plan, &job->reports[i].formats, job->reports[i].node, error))
            return FALSE;
        add_request(plan, asked, i);
    }
    return TRUE;
}

static gboolean hold_folder(struct job_plan *plan, const struct request *asked, GError **error)
{
    const char *out = ((const struct request *)g_ptr_array_index(plan->requests, 0))->out;
    return asked->dry_run ? lock_probe(out, error)
                          : lock_take(out, (guint)asked->wait, &plan->lock, error);
}

gboolean job_plan_fill(struct job_plan *plan, const struct request *asked,
                       const struct search *search, GError **error)
{
    plan->requests = g_ptr_array_new_with_free_func(free_request);
    plan->plans = g_ptr_array_new_with_free_func(free_plan);
    g_autoptr(GBytes) text = yaml_read(asked->file, error);
    if (text == NULL || !job_load(text, asked->file, &plan->file, error))
        return FALSE;
    return add_requests(plan, asked, error) &&
           workspace_begin(search, g_ptr_array_index(plan->requests, 0), &plan->workspace, error) &&
           open_plans(plan, search, error) && check_twins(plan, error) &&
           check_datasets(plan, error) && hold_folder(plan, asked, error) &&
           workspace_find(plan->workspace, error) && job_frozen_check(plan, error) &&
           workspace_load(plan->workspace, error) && settle_plans(plan, error) &&
           check_twins(plan, error);
}
