#include "deliver/manifest_json.h"

#include <string.h>

#include "base/digest.h"

char *manifest_json_text(JsonNode *node, gboolean pretty)
{
    g_autoptr(JsonGenerator) generator = json_generator_new();
    json_generator_set_pretty(generator, pretty);
    json_generator_set_indent(generator, 1);
    json_generator_set_root(generator, node);
    return json_generator_to_data(generator, NULL);
}

/* Brackets open at most at once; those in strings do not count. */
static guint depth_of(const char *text, gsize length)
{
    guint depth = 0, deepest = 0;
    gboolean in_string = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\\' && in_string)
            i++;
        else if (text[i] == '"')
            in_string = !in_string;
        else if (!in_string && (text[i] == '{' || text[i] == '['))
            depth++;
        else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
            depth--;
        deepest = MAX(deepest, depth);
    }
    return deepest;
}

JsonNode *manifest_json_parse(const char *text, gsize length, GError **error)
{
    if (depth_of(text, length) > MANIFEST_DEPTH) {
        g_set_error(error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "> %d {[", MANIFEST_DEPTH);
        return NULL;
    }
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    if (!json_parser_load_from_data(parser, text, (gssize)length, error))
        return NULL;
    JsonNode *root = json_parser_steal_root(parser);
    if (root == NULL)
        g_set_error_literal(error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "{");
    return root;
}

char *manifest_json_digest(JsonNode *node)
{
    g_autofree char *text = manifest_json_text(node, FALSE);
    return digest_of(text, -1);
}

void manifest_json_add_text(JsonBuilder *json, const char *key, const char *value)
{
    json_builder_set_member_name(json, key);
    if (value == NULL)
        json_builder_add_null_value(json);
    else
        json_builder_add_string_value(json, value);
}

void manifest_json_add_count(JsonBuilder *json, const char *key, guint64 value)
{
    json_builder_set_member_name(json, key);
    json_builder_add_int_value(json, (gint64)value);
}

static void *at(const void *data, const struct manifest_member *member)
{
    return (char *)data + member->offset;
}

static gboolean is_number(const struct manifest_member *member)
{
    return member->kind == MANIFEST_COUNT || member->kind == MANIFEST_LATE_COUNT;
}

static const void *entry_of(const GArray *list, guint index)
{
    return list->data + (gsize)index * g_array_get_element_size((GArray *)list);
}

void manifest_json_add_list(JsonBuilder *json, const char *key,
                            const struct manifest_member *members, const GArray *list)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_array(json);
    for (guint i = 0; i < list->len; i++) {
        const void *entry = entry_of(list, i);
        json_builder_begin_object(json);
        for (const struct manifest_member *member = members; member->key != NULL; member++) {
            if (is_number(member))
                manifest_json_add_count(json, member->key, *(guint64 *)at(entry, member));
            else
                manifest_json_add_text(json, member->key, *(char **)at(entry, member));
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

void manifest_json_free_list(const struct manifest_member *members, GArray *list)
{
    if (list == NULL)
        return;
    for (guint i = 0; i < list->len; i++)
        for (const struct manifest_member *member = members; member->key != NULL; member++)
            if (!is_number(member))
                g_free(*(char **)at(entry_of(list, i), member));
    g_array_unref(list);
}

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

static JsonNode *member_of(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = object != NULL ? json_object_get_member(object, key) : NULL;
    if (node == NULL)
        manifest_scan_blame(scan, key);
    return node;
}

static char *text_or_null(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member_of(scan, object, key);
    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return NULL;
    if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING)
        return json_node_dup_string(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

char *manifest_scan_text(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    char *value = text_or_null(scan, object, key);
    if (value == NULL)
        manifest_scan_blame(scan, key);
    return value;
}

guint64 manifest_scan_count(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member_of(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_INT64 && json_node_get_int(node) >= 0)
        return (guint64)json_node_get_int(node);
    manifest_scan_blame(scan, key);
    return 0;
}

gboolean manifest_scan_truth(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member_of(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
        json_node_get_value_type(node) == G_TYPE_BOOLEAN)
        return json_node_get_boolean(node);
    manifest_scan_blame(scan, key);
    return FALSE;
}

JsonObject *manifest_scan_object(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member_of(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_OBJECT(node))
        return json_node_get_object(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

static JsonArray *array_of(struct manifest_scan *scan, JsonObject *object, const char *key)
{
    JsonNode *node = member_of(scan, object, key);
    if (node != NULL && JSON_NODE_HOLDS_ARRAY(node))
        return json_node_get_array(node);
    manifest_scan_blame(scan, key);
    return NULL;
}

/* Enters an entry of a list; NULL and blame: it is no object. */
static JsonObject *entry_at(struct manifest_scan *scan, JsonArray *array, guint index)
{
    g_autofree char *name = g_strdup_printf("%u", index);
    JsonNode *node = json_array_get_element(array, index);
    manifest_scan_enter(scan, name);
    if (JSON_NODE_HOLDS_OBJECT(node))
        return json_node_get_object(node);
    manifest_scan_blame(scan, "");
    return NULL;
}

void manifest_scan_each(struct manifest_scan *scan, JsonObject *object, const char *key,
                        GArray *into,
                        void (*take)(struct manifest_scan *scan, JsonObject *entry, GArray *into))
{
    JsonArray *array = array_of(scan, object, key);
    manifest_scan_enter(scan, key);
    for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
        JsonObject *entry = entry_at(scan, array, i);
        if (entry != NULL)
            take(scan, entry, into);
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

void manifest_scan_members(struct manifest_scan *scan, JsonObject *object,
                           const struct manifest_member *members, void *data)
{
    for (const struct manifest_member *member = members; member->key != NULL; member++) {
        gboolean may_lack =
            member->kind == MANIFEST_LATE_TEXT || member->kind == MANIFEST_LATE_COUNT;
        if (may_lack && !json_object_has_member(object, member->key))
            continue;
        if (is_number(member))
            *(guint64 *)at(data, member) = manifest_scan_count(scan, object, member->key);
        else if (member->kind == MANIFEST_TEXT_OR_NULL)
            *(char **)at(data, member) = text_or_null(scan, object, member->key);
        else
            *(char **)at(data, member) = manifest_scan_text(scan, object, member->key);
    }
}

void manifest_scan_list(struct manifest_scan *scan, JsonObject *object, const char *key,
                        const struct manifest_member *members, GArray *into)
{
    JsonArray *array = array_of(scan, object, key);
    manifest_scan_enter(scan, key);
    for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
        JsonObject *entry = entry_at(scan, array, i);
        if (entry != NULL) {
            g_array_set_size(into, into->len + 1);
            manifest_scan_members(scan, entry, members, (void *)entry_of(into, into->len - 1));
        }
        manifest_scan_leave(scan);
    }
    manifest_scan_leave(scan);
}
