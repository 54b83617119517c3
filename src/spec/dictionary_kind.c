#include "spec/dictionary_kind.h"

#include <string.h>
#include <yaml.h>

#include "spec/yaml.h"

/* Mappings and lists begun minus those ended. */
static int depth_step(yaml_event_type_t type)
{
    if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT)
        return 1;
    return type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT ? -1 : 0;
}

/*
 * Whether an entry of a list under a key of the file has the key `kind`. What is deeper than any
 * file that is taken tells nothing: loading refuses it at once.
 */
static gboolean tells_kind(const char *text, gsize length)
{
    enum { DEPTH_OF_DATASETS = 3 };
    yaml_parser_t parser;
    yaml_event_t event;
    gboolean found = FALSE, is_key = TRUE;
    int depth = 0;
    if (!yaml_parser_initialize(&parser))
        return FALSE;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    for (gboolean ended = FALSE;
         !ended && !found && depth <= YAML_MAX_DEPTH && yaml_parser_parse(&parser, &event);) {
        int step = depth_step(event.type);
        if (event.type == YAML_SCALAR_EVENT && depth == DEPTH_OF_DATASETS) {
            found = is_key && strcmp((const char *)event.data.scalar.value, "kind") == 0;
            is_key = !is_key;
        } else if (step != 0 && depth + MIN(step, 0) <= DEPTH_OF_DATASETS) {
            is_key = TRUE; /* a mapping begins, or a value that is none has ended */
        }
        depth += step;
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return found;
}

gboolean dictionary_kind_is_whole(GBytes *bytes)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    return text == NULL || !yaml_is_small(text) || tells_kind(text, length);
}
