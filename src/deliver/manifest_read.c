#include "deliver/manifest_read.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_earlier.h"
#include "deliver/manifest_json.h"
#include "deliver/manifest_scan.h"

static void take_input(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_source source = {
        manifest_scan_text(scan, entry, "dataset"), manifest_scan_text(scan, entry, "path"),
        manifest_scan_text(scan, entry, "sha256"), manifest_scan_count(scan, entry, "size"),
        manifest_scan_count(scan, entry, "used")};
    g_array_append_val(into, source);
}

/* Texts that tables of version 2 have not. */
static char *noted_text(struct manifest_scan *scan, JsonObject *entry, const char *key)
{
    return json_object_has_member(entry, key) ? manifest_scan_text(scan, entry, key) : NULL;
}

static void take_column(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_column column = {
        manifest_scan_text(scan, entry, "code"), manifest_scan_text(scan, entry, "measure"),
        noted_text(scan, entry, "label"), noted_text(scan, entry, "heading")};
    g_array_append_val(into, column);
}

static void take_file(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_file file = {manifest_scan_text(scan, entry, "name"),
                                 manifest_scan_text(scan, entry, "sha256"),
                                 manifest_scan_count(scan, entry, "size")};
    g_array_append_val(into, file);
}

static void take_data(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_data data = {manifest_scan_text_or_null(scan, entry, "dataset"),
                                 manifest_scan_text(scan, entry, "path")};
    g_array_append_val(into, data);
}

static void clear_data(gpointer data)
{
    struct manifest_data *argument = data;
    g_free(argument->dataset);
    g_free(argument->path);
}

static void clear_input(gpointer data)
{
    struct manifest_source *source = data;
    g_free(source->dataset);
    g_free(source->path);
    g_free(source->sha256);
}

static void clear_column(gpointer data)
{
    struct manifest_column *column = data;
    g_free(column->code);
    g_free(column->measure);
    g_free(column->label);
    g_free(column->heading);
}

static void clear_file(gpointer data)
{
    struct manifest_file *file = data;
    g_free(file->name);
    g_free(file->sha256);
}

static void clear_table(gpointer data)
{
    struct manifest_table *table = data;
    g_free(table->id);
    g_free(table->sheet);
    g_free(table->first);
    g_free(table->title);
    g_ptr_array_unref(table->rows);
    g_ptr_array_unref(table->labels);
    g_ptr_array_unref(table->figures);
    g_array_unref(table->columns);
}

static GArray *array_new(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

static void take_table(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_table table = {
        .id = manifest_scan_text(scan, entry, "id"),
        .sheet = manifest_scan_text(scan, entry, "sheet"),
        .first = manifest_scan_text(scan, entry, "first"),
        .title = noted_text(scan, entry, "title"),
        .rows = g_ptr_array_new_with_free_func(g_free),
        .labels = g_ptr_array_new_with_free_func(g_free),
        .figures = g_ptr_array_new_with_free_func(g_free),
        .columns = array_new(sizeof(struct manifest_column), clear_column),
    };
    manifest_scan_texts(scan, entry, "rows", table.rows);
    manifest_scan_each(scan, entry, "columns", table.columns, take_column);
    if (json_object_has_member(entry, "figures")) {
        manifest_scan_texts(scan, entry, "labels", table.labels);
        manifest_scan_texts(scan, entry, "figures", table.figures);
        if (table.labels->len != table.rows->len || table.figures->len != table.rows->len)
            manifest_scan_blame(scan, "figures");
    }
    g_array_append_val(into, table);
}

static void take_text(struct manifest_scan *scan, JsonObject *run, const char *key,
                      struct request_file *file)
{
    JsonObject *object = manifest_scan_object(scan, run, key);
    manifest_scan_enter(scan, key);
    file->path = manifest_scan_text(scan, object, "name");
    g_autofree char *text = manifest_scan_text(scan, object, "text");
    manifest_scan_leave(scan);
    if (text != NULL)
        file->text = g_bytes_new(text, strlen(text));
}

static gboolean is_null(JsonObject *object, const char *key)
{
    return json_object_has_member(object, key) && json_object_get_null_member(object, key);
}

static void take_field(struct manifest_scan *scan, JsonObject *object,
                       const struct request_field *row, struct request *request)
{
    if (row->may_lack && !json_object_has_member(object, row->key))
        return;
    if (row->may_be_null && is_null(object, row->key))
        return;
    if (row->kind == REQUEST_FILE) {
        take_text(scan, object, row->key, request_value(request, row));
    } else if (row->kind == REQUEST_FLAG) {
        *(gboolean *)request_value(request, row) = manifest_scan_truth(scan, object, row->key);
    } else {
        g_autofree char *text = manifest_scan_text(scan, object, row->key);
        if (text != NULL && !request_set(request, row, text))
            manifest_scan_blame(scan, row->key);
    }
}

static void take_fields(struct manifest_scan *scan, JsonObject *object, guint places,
                        struct request *request)
{
    for (const struct request_field *row = request_fields(); row->name != NULL; row++)
        if (object != NULL && (row->in & places) != 0)
            take_field(scan, object, row, request);
}

static void take_run(struct manifest_scan *scan, JsonObject *root, struct manifest_record *record)
{
    JsonObject *run = manifest_scan_object(scan, root, "run");
    manifest_scan_enter(scan, "run");
    JsonObject *program = manifest_scan_object(scan, run, "program");
    manifest_scan_enter(scan, "program");
    record->program_version = manifest_scan_text(scan, program, "version");
    manifest_scan_leave(scan);
    gboolean index = run != NULL && json_object_has_member(run, "each");
    take_fields(scan, run, REQUEST_IN_RUN | (index ? REQUEST_IN_INDEX : 0), &record->request);
    record->earlier = manifest_earlier_read(scan, run);
    manifest_scan_each(scan, run, "inputs", record->inputs, take_input);
    manifest_scan_each(scan, run, "tables", record->tables, take_table);
    if (run != NULL && json_object_has_member(run, "dictionary_shipped"))
        record->dictionary_shipped = manifest_scan_text_or_null(scan, run, "dictionary_shipped");
    manifest_scan_leave(scan);
}

static void take_root(struct manifest_scan *scan, JsonObject *root, struct manifest_record *record)
{
    guint64 version = manifest_scan_count(scan, root, "manifest");
    if (version < MANIFEST_OLDEST || version > MANIFEST_VERSION)
        manifest_scan_blame(scan, "manifest");
    record->noted = version == MANIFEST_VERSION;
    record->identity = manifest_scan_text(scan, root, "identity");
    take_run(scan, root, record);
    JsonObject *delivery = manifest_scan_object(scan, root, "delivery");
    manifest_scan_enter(scan, "delivery");
    take_fields(scan, delivery, REQUEST_IN_DELIVERY, &record->request);
    manifest_scan_each(scan, delivery, "files", record->files, take_file);
    manifest_scan_each(scan, delivery, "data", record->data, take_data);
    manifest_scan_leave(scan);
    if (scan->fault != NULL)
        return;
    record->run = json_node_copy(json_object_get_member(root, "run"));
    g_autofree char *digest = manifest_json_digest(record->run);
    if (strcmp(digest, record->identity) != 0)
        manifest_scan_blame(scan, "identity");
}

static struct manifest_record *record_new(void)
{
    struct manifest_record *record = g_new0(struct manifest_record, 1);
    record->inputs = array_new(sizeof(struct manifest_source), clear_input);
    record->tables = array_new(sizeof(struct manifest_table), clear_table);
    record->files = array_new(sizeof(struct manifest_file), clear_file);
    record->data = array_new(sizeof(struct manifest_data), clear_data);
    return record;
}

void manifest_record_free(struct manifest_record *record)
{
    if (record == NULL)
        return;
    g_free(record->identity);
    g_free(record->program_version);
    g_free(record->dictionary_shipped);
    request_clear(&record->request);
    g_array_unref(record->inputs);
    g_array_unref(record->tables);
    g_array_unref(record->files);
    g_array_unref(record->data);
    g_clear_pointer(&record->run, json_node_unref);
    revisions_free(record->earlier);
    g_free(record);
}

static gboolean take(const char *path, JsonNode *root, struct manifest_record *record,
                     GError **error)
{
    struct manifest_scan scan = {g_string_new(NULL), NULL};
    if (JSON_NODE_HOLDS_OBJECT(root))
        take_root(&scan, json_node_get_object(root), record);
    else
        manifest_scan_blame(&scan, "{");
    g_string_free(scan.place, TRUE);
    g_autofree char *fault = scan.fault;
    return fault == NULL ||
           error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_MANIFEST_MALFORMED, path, fault, NULL);
}

gboolean manifest_read(const char *path, struct manifest_record **record, GError **error)
{
    gsize length;
    g_autoptr(GError) cause = NULL;
    g_autofree char *bytes =
        file_read(path, MANIFEST_MAX_BYTES, &length, TONGKET_ERROR_OUTPUT, error);
    if (bytes == NULL)
        return FALSE;
    g_autoptr(JsonNode) root = manifest_json_parse(bytes, length, &cause);
    if (root == NULL)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_MANIFEST_MALFORMED, path,
                           cause->message, NULL);
    g_autoptr(manifest_record_t) made = record_new();
    if (!take(path, root, made, error))
        return FALSE;
    *record = g_steal_pointer(&made);
    return TRUE;
}
