#include "deliver/manifest_scan.h"

#include <string.h>

void manifest_scan_enter(struct manifest_scan *scan, const char *key)
{
    g_string_append_printf(scan->place, "%s%s", scan->place->len > 0 ? "/" : "", key);
}

void manifest_scan_leave(struct manifest_scan *scan)
{
    const char *slash = strrchr(scan->place->str, '/');
    g_string_truncate(scan->place, slash != NULL ? (gsize)(slash - scan->place->str) : 0);
}

void manifest_scan_blame(struct manifest_scan *scan, const char *key)
{
    if (scan->fault == NULL)
        scan->fault = g_strconcat(scan->place->str, scan->place->len > 0 ? "/" : "", key, NULL);
}

JsonNode *manifest_scan_member(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, key) : NULL;
    if (node == NULL)
        manifest_scan_blame(scan, key);
    return node;
}

char *manifest_scan_text_or_null(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = manifest_scan_member(scan, object, key);
    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return NULL;
    if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING)
        return json_node_dup_string(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

char *manifest_scan_text(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    char *value = manifest_scan_text_or_null(scan, object, key);
    if (value == NULL)
        manifest_scan_blame(scan, key);
    return value;
}

guint64 manifest_scan_count(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = manifest_scan_member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_INT64 && json_node_get_int(node) >= 0)
        return (guint64)json_node_get_int(node);
    manifest_scan_blame(scan, key);
    return 0;
}

gboolean manifest_scan_truth(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = manifest_scan_member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_BOOLEAN)
        return json_node_get_boolean(node);
    manifest_scan_blame(scan, key);
    return FALSE;
}

JsonObject *manifest_scan_object(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = manifest_scan_member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_OBJECT(node))
        return json_node_get_object(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

static JsonArray *array_of(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = manifest_scan_member(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_ARRAY(node))
        return json_node_get_array(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

void manifest_scan_each(struct manifest_scan *scan, JsonObject *object, const char *key,
                        GArray *into,
                        void (*take)(struct manifest_scan *scan, JsonObject *entry, GArray *into))
{
    JsonArray *array = array_of(scan, object, key);
    manifest_scan_enter(scan, key);
    for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
        g_autofree char *index = g_strdup_printf("%u", i);
        JsonNode *node = json_array_get_element(array, i);
        manifest_scan_enter(scan, index);
        if (JSON_NODE_HOLDS_OBJECT(node))
            take(scan, json_node_get_object(node), into);
        else
            manifest_scan_blame(scan, "");
        manifest_scan_leave(scan);
    }
    manifest_scan_leave(scan);
}

void manifest_scan_texts(struct manifest_scan *scan, JsonObject *object, const char *key,
                         GPtrArray *into)
{
    JsonArray *texts = array_of(scan, object, key);
    for (guint i = 0; texts != NULL && i < json_array_get_length(texts); i++) {
        JsonNode *node = json_array_get_element(texts, i);
        gboolean is_text =
            JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
        if (!is_text && !JSON_NODE_HOLDS_NULL(node))
            manifest_scan_blame(scan, key);
        g_ptr_array_add(into, is_text ? json_node_dup_string(node) : NULL);
    }
}
