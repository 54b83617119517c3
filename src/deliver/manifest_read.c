#include "deliver/manifest_read.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_json.h"

static const struct manifest_member source_members[] = {
    MANIFEST_MEMBER(manifest_source, dataset, TEXT),
    MANIFEST_MEMBER(manifest_source, path, TEXT),
    MANIFEST_MEMBER(manifest_source, sha256, TEXT),
    MANIFEST_MEMBER(manifest_source, used, LATE_COUNT),
    {NULL, 0, 0},
};

static const struct manifest_member column_members[] = {
    MANIFEST_MEMBER(manifest_column, code, TEXT),
    MANIFEST_MEMBER(manifest_column, measure, TEXT),
    MANIFEST_MEMBER(manifest_column, label, LATE_TEXT),
    MANIFEST_MEMBER(manifest_column, heading, LATE_TEXT),
    {NULL, 0, 0},
};

static const struct manifest_member table_members[] = {
    MANIFEST_MEMBER(manifest_table, id, TEXT),
    MANIFEST_MEMBER(manifest_table, sheet, TEXT),
    MANIFEST_MEMBER(manifest_table, first, TEXT),
    MANIFEST_MEMBER(manifest_table, title, LATE_TEXT),
    {NULL, 0, 0},
};

static const struct manifest_member data_members[] = {
    MANIFEST_MEMBER(manifest_data, dataset, TEXT_OR_NULL),
    MANIFEST_MEMBER(manifest_data, path, TEXT),
    {NULL, 0, 0},
};

static void clear_table(gpointer data)
{
    struct manifest_table *table = data;
    g_ptr_array_unref(table->rows);
    g_ptr_array_unref(table->labels);
    g_ptr_array_unref(table->figures);
    manifest_json_free_list(column_members, table->columns);
}

static void take_table(struct manifest_scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_table table = {
        .rows = g_ptr_array_new_with_free_func(g_free),
        .labels = g_ptr_array_new_with_free_func(g_free),
        .figures = g_ptr_array_new_with_free_func(g_free),
        .columns = g_array_new(FALSE, TRUE, sizeof(struct manifest_column)),
    };
    manifest_scan_members(scan, entry, table_members, &table);
    manifest_scan_texts(scan, entry, "rows", table.rows);
    manifest_scan_list(scan, entry, "columns", column_members, table.columns);
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
    record->earlier = revisions_read(scan, run);
    record->guaranteed = run != NULL && json_object_has_member(run, "guarantee");
    manifest_scan_list(scan, run, "inputs", source_members, record->inputs);
    manifest_scan_each(scan, run, "tables", record->tables, take_table);
    static const struct manifest_member shipped[] = {
        MANIFEST_MEMBER(manifest_record, dictionary_shipped, TEXT_OR_NULL), {NULL, 0, 0}};
    if (run != NULL && json_object_has_member(run, "dictionary_shipped"))
        manifest_scan_members(scan, run, shipped, record);
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
    manifest_scan_list(scan, delivery, "files", manifest_file_members, record->files);
    manifest_scan_list(scan, delivery, "data", data_members, record->data);
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
    record->inputs = g_array_new(FALSE, TRUE, sizeof(struct manifest_source));
    record->tables = g_array_new(FALSE, TRUE, sizeof(struct manifest_table));
    record->files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    record->data = g_array_new(FALSE, TRUE, sizeof(struct manifest_data));
    g_array_set_clear_func(record->tables, clear_table);
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
    manifest_json_free_list(source_members, record->inputs);
    manifest_json_free_list(table_members, record->tables);
    manifest_json_free_list(manifest_file_members, record->files);
    manifest_json_free_list(data_members, record->data);
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

const struct manifest_table *manifest_record_table(const struct manifest_record *record,
                                                   const char *id)
{
    for (guint i = 0; i < record->tables->len; i++) {
        const struct manifest_table *table =
            &g_array_index(record->tables, struct manifest_table, i);
        if (strcmp(table->id, id) == 0)
            return table;
    }
    return NULL;
}

char *manifest_table_figure(const struct manifest_table *table, const char *row, const char *column,
                            const char *measure)
{
    guint r = 0, c = 0;
    while (r < table->rows->len && g_strcmp0(g_ptr_array_index(table->rows, r), row) != 0)
        r++;
    for (; c < table->columns->len; c++) {
        const struct manifest_column *known =
            &g_array_index(table->columns, struct manifest_column, c);
        if (strcmp(known->code, column) == 0 && strcmp(known->measure, measure) == 0)
            break;
    }
    if (r >= table->figures->len || c == table->columns->len)
        return NULL;
    g_auto(GStrv) texts = g_strsplit(g_ptr_array_index(table->figures, r), " ", -1);
    return g_strv_length(texts) > c ? g_strdup(texts[c]) : NULL;
}
