#include "deliver/manifest_read.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "deliver/manifest_json.h"

/* A manifest holds a dictionary, a template and the codes of all rows. */
#define MAX_BYTES ((gsize)64 << 20)

/* Reads member by member; the first thing that is not as it should be is remembered as a path. */
struct scan {
    GString *place; /* "run/inputs/2" */
    char *fault;    /* where, or NULL */
};

static void enter(struct scan *scan, const char *key)
{
    g_string_append_printf(scan->place, "%s%s", scan->place->len > 0 ? "/" : "", key);
}

static void leave(struct scan *scan)
{
    const char *slash = strrchr(scan->place->str, '/');
    g_string_truncate(scan->place, slash != NULL ? (gsize)(slash - scan->place->str) : 0);
}

static void blame(struct scan *scan, const char *key)
{
    if (scan->fault == NULL)
        scan->fault = g_strconcat(scan->place->str, scan->place->len > 0 ? "/" : "", key, NULL);
}

static JsonNode *member(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, key) : NULL;
    if (node == NULL)
        blame(scan, key);
    return node;
}

static char *text_or_null(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member(scan, object, key);
    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return NULL;
    if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING)
        return json_node_dup_string(node);
    blame(scan, key);
    return NULL;
}

static char *text(struct scan *scan, JsonObject *object, const char *key)
{
    char *value = text_or_null(scan, object, key);
    if (value == NULL)
        blame(scan, key);
    return value;
}

static guint64 count(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_INT64 && json_node_get_int(node) >= 0)
        return (guint64)json_node_get_int(node);
    blame(scan, key);
    return 0;
}

static gboolean truth(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_BOOLEAN)
        return json_node_get_boolean(node);
    blame(scan, key);
    return FALSE;
}

static JsonObject *object_of(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_OBJECT(node))
        return json_node_get_object(node);
    blame(scan, key);
    return NULL;
}

static JsonArray *array_of(struct scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_ARRAY(node))
        return json_node_get_array(node);
    blame(scan, key);
    return NULL;
}

/* Calls `take` for each object of a list. */
static void each(struct scan *scan, JsonObject *object, const char *key, GArray *into,
                 void (*take)(struct scan *scan, JsonObject *entry, GArray *into))
{
    JsonArray *array = array_of(scan, object, key);
    enter(scan, key);
    for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
        g_autofree char *index = g_strdup_printf("%u", i);
        JsonNode *node = json_array_get_element(array, i);
        enter(scan, index);
        if (JSON_NODE_HOLDS_OBJECT(node))
            take(scan, json_node_get_object(node), into);
        else
            blame(scan, "");
        leave(scan);
    }
    leave(scan);
}

static void take_input(struct scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_source source = {text(scan, entry, "dataset"), text(scan, entry, "path"),
                                     text(scan, entry, "sha256"), count(scan, entry, "size")};
    g_array_append_val(into, source);
}

static void take_column(struct scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_column column = {text(scan, entry, "code"), text(scan, entry, "measure")};
    g_array_append_val(into, column);
}

static void take_file(struct scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_file file = {text(scan, entry, "name"), text(scan, entry, "sha256"),
                                 count(scan, entry, "size")};
    g_array_append_val(into, file);
}

static void take_data(struct scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_data data = {text_or_null(scan, entry, "dataset"), text(scan, entry, "path")};
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
    g_ptr_array_unref(table->rows);
    g_array_unref(table->columns);
}

static GArray *array_new(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

static void take_rows(struct scan *scan, JsonObject *entry, GPtrArray *rows)
{
    JsonArray *codes = array_of(scan, entry, "rows");
    for (guint i = 0; codes != NULL && i < json_array_get_length(codes); i++) {
        JsonNode *node = json_array_get_element(codes, i);
        gboolean is_text =
            JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
        if (!is_text && !JSON_NODE_HOLDS_NULL(node))
            blame(scan, "rows");
        g_ptr_array_add(rows, is_text ? json_node_dup_string(node) : NULL);
    }
}

static void take_table(struct scan *scan, JsonObject *entry, GArray *into)
{
    struct manifest_table table = {
        .id = text(scan, entry, "id"),
        .sheet = text(scan, entry, "sheet"),
        .first = text(scan, entry, "first"),
        .rows = g_ptr_array_new_with_free_func(g_free),
        .columns = array_new(sizeof(struct manifest_column), clear_column),
    };
    take_rows(scan, entry, table.rows);
    each(scan, entry, "columns", table.columns, take_column);
    g_array_append_val(into, table);
}

static void take_text(struct scan *scan, JsonObject *run, const char *key, char **name, char **body)
{
    JsonObject *object = object_of(scan, run, key);
    enter(scan, key);
    *name = text(scan, object, "name");
    *body = text(scan, object, "text");
    leave(scan);
}

/* Only the index of a burst has these. */
static void take_burst(struct scan *scan, JsonObject *run, struct manifest_record *record)
{
    if (run == NULL || !json_object_has_member(run, "each"))
        return;
    record->each = text(scan, run, "each");
    record->linked = truth(scan, run, "linked");
}

static void take_run(struct scan *scan, JsonObject *root, struct manifest_record *record)
{
    JsonObject *run = object_of(scan, root, "run");
    enter(scan, "run");
    JsonObject *program = object_of(scan, run, "program");
    enter(scan, "program");
    record->program_version = text(scan, program, "version");
    leave(scan);
    record->period = text(scan, run, "period");
    record->unit = text(scan, run, "unit");
    take_burst(scan, run, record);
    record->map = text(scan, run, "map");
    record->audience = text(scan, run, "audience");
    record->as_of = text_or_null(scan, run, "as_of");
    record->status = text(scan, run, "status");
    record->encoding = text_or_null(scan, run, "encoding");
    record->passport = truth(scan, run, "passport");
    record->values_only = truth(scan, run, "values_only");
    each(scan, run, "inputs", record->inputs, take_input);
    each(scan, run, "tables", record->tables, take_table);
    take_text(scan, run, "template", &record->template_name, &record->template_text);
    take_text(scan, run, "dictionary", &record->dictionary_name, &record->dictionary_text);
    JsonNode *office = member(scan, run, "office");
    if (office != NULL && !JSON_NODE_HOLDS_NULL(office))
        take_text(scan, run, "office", &record->office_name, &record->office_text);
    leave(scan);
}

static void take_root(struct scan *scan, JsonObject *root, struct manifest_record *record)
{
    if (count(scan, root, "manifest") != MANIFEST_VERSION)
        blame(scan, "manifest");
    record->identity = text(scan, root, "identity");
    take_run(scan, root, record);
    JsonObject *delivery = object_of(scan, root, "delivery");
    enter(scan, "delivery");
    if (delivery != NULL && json_object_has_member(delivery, "formats"))
        record->formats = text(scan, delivery, "formats");
    each(scan, delivery, "files", record->files, take_file);
    each(scan, delivery, "data", record->data, take_data);
    leave(scan);
    if (scan->fault != NULL)
        return;
    record->run = json_node_copy(json_object_get_member(root, "run"));
    g_autofree char *digest = manifest_json_digest(record->run);
    if (strcmp(digest, record->identity) != 0)
        blame(scan, "identity");
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
    char *const texts[] = {record->identity,
                           record->program_version,
                           record->formats,
                           record->period,
                           record->unit,
                           record->each,
                           record->map,
                           record->audience,
                           record->as_of,
                           record->status,
                           record->template_name,
                           record->template_text,
                           record->dictionary_name,
                           record->office_name,
                           record->dictionary_text,
                           record->office_text,
                           record->encoding};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_array_unref(record->inputs);
    g_array_unref(record->tables);
    g_array_unref(record->files);
    g_array_unref(record->data);
    g_clear_pointer(&record->run, json_node_unref);
    g_free(record);
}

static gboolean take(const char *path, JsonNode *root, struct manifest_record *record,
                     GError **error)
{
    struct scan scan = {g_string_new(NULL), NULL};
    if (JSON_NODE_HOLDS_OBJECT(root))
        take_root(&scan, json_node_get_object(root), record);
    else
        blame(&scan, "{");
    g_string_free(scan.place, TRUE);
    g_autofree char *fault = scan.fault;
    return fault == NULL ||
           error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_MANIFEST_MALFORMED, path, fault, NULL);
}

gboolean manifest_read(const char *path, struct manifest_record **record, GError **error)
{
    gsize length;
    g_autoptr(GError) cause = NULL;
    g_autofree char *bytes = file_read(path, MAX_BYTES, &length, TONGKET_ERROR_OUTPUT, error);
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
