#include "job/job_plan.h"

#include <string.h>

#include "base/error.h"
#include "job/job_frozen.h"
#include "write/writer.h"

static void free_plan(gpointer plan)
{
    report_plan_clear(plan);
    g_free(plan);
}

void job_plan_clear(struct job_plan *plan)
{
    g_clear_pointer(&plan->plans, g_ptr_array_unref);
    g_clear_pointer(&plan->options, g_ptr_array_unref);
    g_clear_pointer(&plan->owned, g_ptr_array_unref);
    g_clear_pointer(&plan->workspace, workspace_free);
    g_clear_pointer(&plan->file, job_free);
    g_strfreev(plan->data);
    g_free(plan->out);
    g_free(plan->dictionary);
    g_free(plan->office);
    g_clear_pointer(&plan->lock, lock_release);
}

/* "NAME=FILE" names the dataset of a file; the path begins behind the sign. */
static char *data_path(const struct job_file *file, const char *data)
{
    const char *sign = strchr(data, '=');
    if (sign == NULL)
        return job_path(file, data);
    g_autofree char *name = g_strndup(data, (gsize)(sign + 1 - data));
    g_autofree char *path = job_path(file, sign + 1);
    return g_strconcat(name, path, NULL);
}

static char *optional_path(const struct job_file *file, const char *path)
{
    return path != NULL ? job_path(file, path) : NULL;
}

static void set_paths(struct job_plan *plan)
{
    const struct job *job = plan->file->job;
    plan->data = g_new0(char *, job->data.count + 1);
    for (unsigned i = 0; i < job->data.count; i++)
        plan->data[i] = data_path(plan->file, job->data.item[i]);
    plan->out = job_path(plan->file, job->out);
    plan->dictionary = optional_path(plan->file, job->dictionary);
    plan->office = optional_path(plan->file, job->office);
}

static gboolean check_formats(const struct job_plan *plan, const struct names *formats,
                              const char *path, GError **error)
{
    struct complaint complaint = {plan->file->tree, error};
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const struct writer *writer = writers(); writer->format != NULL; writer++)
        g_ptr_array_add(known, (char *)writer->format);
    for (unsigned i = 0; i < formats->count; i++) {
        g_autofree char *place = g_strdup_printf("%s/%u", path, i);
        if (writer_find(formats->item[i]) == NULL)
            return complaint_unknown(&complaint, MESSAGE_YAML_UNKNOWN_NAME, place, formats->item[i],
                                     known);
    }
    return TRUE;
}

static const char *const *formats_of(struct job_plan *plan, const struct job_report *report)
{
    static const char *const usual[] = JOB_FORMATS;
    const struct job *job = plan->file->job;
    const struct names *names = report->formats.count > 0 ? &report->formats : &job->formats;
    if (names->count == 0)
        return usual;
    char **formats = g_new0(char *, names->count + 1);
    memcpy(formats, names->item, names->count * sizeof *formats);
    g_ptr_array_add(plan->owned, formats);
    return (const char *const *)formats;
}

/* A template beside the job goes before a shipped one of that name. */
static const char *template_of(struct job_plan *plan, const struct job_report *report)
{
    char *beside = job_path(plan->file, report->template_name);
    g_ptr_array_add(plan->owned, beside);
    return g_file_test(beside, G_FILE_TEST_IS_REGULAR) ? beside : report->template_name;
}

static void add_options(struct job_plan *plan, const struct job_options *options, unsigned index)
{
    const struct job *job = plan->file->job;
    const struct job_report *report = &job->reports[index];
    struct report_options *made = g_new0(struct report_options, 1);
    *made = (struct report_options){
        .template_name = template_of(plan, report),
        .data = (const char *const *)plan->data,
        .period = report->period != NULL ? report->period : job->period,
        .unit = report->unit != NULL ? report->unit : job->unit,
        .each = report->each,
        .out = plan->out,
        .formats = formats_of(plan, report),
        .office = plan->office,
        .encoding = job_frozen_encoding(job),
        .dictionary = plan->dictionary,
        .final = job->status == JOB_FINAL,
        .accept_errors = job->accept_errors,
        .public = job->audience == JOB_PUBLIC,
        .no_earlier = job->no_earlier,
        .resent = job->resent,
        .today = options->today,
        .progress = options->progress,
    };
    g_ptr_array_add(plan->options, made);
}

/* What is wrong with a report, at its place in the job file. */
static gboolean blame(const struct job_plan *plan, guint report, GError *cause, GError **error)
{
    g_autofree char *path = g_strdup_printf("reports/%u", report);
    g_autofree char *place = yaml_place(plan->file->tree, path);
    error_raise(error, (TongketError)cause->code, MESSAGE_JOB_REPORT, place,
                tongket_error_text(cause, LANGUAGE_ENGLISH),
                tongket_error_text(cause, LANGUAGE_VIETNAMESE), NULL);
    g_error_free(cause);
    return FALSE;
}

static gboolean open_plans(struct job_plan *plan, const struct search *search, GError **error)
{
    for (guint i = 0; i < plan->options->len; i++) {
        struct report_plan *opened = g_new0(struct report_plan, 1);
        GError *cause = NULL;
        gboolean good = report_plan_open(opened, g_ptr_array_index(plan->options, i), search,
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

/* Two reports that would be written to the same files. */
static gboolean check_twins(const struct job_plan *plan, GError **error)
{
    struct complaint complaint = {plan->file->tree, error};
    for (guint i = 1; i < plan->plans->len; i++) {
        const struct report_plan *one = g_ptr_array_index(plan->plans, i);
        for (guint k = 0; k < i; k++) {
            const struct report_plan *other = g_ptr_array_index(plan->plans, k);
            g_autofree char *path = g_strdup_printf("reports/%u", i);
            if (strcmp(one->name, other->name) == 0 &&
                strcmp(one->report.period.name, other->report.period.name) == 0 &&
                g_strcmp0(one->options->unit, other->options->unit) == 0 &&
                g_strcmp0(one->options->each, other->options->each) == 0)
                return complaint_raise(&complaint, MESSAGE_JOB_TWICE, path, one->name, NULL);
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
    for (unsigned i = 0; i < job->floors_count; i++) {
        g_autofree char *path = g_strdup_printf("rows_at_least/%u/dataset", i);
        if (!is_read(plan, job->floors[i].dataset))
            return complaint_raise(&complaint, MESSAGE_JOB_DATASET, path, job->floors[i].dataset,
                                   NULL);
    }
    for (unsigned i = 0; i < job->may_be_missing.count; i++) {
        g_autofree char *path = g_strdup_printf("may_be_missing/%u", i);
        if (!is_read(plan, job->may_be_missing.item[i]))
            return complaint_raise(&complaint, MESSAGE_JOB_DATASET, path,
                                   job->may_be_missing.item[i], NULL);
    }
    return TRUE;
}

static gboolean set_options(struct job_plan *plan, const struct job_options *options,
                            GError **error)
{
    const struct job *job = plan->file->job;
    if (!check_formats(plan, &job->formats, "formats", error))
        return FALSE;
    for (unsigned i = 0; i < job->reports_count; i++) {
        g_autofree char *path = g_strdup_printf("reports/%u/formats", i);
        if (!check_formats(plan, &job->reports[i].formats, path, error))
            return FALSE;
        add_options(plan, options, i);
    }
    return TRUE;
}

static gboolean begin_workspace(struct job_plan *plan, const struct search *search,
                                const struct progress *progress, GError **error)
{
    struct workspace_request request = {
        .dictionary = plan->dictionary,
        .data = (const char *const *)plan->data,
        .encoding = job_frozen_encoding(plan->file->job),
        .progress = progress,
        .resent = plan->file->job->resent,
    };
    return workspace_begin(search, &request, &plan->workspace, error);
}

static gboolean hold_folder(struct job_plan *plan, const struct job_options *options,
                            GError **error)
{
    return options->dry_run ? lock_probe(plan->out, error)
                            : lock_take(plan->out, options->wait_seconds, &plan->lock, error);
}

gboolean job_plan_fill(struct job_plan *plan, const struct job_options *options,
                       const struct search *search, GError **error)
{
    plan->options = g_ptr_array_new_with_free_func(g_free);
    plan->plans = g_ptr_array_new_with_free_func(free_plan);
    plan->owned = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GBytes) text = yaml_read(options->file, error);
    if (text == NULL || !job_load(text, options->file, &plan->file, error))
        return FALSE;
    set_paths(plan);
    return set_options(plan, options, error) &&
           begin_workspace(plan, search, options->progress, error) &&
           open_plans(plan, search, error) && check_twins(plan, error) &&
           check_datasets(plan, error) && hold_folder(plan, options, error) &&
           workspace_find(plan->workspace, error) && job_frozen_check(plan, error) &&
           workspace_load(plan->workspace, error) && settle_plans(plan, error);
}
