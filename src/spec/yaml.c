#include "spec/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

struct yaml_tree {
    char *name;
    GArray *nodes; /* struct yaml_node; the first holds the documents of the text */
};

/* A tree while its text is read. */
struct yaml_reading {
    struct yaml_tree *tree;
    GHashTable *anchors;            /* name -> number of its node, in this document */
    guint open[YAML_MAX_DEPTH + 1]; /* what the next node stands in is open[depth] */
    guint last[YAML_MAX_DEPTH + 1]; /* the last entry of each */
    guint depth, values;
    GError **error;
};

GBytes *yaml_read(const char *path, GError **error)
{
    gsize length = 0;
    char *text = file_read(path, YAML_MAX_BYTES, &length, TONGKET_ERROR_SPEC, error);
    return text != NULL ? g_bytes_new_take(text, length) : NULL;
}

void yaml_tree_free(struct yaml_tree *tree)
{
    if (tree == NULL)
        return;
    for (guint i = 0; i < tree->nodes->len; i++)
        free(g_array_index(tree->nodes, struct yaml_node, i).text); /* libyaml made it */
    g_array_unref(tree->nodes);
    g_free(tree->name);
    g_free(tree);
}

static struct yaml_node *node_at(const struct yaml_tree *tree, guint number)
{
    return &g_array_index(tree->nodes, struct yaml_node, number);
}

guint yaml_root(const struct yaml_tree *tree)
{
    return node_at(tree, 0)->first;
}

const struct yaml_node *yaml_node(const struct yaml_tree *tree, guint number)
{
    const struct yaml_node *node = node_at(tree, number);
    return node->kind == YAML_ALIAS ? node_at(tree, node->first) : node;
}

guint yaml_next(const struct yaml_tree *tree, guint number)
{
    return node_at(tree, number)->next;
}

guint yaml_value(const struct yaml_tree *tree, guint number, const char *key)
{
    const struct yaml_node *node = yaml_node(tree, number);
    guint name = node->kind == YAML_MAPPING ? node->first : 0;
    while (name != 0 && g_strcmp0(yaml_node(tree, name)->text, key) != 0)
        name = yaml_next(tree, yaml_next(tree, name));
    return name != 0 ? yaml_next(tree, name) : 0;
}

gboolean yaml_entries_have(const struct yaml_tree *tree, const char *key, const char *text)
{
    const struct yaml_node *root = yaml_node(tree, yaml_root(tree));
    for (guint name = root->first; root->kind == YAML_MAPPING && name != 0;) {
        guint value = yaml_next(tree, name);
        const struct yaml_node *list = yaml_node(tree, value);
        for (guint i = list->first; list->kind == YAML_SEQUENCE && i != 0; i = yaml_next(tree, i))
            if (g_strcmp0(yaml_node(tree, yaml_value(tree, i, key))->text, text) == 0)
                return TRUE;
        name = yaml_next(tree, value);
    }
    return FALSE;
}

static char *place_of(const struct yaml_tree *tree, guint line, guint column)
{
    return g_strdup_printf("%s:%u:%u", tree->name, line, column);
}

char *yaml_place(const struct yaml_tree *tree, struct yaml_at at)
{
    guint value = at.key != NULL ? yaml_value(tree, at.node, at.key) : 0;
    const struct yaml_node *node = yaml_node(tree, value != 0 ? value : at.node);
    guint entry = value != 0 && node->kind == YAML_SEQUENCE ? node->first : 0;
    for (int i = 0; i < at.entry && entry != 0; i++)
        entry = yaml_next(tree, entry);
    if (at.entry >= 0 && entry != 0)
        node = yaml_node(tree, entry);
    return place_of(tree, node->line, node->column);
}

static gboolean raise_at(const struct yaml_reading *reading, const yaml_mark_t *mark,
                         enum message message, const char *word)
{
    g_autofree char *place =
        place_of(reading->tree, (guint)mark->line + 1, (guint)mark->column + 1);
    return error_raise(reading->error, TONGKET_ERROR_SPEC, message, place, word, NULL);
}

/* A new node that is the next entry of what is open. */
static guint add_node(struct yaml_reading *reading, enum yaml_kind kind, const yaml_mark_t *mark)
{
    GArray *nodes = reading->tree->nodes;
    guint number = nodes->len, *last = &reading->last[reading->depth];
    struct yaml_node node = {kind, (guint)mark->line + 1, (guint)mark->column + 1, 0, 0, 0, NULL,
                             0};
    g_array_append_val(nodes, node);
    struct yaml_node *parent = node_at(reading->tree, reading->open[reading->depth]);
    *(*last == 0 ? &parent->first : &node_at(reading->tree, *last)->next) = number;
    parent->count++;
    *last = number;
    return number;
}

static gboolean add_alias(struct yaml_reading *reading, const yaml_event_t *event)
{
    gpointer found = g_hash_table_lookup(reading->anchors, (const char *)event->data.alias.anchor);
    if (found == NULL)
        return raise_at(reading, &event->start_mark, MESSAGE_YAML_SYNTAX, "found undefined alias");
    guint alias = add_node(reading, YAML_ALIAS, &event->start_mark);
    node_at(reading->tree, alias)->first = GPOINTER_TO_UINT(found);
    return TRUE;
}

static const yaml_char_t *anchor_of(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor;
    default:
        return NULL;
    }
}

static gboolean note_anchor(struct yaml_reading *reading, const yaml_event_t *event, guint number)
{
    const char *anchor = (const char *)anchor_of(event);
    if (anchor == NULL ||
        g_hash_table_insert(reading->anchors, g_strdup(anchor), GUINT_TO_POINTER(number)))
        return TRUE;
    return raise_at(reading, &event->start_mark, MESSAGE_YAML_SYNTAX, "second occurrence");
}

static gboolean add_scalar(struct yaml_reading *reading, yaml_event_t *event)
{
    guint number = add_node(reading, YAML_SCALAR, &event->start_mark);
    struct yaml_node *node = node_at(reading->tree, number);
    node->text = (char *)event->data.scalar.value;
    node->length = event->data.scalar.length;
    event->data.scalar.value = NULL;
    return note_anchor(reading, event, number);
}

static gboolean open_node(struct yaml_reading *reading, const yaml_event_t *event)
{
    gboolean sequence = event->type == YAML_SEQUENCE_START_EVENT;
    guint number = add_node(reading, sequence ? YAML_SEQUENCE : YAML_MAPPING, &event->start_mark);
    reading->depth++;
    reading->open[reading->depth] = number;
    reading->last[reading->depth] = 0;
    return note_anchor(reading, event, number);
}

/* What is beyond the limits is refused before it becomes a node. */
static gboolean check_limits(struct yaml_reading *reading, const yaml_event_t *event)
{
    gboolean opens =
        event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;
    reading->values += opens || event->type == YAML_SCALAR_EVENT;
    if (opens && reading->depth == YAML_MAX_DEPTH)
        return raise_at(reading, &event->start_mark, MESSAGE_YAML_TOO_DEEP, NULL);
    if (reading->values > 2 * YAML_MAX_VALUES) /* keys are counted here, too */
        return raise_at(reading, &event->start_mark, MESSAGE_YAML_TOO_MANY,
                        G_STRINGIFY(YAML_MAX_VALUES));
    if (anchor_of(event) != NULL && g_hash_table_size(reading->anchors) == YAML_MAX_ANCHORS)
        return raise_at(reading, &event->start_mark, MESSAGE_YAML_TOO_MANY,
                        G_STRINGIFY(YAML_MAX_ANCHORS) " &");
    return TRUE;
}

static gboolean take_event(struct yaml_reading *reading, yaml_event_t *event)
{
    if (!check_limits(reading, event))
        return FALSE;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        g_hash_table_remove_all(reading->anchors);
        return TRUE;
    case YAML_ALIAS_EVENT:
        return add_alias(reading, event);
    case YAML_SCALAR_EVENT:
        return add_scalar(reading, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return open_node(reading, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        reading->depth--;
        return TRUE;
    default:
        return TRUE;
    }
}

static gboolean raise_syntax(const struct yaml_reading *reading, const yaml_parser_t *parser)
{
    gboolean placed = parser->problem_mark.line != 0 || parser->problem_mark.column != 0;
    return raise_at(reading, placed ? &parser->problem_mark : &parser->mark, MESSAGE_YAML_SYNTAX,
                    parser->problem != NULL ? parser->problem : "memory");
}

static gboolean take_events(struct yaml_reading *reading, const char *text)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        g_error("libyaml: no memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, strlen(text));
    gboolean fine = TRUE;
    for (gboolean ended = FALSE; fine && !ended;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fine = raise_syntax(reading, &parser);
            break;
        }
        fine = take_event(reading, &event);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return fine;
}

/* A file holds one document. */
static gboolean check_documents(const struct yaml_tree *tree, GError **error)
{
    guint first = yaml_root(tree), second = first != 0 ? yaml_next(tree, first) : 0;
    if (first == 0)
        return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_EMPTY, tree->name, NULL);
    g_autofree char *place = yaml_place(tree, yaml_at(second, NULL));
    return second == 0 ||
           error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TWO_DOCUMENTS, place, NULL);
}

/* libyaml compares each %TAG with those before it, as soon as it begins to read. */
static gboolean check_tags(const char *text, const char *name, GError **error)
{
    guint count = 0;
    for (const char *at = text; at != NULL && count <= YAML_MAX_TAGS; at = strchr(at, '\n')) {
        at += *at == '\n';
        count += g_str_has_prefix(at, "%TAG");
    }
    return count <= YAML_MAX_TAGS || error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_TOO_MANY,
                                                 name, G_STRINGIFY(YAML_MAX_TAGS) " %TAG", NULL);
}

/* The place of the first byte that is not UTF-8. */
static gboolean raise_not_utf8(const struct yaml_tree *tree, const char *text, const char *bad,
                               GError **error)
{
    guint number = 1;
    const char *line = text;
    for (const char *p = text; p < bad; p++)
        if (*p == '\n') {
            number++;
            line = p + 1;
        }
    g_autofree char *place = place_of(tree, number, (guint)g_utf8_strlen(line, bad - line) + 1);
    return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_NOT_UTF8, place, NULL);
}

/* Text inside the program is in normal form C, whatever the editor wrote. New string, or NULL. */
static char *normal_text(const struct yaml_tree *tree, GBytes *raw, GError **error)
{
    gsize length = 0;
    const char *text = g_bytes_get_data(raw, &length), *bad = NULL;
    if (length == 0)
        return g_strdup("");
    if (g_utf8_validate(text, (gssize)length, &bad))
        return text_nfc(text, (gssize)length);
    raise_not_utf8(tree, text, bad, error);
    return NULL;
}

struct yaml_tree *yaml_tree_new(GBytes *text, const char *name, GError **error)
{
    g_autoptr(yaml_tree_t) tree = g_new0(struct yaml_tree, 1);
    tree->name = g_strdup(name);
    tree->nodes = g_array_new(FALSE, TRUE, sizeof(struct yaml_node));
    g_array_set_size(tree->nodes, 1);
    g_autofree char *normal = normal_text(tree, text, error);
    g_autoptr(GHashTable) anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct yaml_reading reading = {.tree = tree, .anchors = anchors, .error = error};
    if (normal == NULL || !check_tags(normal, name, error) || !take_events(&reading, normal) ||
        !check_documents(tree, error))
        return NULL;
    return g_steal_pointer(&tree);
}
