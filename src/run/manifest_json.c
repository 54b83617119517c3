#include "run/manifest_json.h"

char *manifest_json_text(JsonNode *node, gboolean pretty)
{
    g_autoptr(JsonGenerator) generator = json_generator_new();
    json_generator_set_pretty(generator, pretty);
    json_generator_set_indent(generator, 1);
    json_generator_set_root(generator, node);
    return json_generator_to_data(generator, NULL);
}

char *manifest_json_digest(JsonNode *node)
{
    g_autofree char *text = manifest_json_text(node, FALSE);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}
