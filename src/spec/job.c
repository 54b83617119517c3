#include "spec/job.h"

#include <string.h>

#include "base/decimal.h"
#include "base/period.h"
#include "spec/yaml_schema.h"

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
    {"delimiter", YAML_TEXT(struct job_frozen, delimiter)},
    {"header_line", YAML_TEXT(struct job_frozen, header_line), YAML_NEEDED},
    {"gzip", YAML_TEXT(struct job_frozen, gzip)},
    {"sep_line", YAML_TEXT(struct job_frozen, sep_line)},
    {"superior", YAML_TEXT(struct job_frozen, superior)},
    {"columns", YAML_STRUCTS(struct job_frozen, columns, frozen_column_schema), YAML_NEEDED},
};

static const struct yaml_schema frozen_schema = YAML_SCHEMA(struct job_frozen, frozen_fields);

/* What a job says beside its request. */
static const struct yaml_field own_fields[] = {
    {"rows_at_least", YAML_STRUCTS(struct job, floors, floor_schema)},
    {"may_be_missing", YAML_TEXTS(struct job, may_be_missing)},
    {"total_jump_at_most", YAML_TEXT(struct job, total_jump_at_most)},
    {JOB_FROZEN_KEY, YAML_STRUCTS(struct job, frozen, frozen_schema)},
};

/* The schema of a job file: the fields of the request that stand in jobs, and its own. */
struct job_schema {
    GArray *fields, *report_fields; /* struct yaml_field */
    struct yaml_schema job, report;
};

/* A field of a request that stands `base` bytes into what is filled. */
static void add_field(GArray *fields, const struct request_field *row, gsize base, gboolean needed)
{
    static const enum yaml_type types[] = {
        [REQUEST_TEXT] = YAML_IS_TEXT,  [REQUEST_PATH] = YAML_IS_TEXT,
        [REQUEST_FILE] = YAML_IS_TEXT,  [REQUEST_FLAG] = YAML_IS_YES_NO,
        [REQUEST_LIST] = YAML_IS_TEXTS, [REQUEST_CHOICE] = YAML_IS_CHOICE,
    };
    gsize offset = base + row->offset;
    struct yaml_field field = {
        .key = row->key,
        .type = types[row->kind],
        .offset = offset + (row->kind == REQUEST_LIST ? offsetof(struct names, item) : 0) +
                  (row->kind == REQUEST_FILE ? offsetof(struct request_file, path) : 0),
        .count = offset + offsetof(struct names, count),
        .choices = row->choices,
        .needed = needed,
    };
    g_array_append_val(fields, field);
}

static struct job_schema *schema_new(void)
{
    struct job_schema *schema = g_new0(struct job_schema, 1);
    schema->fields = g_array_new(FALSE, TRUE, sizeof(struct yaml_field));
    schema->report_fields = g_array_new(FALSE, TRUE, sizeof(struct yaml_field));
    for (const struct request_field *row = request_fields(); row->name != NULL; row++) {
        gboolean job = (row->in & REQUEST_IN_JOB) != 0;
        if (job)
            add_field(schema->fields, row, offsetof(struct job, request), row->needed);
        if ((row->in & REQUEST_IN_REPORT) != 0)
            add_field(schema->report_fields, row, 0, row->needed && !job);
    }
    schema->report = (struct yaml_schema){sizeof(struct request), offsetof(struct request, node),
                                          (struct yaml_field *)schema->report_fields->data,
                                          schema->report_fields->len};
    struct yaml_field reports = {"reports", YAML_STRUCTS(struct job, reports, schema->report),
                                 YAML_NEEDED};
    g_array_append_val(schema->fields, reports);
    g_array_append_vals(schema->fields, own_fields, G_N_ELEMENTS(own_fields));
    schema->job =
        (struct yaml_schema){sizeof(struct job), offsetof(struct job, node),
                             (struct yaml_field *)schema->fields->data, schema->fields->len};
    return schema;
}

static void schema_free(struct job_schema *schema)
{
    g_array_unref(schema->fields);
    g_array_unref(schema->report_fields);
    g_free(schema);
}

static gboolean check_period(const struct complaint *complaint, const char *text, struct yaml_at at)
{
    struct period period;
    return text == NULL || period_parse(text, 0, &period) ||
           complaint_raise(complaint, MESSAGE_JOB_PERIOD, at, text, NULL);
}

static gboolean check_number(const struct complaint *complaint, const char *text, struct yaml_at at)
{
    gint64 number;
    return text == NULL || (decimal_parse_whole(text, -1, &number) && number >= 0) ||
           complaint_raise(complaint, MESSAGE_JOB_NUMBER, at, text, NULL);
}

/* Totals are compared with those of the workbooks made before. */
static gboolean check_formats(const struct complaint *complaint, const struct job *job,
                              const struct names *formats, guint node)
{
    return job->total_jump_at_most == NULL || formats->count == 0 || names_hold(formats, "xlsx") ||
           complaint_raise(complaint, MESSAGE_JOB_NO_WORKBOOK, yaml_at(node, "formats"), NULL,
                           NULL);
}

static gboolean check_reports(const struct complaint *complaint, const struct job *job)
{
    for (unsigned i = 0; i < job->reports_count; i++) {
        const struct request *report = &job->reports[i];
        if (!check_period(complaint, report->period, yaml_at(report->node, "period")) ||
            !check_formats(complaint, job, &report->formats, report->node))
            return FALSE;
    }
    return TRUE;
}

static gboolean check(const struct complaint *complaint, const struct job *job)
{
    for (unsigned i = 0; i < job->floors_count; i++)
        if (!check_number(complaint, job->floors[i].rows, yaml_at(job->floors[i].node, "rows")))
            return FALSE;
    return check_period(complaint, job->request.period, yaml_at(job->node, "period")) &&
           check_number(complaint, job->total_jump_at_most,
                        yaml_at(job->node, "total_jump_at_most")) &&
           check_formats(complaint, job, &job->request.formats, job->node) &&
           check_reports(complaint, job);
}

gboolean job_load(GBytes *text, const char *path, struct job_file **file, GError **error)
{
    g_autoptr(job_file_t) loaded = g_new0(struct job_file, 1);
    loaded->tree = yaml_tree_new(text, path, error);
    loaded->schema = schema_new();
    loaded->job = yaml_schema_fill(&loaded->schema->job, loaded->tree, error);
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
    yaml_schema_free(&file->schema->job, file->job);
    schema_free(file->schema);
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
