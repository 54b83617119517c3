#include "spec/job.h"

#include <string.h>

#include "base/decimal.h"
#include "base/period.h"
#include "spec/yaml.h"

static const cyaml_strval_t audience_names[] = {
    {"internal", JOB_INTERNAL},
    {"public", JOB_PUBLIC},
};

static const cyaml_strval_t status_names[] = {
    {"draft", JOB_DRAFT},
    {"final", JOB_FINAL},
};

static const cyaml_strval_t resent_choices[] = {
    {"both", RESENT_BOTH},
    {"latest", RESENT_LATEST},
    {"first", RESENT_FIRST},
};

static const cyaml_schema_field_t report_fields[] = {
    YAML_FIELD_TEXT("template", YAML_NEEDED, struct job_report, template_name),
    YAML_FIELD_TEXT("unit", YAML_OPTIONAL, struct job_report, unit),
    YAML_FIELD_TEXT("each", YAML_OPTIONAL, struct job_report, each),
    YAML_FIELD_TEXT("period", YAML_OPTIONAL, struct job_report, period),
    YAML_FIELD_NAMES("formats", YAML_OPTIONAL, struct job_report, formats),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t report_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct job_report, report_fields),
};

static const cyaml_schema_field_t floor_fields[] = {
    YAML_FIELD_TEXT("dataset", YAML_NEEDED, struct job_floor, dataset),
    YAML_FIELD_TEXT("rows", YAML_NEEDED, struct job_floor, rows),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t floor_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct job_floor, floor_fields),
};

static const cyaml_schema_field_t frozen_column_fields[] = {
    YAML_FIELD_TEXT("column", YAML_NEEDED, struct job_frozen_column, column),
    YAML_FIELD_TEXT("header", YAML_NEEDED, struct job_frozen_column, header),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t frozen_column_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct job_frozen_column, frozen_column_fields),
};

static const cyaml_schema_field_t frozen_fields[] = {
    YAML_FIELD_TEXT("file", YAML_NEEDED, struct job_frozen, file),
    YAML_FIELD_TEXT("dataset", YAML_NEEDED, struct job_frozen, dataset),
    YAML_FIELD_TEXT("encoding", YAML_NEEDED, struct job_frozen, encoding),
    YAML_FIELD_TEXT("delimiter", YAML_NEEDED, struct job_frozen, delimiter),
    YAML_FIELD_TEXT("header_line", YAML_NEEDED, struct job_frozen, header_line),
    YAML_FIELD_TEXT("gzip", YAML_OPTIONAL, struct job_frozen, gzip),
    YAML_FIELD_TEXT("sep_line", YAML_OPTIONAL, struct job_frozen, sep_line),
    YAML_FIELD_TEXT("superior", YAML_OPTIONAL, struct job_frozen, superior),
    YAML_FIELD_LIST("columns", YAML_NEEDED, struct job_frozen, columns, &frozen_column_schema,
                    CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t frozen_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct job_frozen, frozen_fields),
};

static const cyaml_schema_field_t job_fields[] = {
    YAML_FIELD_NAMES("data", YAML_NEEDED, struct job, data),
    YAML_FIELD_TEXT("out", YAML_NEEDED, struct job, out),
    YAML_FIELD_TEXT("period", YAML_NEEDED, struct job, period),
    YAML_FIELD_TEXT("unit", YAML_OPTIONAL, struct job, unit),
    YAML_FIELD_TEXT("dictionary", YAML_OPTIONAL, struct job, dictionary),
    YAML_FIELD_TEXT("office", YAML_OPTIONAL, struct job, office),
    YAML_FIELD_NAMES("formats", YAML_OPTIONAL, struct job, formats),
    YAML_FIELD_CHOICE("audience", CYAML_FLAG_OPTIONAL, struct job, audience, audience_names),
    YAML_FIELD_CHOICE("status", CYAML_FLAG_OPTIONAL, struct job, status, status_names),
    YAML_FIELD_CHOICE("resent", CYAML_FLAG_OPTIONAL, struct job, resent, resent_choices),
    CYAML_FIELD_BOOL("accept_errors", CYAML_FLAG_OPTIONAL, struct job, accept_errors),
    CYAML_FIELD_BOOL("strict", CYAML_FLAG_OPTIONAL, struct job, strict),
    CYAML_FIELD_BOOL("no_earlier", CYAML_FLAG_OPTIONAL, struct job, no_earlier),
    YAML_FIELD_LIST("reports", YAML_NEEDED, struct job, reports, &report_schema, CYAML_UNLIMITED),
    YAML_FIELD_LIST("rows_at_least", YAML_OPTIONAL, struct job, floors, &floor_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_NAMES("may_be_missing", YAML_OPTIONAL, struct job, may_be_missing),
    YAML_FIELD_TEXT("total_jump_at_most", YAML_OPTIONAL, struct job, total_jump_at_most),
    YAML_FIELD_LIST(JOB_FROZEN_KEY, YAML_OPTIONAL, struct job, frozen, &frozen_schema,
                    CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t job_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct job, job_fields),
};

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
    void *data = NULL;
    if (!yaml_load(text, path, &job_schema, &data, &loaded->places, error))
        return FALSE;
    loaded->job = data;
    loaded->path = g_strdup(path);
    loaded->folder = g_path_get_dirname(path);
    struct complaint complaint = {loaded->places, error};
    if (!check(&complaint, loaded->job))
        return FALSE;
    *file = g_steal_pointer(&loaded);
    return TRUE;
}

void job_free(struct job_file *file)
{
    if (file == NULL)
        return;
    yaml_data_free(&job_schema, file->job);
    yaml_places_free(file->places);
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
