#include "spec/job.h"

#include <string.h>

#include "base/decimal.h"
#include "base/period.h"
#include "spec/yaml_schema.h"

static const char *const audience_names[] = {
    [JOB_INTERNAL] = "internal",
    [JOB_PUBLIC] = "public",
    NULL,
};

static const char *const status_names[] = {
    [JOB_DRAFT] = "draft",
    [JOB_FINAL] = "final",
    NULL,
};

static const struct yaml_field report_fields[] = {
    {"template", YAML_TEXT(struct job_report, template_name), YAML_NEEDED},
    {"unit", YAML_TEXT(struct job_report, unit)},
    {"each", YAML_TEXT(struct job_report, each)},
    {"period", YAML_TEXT(struct job_report, period)},
    {"formats", YAML_TEXTS(struct job_report, formats)},
};

static const struct yaml_schema report_schema = YAML_SCHEMA(struct job_report, report_fields);

static const struct yaml_field floor_fields[] = {
    {"dataset", YAML_TEXT(struct job_floor, dataset), YAML_NEEDED},
    {"rows", YAML_TEXT(struct job_floor, rows), YAML_NEEDED},
};

static const struct yaml_schema floor_schema = YAML_SCHEMA(struct job_floor, floor_fields);

static const struct yaml_field frozen_column_fields[] = {
    {"column", YAML_TEXT(struct job_frozen_column, column), YAML_NEEDED},
    {"header", YAML_TEXT(struct job_frozen_column, header), YAML_NEEDED},
};

static const struct yaml_schema frozen_column_schema =
    YAML_SCHEMA(struct job_frozen_column, frozen_column_fields);

static const struct yaml_field frozen_fields[] = {
    {"file", YAML_TEXT(struct job_frozen, file), YAML_NEEDED},
    {"dataset", YAML_TEXT(struct job_frozen, dataset), YAML_NEEDED},
    {"encoding", YAML_TEXT(struct job_frozen, encoding), YAML_NEEDED},
    {"delimiter", YAML_TEXT(struct job_frozen, delimiter), YAML_NEEDED},
    {"header_line", YAML_TEXT(struct job_frozen, header_line), YAML_NEEDED},
    {"gzip", YAML_TEXT(struct job_frozen, gzip)},
    {"sep_line", YAML_TEXT(struct job_frozen, sep_line)},
    {"superior", YAML_TEXT(struct job_frozen, superior)},
    {"columns", YAML_STRUCTS(struct job_frozen, columns, frozen_column_schema), YAML_NEEDED},
};

static const struct yaml_schema frozen_schema = YAML_SCHEMA(struct job_frozen, frozen_fields);

static const struct yaml_field job_fields[] = {
    {"data", YAML_TEXTS(struct job, data), YAML_NEEDED},
    {"out", YAML_TEXT(struct job, out), YAML_NEEDED},
    {"period", YAML_TEXT(struct job, period), YAML_NEEDED},
    {"unit", YAML_TEXT(struct job, unit)},
    {"dictionary", YAML_TEXT(struct job, dictionary)},
    {"office", YAML_TEXT(struct job, office)},
    {"formats", YAML_TEXTS(struct job, formats)},
    {"audience", YAML_CHOICE(struct job, audience, audience_names)},
    {"status", YAML_CHOICE(struct job, status, status_names)},
    {"resent", YAML_CHOICE(struct job, resent, resent_names)},
    {"accept_errors", YAML_YES_NO(struct job, accept_errors)},
    {"strict", YAML_YES_NO(struct job, strict)},
    {"no_earlier", YAML_YES_NO(struct job, no_earlier)},
    {"reports", YAML_STRUCTS(struct job, reports, report_schema), YAML_NEEDED},
    {"rows_at_least", YAML_STRUCTS(struct job, floors, floor_schema)},
    {"may_be_missing", YAML_TEXTS(struct job, may_be_missing)},
    {"total_jump_at_most", YAML_TEXT(struct job, total_jump_at_most)},
    {JOB_FROZEN_KEY, YAML_STRUCTS(struct job, frozen, frozen_schema)},
};

static const struct yaml_schema job_schema = YAML_SCHEMA(struct job, job_fields);

static gboolean check_period(const struct complaint *complaint, const char *text, const char *path)
{
    struct period period;
    return text == NULL || period_parse(text, 0, &period) ||
           complaint_raise(complaint, MESSAGE_JOB_PERIOD, path, text, NULL);
}

static gboolean check_number(const struct complaint *complaint, const char *text, const char *path)
{
    gint64 number;
    return text == NULL || (decimal_parse_whole(text, -1, &number) && number >= 0) ||
           complaint_raise(complaint, MESSAGE_JOB_NUMBER, path, text, NULL);
}

static gboolean holds(const struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(names->item[i], name) == 0)
            return TRUE;
    return names->count == 0;
}

/* Totals are compared with those of the workbooks made before. */
static gboolean check_formats(const struct complaint *complaint, const struct job *job,
                              const struct names *formats, const char *path)
{
    return job->total_jump_at_most == NULL || holds(formats, "xlsx") ||
           complaint_raise(complaint, MESSAGE_JOB_NO_WORKBOOK, path, NULL, NULL);
}

static gboolean check_reports(const struct complaint *complaint, const struct job *job)
{
    for (unsigned i = 0; i < job->reports_count; i++) {
        const struct job_report *report = &job->reports[i];
        g_autofree char *period = g_strdup_printf("reports/%u/period", i);
        g_autofree char *formats = g_strdup_printf("reports/%u/formats", i);
        if (!check_period(complaint, report->period, period) ||
            !check_formats(complaint, job, &report->formats, formats))
            return FALSE;
    }
    return TRUE;
}

static gboolean check(const struct complaint *complaint, const struct job *job)
{
    for (unsigned i = 0; i < job->floors_count; i++) {
        g_autofree char *path = g_strdup_printf("rows_at_least/%u/rows", i);
        if (!check_number(complaint, job->floors[i].rows, path))
            return FALSE;
    }
    return check_period(complaint, job->period, "period") &&
           check_number(complaint, job->total_jump_at_most, "total_jump_at_most") &&
           check_formats(complaint, job, &job->formats, "formats") && check_reports(complaint, job);
}

gboolean job_load(GBytes *text, const char *path, struct job_file **file, GError **error)
{
    g_autoptr(job_file_t) loaded = g_new0(struct job_file, 1);
    loaded->tree = yaml_tree_new(text, path, error);
    loaded->job = yaml_schema_fill(&job_schema, loaded->tree, error);
    if (loaded->job == NULL)
        return FALSE;
    loaded->path = g_strdup(path);
    loaded->folder = g_path_get_dirname(path);
    struct complaint complaint = {loaded->tree, error};
    if (!check(&complaint, loaded->job))
        return FALSE;
    *file = g_steal_pointer(&loaded);
    return TRUE;
}

void job_free(struct job_file *file)
{
    if (file == NULL)
        return;
    yaml_schema_free(&job_schema, file->job);
    yaml_tree_free(file->tree);
    g_free(file->path);
    g_free(file->folder);
    g_free(file);
}

char *job_path(const struct job_file *file, const char *path)
{
    if (strcmp(path, ".") == 0)
        return g_strdup(file->folder);
    return g_path_is_absolute(path) || strcmp(file->folder, ".") == 0
               ? g_strdup(path)
               : g_build_filename(file->folder, path, NULL);
}

gint64 job_number(const char *text)
{
    gint64 number = 0;
    decimal_parse_whole(text, -1, &number);
    return number;
}
