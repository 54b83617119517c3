#include "spec/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/file.h"
#include "base/text.h"
#include "spec/yaml_walk.h"

struct yaml_places {
    char *file;
    yaml_document_t document;
    gboolean has_document;
};

const cyaml_schema_value_t yaml_text = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED),
};

/* Without a log function libcyaml keeps silent. */
static const cyaml_config_t config = {
    .mem_fn = cyaml_mem,
    .log_level = CYAML_LOG_ERROR,
};

void yaml_places_free(struct yaml_places *places)
{
    if (!places)
        return;
    if (places->has_document)
        yaml_document_delete(&places->document);
    g_free(places->file);
    g_free(places);
}

void yaml_data_free(const cyaml_schema_value_t *schema, void *data)
{
    cyaml_free(&config, schema, data, 0);
}

static yaml_node_t *child(yaml_document_t *document, const yaml_node_t *node, const char *step)
{
    if (node->type == YAML_SEQUENCE_NODE) {
        guint64 index = g_ascii_strtoull(step, NULL, 10);
        gsize count = (gsize)(node->data.sequence.items.top - node->data.sequence.items.start);
        return index < count
                   ? yaml_document_get_node(document, node->data.sequence.items.start[index])
                   : NULL;
    }
    if (node->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(document, pair->key);
        if (key->type == YAML_SCALAR_NODE &&
            strcmp((const char *)key->data.scalar.value, step) == 0)
            return yaml_document_get_node(document, pair->value);
    }
    return NULL;
}

char *yaml_place(const struct yaml_places *places, const char *path)
{
    /* libyaml asks for a document that is not const, and only reads it. */
    yaml_document_t *document = (yaml_document_t *)&places->document;
    yaml_node_t *node = yaml_document_get_root_node(document);

    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    for (char **step = steps; *step; step++) {
        yaml_node_t *next = child(document, node, *step);
        if (!next)
            break;
        node = next;
    }
    return yaml_mark_place(places->file, &node->start_mark);
}

/* The place of the first byte that is not UTF-8. */
static gboolean raise_not_utf8(const char *path, const char *text, const char *bad, GError **error)
{
    yaml_mark_t mark = {0};
    const char *line = text;
    for (const char *p = text; p < bad; p++)
        if (*p == '\n') {
            mark.line++;
            line = p + 1;
        }
    mark.column = (gsize)g_utf8_strlen(line, bad - line);
    g_autofree char *place = yaml_mark_place(path, &mark);
    return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_NOT_UTF8, place, NULL);
}

GBytes *yaml_read(const char *path, GError **error)
{
    gsize length = 0;
    char *text = file_read(path, YAML_MAX_BYTES, &length, TONGKET_ERROR_SPEC, error);
    return text != NULL ? g_bytes_new_take(text, length) : NULL;
}

static gboolean raise_syntax(const char *path, const yaml_parser_t *parser, GError **error)
{
    const yaml_mark_t *mark = parser->problem_mark.line || parser->problem_mark.column
                                  ? &parser->problem_mark
                                  : &parser->mark;
    g_autofree char *place = yaml_mark_place(path, mark);
    return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_SYNTAX, place,
                       parser->problem ? parser->problem : "memory", NULL);
}

/* The one document of a file; it must be deleted also when this fails and *loaded is set. */
static gboolean parse_document(yaml_parser_t *parser, const char *path, yaml_document_t *document,
                               gboolean *loaded, GError **error)
{
    if (!yaml_parser_load(parser, document))
        return raise_syntax(path, parser, error);
    *loaded = TRUE;
    if (!yaml_document_get_root_node(document))
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_EMPTY, path, NULL);

    yaml_document_t second;
    if (!yaml_parser_load(parser, &second))
        return raise_syntax(path, parser, error);
    yaml_node_t *root = yaml_document_get_root_node(&second);
    g_autofree char *place = root ? yaml_mark_place(path, &root->start_mark) : NULL;
    yaml_document_delete(&second);
    return !root || error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TWO_DOCUMENTS, place, NULL);
}

static void start_parser(yaml_parser_t *parser, const char *text, gsize length)
{
    if (!yaml_parser_initialize(parser))
        g_error("libyaml: no memory");
    yaml_parser_set_input_string(parser, (const unsigned char *)text, length);
}

/* How an event changes the depth of what it stands in. */
static int depth_step(yaml_event_type_t type)
{
    if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT)
        return 1;
    return type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT ? -1 : 0;
}

/* libyaml compares each %TAG with those before it, as soon as it begins to read. */
gboolean yaml_is_small(const char *text)
{
    guint count = 0;
    for (const char *at = text; at != NULL && count <= YAML_MAX_TAGS; at = strchr(at, '\n')) {
        at += *at == '\n';
        count += g_str_has_prefix(at, "%TAG");
    }
    return count <= YAML_MAX_TAGS;
}

/* What has been met of a file so far. */
struct extent {
    int depth;
    guint values, anchors;
};

static gboolean has_anchor(const yaml_event_t *event)
{
    return (event->type == YAML_SCALAR_EVENT && event->data.scalar.anchor != NULL) ||
           (event->type == YAML_SEQUENCE_START_EVENT &&
            event->data.sequence_start.anchor != NULL) ||
           (event->type == YAML_MAPPING_START_EVENT && event->data.mapping_start.anchor != NULL);
}

static gboolean check_event(const char *path, const yaml_event_t *event, struct extent *extent,
                            GError **error)
{
    extent->depth += depth_step(event->type);
    extent->values += event->type == YAML_SCALAR_EVENT || depth_step(event->type) > 0;
    extent->anchors += has_anchor(event);
    g_autofree char *place = yaml_mark_place(path, &event->start_mark);
    if (extent->depth > YAML_MAX_DEPTH)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TOO_DEEP, place, NULL);
    if (extent->values > 2 * YAML_MAX_VALUES) /* keys are counted here, too */
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TOO_MANY, place,
                           G_STRINGIFY(YAML_MAX_VALUES), NULL);
    if (extent->anchors > YAML_MAX_ANCHORS)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TOO_MANY, place,
                           G_STRINGIFY(YAML_MAX_ANCHORS) " &", NULL);
    return TRUE;
}

/*
 * libyaml takes time that grows with the square of the depth and of the anchors, so such a file is
 * refused before it is loaded.
 */
static gboolean check_extent(const char *path, const char *text, gsize length, GError **error)
{
    if (!yaml_is_small(text))
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TOO_MANY, path,
                           G_STRINGIFY(YAML_MAX_TAGS) " %TAG", NULL);
    yaml_parser_t parser;
    start_parser(&parser, text, length);
    struct extent extent = {0};
    gboolean fine = TRUE;
    for (gboolean ended = FALSE; fine && !ended;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fine = raise_syntax(path, &parser, error);
            break;
        }
        ended = event.type == YAML_STREAM_END_EVENT;
        fine = check_event(path, &event, &extent, error);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return fine;
}

static gboolean open_places(const char *path, const char *text, gsize length,
                            struct yaml_places **places, GError **error)
{
    if (!check_extent(path, text, length, error))
        return FALSE;

    g_autoptr(yaml_places_t) opened = g_new0(struct yaml_places, 1);
    opened->file = g_strdup(path);
    yaml_parser_t parser;
    start_parser(&parser, text, length);
    gboolean fine = parse_document(&parser, path, &opened->document, &opened->has_document, error);
    yaml_parser_delete(&parser);
    if (fine)
        *places = g_steal_pointer(&opened);
    return fine;
}

/* Text inside the program is in normal form C, whatever the editor wrote. */
static char *normal_text(GBytes *raw, const char *name, GError **error)
{
    gsize length = 0;
    const char *text = g_bytes_get_data(raw, &length), *bad = NULL;
    if (length == 0)
        return g_strdup("");
    if (!g_utf8_validate(text, (gssize)length, &bad)) {
        raise_not_utf8(name, text, bad, error);
        return NULL;
    }
    return text_nfc(text, (gssize)length);
}

gboolean yaml_load(GBytes *text, const char *name, const cyaml_schema_value_t *schema, void **data,
                   struct yaml_places **places, GError **error)
{
    g_autofree char *normal = normal_text(text, name, error);
    g_autoptr(yaml_places_t) opened = NULL;
    if (normal == NULL)
        return FALSE;
    gsize length = strlen(normal);
    if (!open_places(name, normal, length, &opened, error) ||
        !yaml_walk(name, &opened->document, schema, error))
        return FALSE;

    cyaml_err_t result =
        cyaml_load_data((const uint8_t *)normal, length, &config, schema, data, NULL);
    if (result != CYAML_OK)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_REFUSED, name,
                           cyaml_strerror(result), NULL);
    *places = g_steal_pointer(&opened);
    return TRUE;
}
