#include "deliver/manifest_json.h"

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
