#include "spec/yaml_walk.h"

#include <string.h>

#include "base/error.h"
#include "spec/complaint.h"
#include "spec/yaml.h"

struct walk {
    const char *file;
    yaml_document_t *document;
    guint visited; /* an alias leads to the same node again and again */
    GError **error;
};

typedef gboolean (*walker)(struct walk *walk, const yaml_node_t *node,
                           const cyaml_schema_value_t *schema);

static gboolean walk_node(struct walk *walk, const yaml_node_t *node,
                          const cyaml_schema_value_t *schema);

char *yaml_mark_place(const char *file, const yaml_mark_t *mark)
{
    return g_strdup_printf("%s:%zu:%zu", file, mark->line + 1, mark->column + 1);
}

static const char *text_of(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

static gboolean raise_at(struct walk *walk, const yaml_node_t *node, enum message message,
                         const char *word, const char *more)
{
    g_autofree char *place = yaml_mark_place(walk->file, &node->start_mark);
    return error_raise(walk->error, TONGKET_ERROR_SPEC, message, place, word, more, NULL);
}

static gboolean raise_unknown(struct walk *walk, const yaml_node_t *node, enum message message,
                              const GPtrArray *known)
{
    g_autofree char *hint = complaint_hint(text_of(node), known);
    return raise_at(walk, node, message, text_of(node), hint);
}

static gboolean walk_text(struct walk *walk, const yaml_node_t *node,
                          const cyaml_schema_value_t *schema)
{
    if (node->type != YAML_SCALAR_NODE)
        return raise_at(walk, node, MESSAGE_YAML_TEXT_EXPECTED, NULL, NULL);
    if (strlen(text_of(node)) != node->data.scalar.length)
        return raise_at(walk, node, MESSAGE_YAML_NUL, NULL, NULL);
    if (node->data.scalar.length < schema->string.min)
        return raise_at(walk, node, MESSAGE_YAML_TEXT_EMPTY, NULL, NULL);
    return TRUE;
}

/* libcyaml takes any word but "no" and its like for yes. */
static gboolean walk_bool(struct walk *walk, const yaml_node_t *node,
                          const cyaml_schema_value_t *schema)
{
    (void)schema;
    static const char *const words[] = {"yes", "no", "true", "false", NULL};
    if (node->type != YAML_SCALAR_NODE || !g_strv_contains(words, text_of(node)))
        return raise_at(walk, node, MESSAGE_YAML_BOOL_EXPECTED, NULL, NULL);
    return TRUE;
}

static gboolean walk_enum(struct walk *walk, const yaml_node_t *node,
                          const cyaml_schema_value_t *schema)
{
    if (node->type != YAML_SCALAR_NODE)
        return raise_at(walk, node, MESSAGE_YAML_TEXT_EXPECTED, NULL, NULL);

    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < schema->enumeration.count; i++) {
        if (strcmp(schema->enumeration.strings[i].str, text_of(node)) == 0)
            return TRUE;
        g_ptr_array_add(known, (gpointer)schema->enumeration.strings[i].str);
    }
    return raise_unknown(walk, node, MESSAGE_YAML_UNKNOWN_NAME, known);
}

static gboolean walk_sequence(struct walk *walk, const yaml_node_t *node,
                              const cyaml_schema_value_t *schema)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return raise_at(walk, node, MESSAGE_YAML_LIST_EXPECTED, NULL, NULL);

    gsize count = (gsize)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (count < schema->sequence.min || count > schema->sequence.max) {
        gboolean few = count < schema->sequence.min;
        g_autofree char *limit =
            g_strdup_printf("%u", few ? schema->sequence.min : schema->sequence.max);
        return raise_at(walk, node, few ? MESSAGE_YAML_LIST_SHORT : MESSAGE_YAML_LIST_LONG, limit,
                        NULL);
    }
    for (yaml_node_item_t *item = node->data.sequence.items.start;
         item < node->data.sequence.items.top; item++)
        if (!walk_node(walk, yaml_document_get_node(walk->document, *item), schema->sequence.entry))
            return FALSE;
    return TRUE;
}

static const cyaml_schema_field_t *find_field(const cyaml_schema_value_t *schema, const char *key)
{
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        if (strcmp(field->key, key) == 0)
            return field;
    return NULL;
}

static gboolean raise_unknown_key(struct walk *walk, const yaml_node_t *key,
                                  const cyaml_schema_value_t *schema)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        g_ptr_array_add(known, (gpointer)field->key);
    return raise_unknown(walk, key, MESSAGE_YAML_UNKNOWN_KEY, known);
}

/* One key with its value; `seen` holds the keys met so far. */
static gboolean walk_pair(struct walk *walk, const yaml_node_pair_t *pair,
                          const cyaml_schema_value_t *schema, GHashTable *seen)
{
    const yaml_node_t *key = yaml_document_get_node(walk->document, pair->key);
    if (key->type != YAML_SCALAR_NODE)
        return raise_at(walk, key, MESSAGE_YAML_TEXT_EXPECTED, NULL, NULL);

    const cyaml_schema_field_t *field = find_field(schema, text_of(key));
    if (!field)
        return raise_unknown_key(walk, key, schema);
    if (!g_hash_table_add(seen, (gpointer)field))
        return raise_at(walk, key, MESSAGE_YAML_KEY_TWICE, text_of(key), NULL);
    return walk_node(walk, yaml_document_get_node(walk->document, pair->value), &field->value);
}

static gboolean walk_mapping(struct walk *walk, const yaml_node_t *node,
                             const cyaml_schema_value_t *schema)
{
    if (node->type != YAML_MAPPING_NODE)
        return raise_at(walk, node, MESSAGE_YAML_MAPPING_EXPECTED, NULL, NULL);

    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top; pair++)
        if (!walk_pair(walk, pair, schema, seen))
            return FALSE;
    for (const cyaml_schema_field_t *field = schema->mapping.fields; field->key; field++)
        if (!(field->value.flags & CYAML_FLAG_OPTIONAL) && !g_hash_table_contains(seen, field))
            return raise_at(walk, node, MESSAGE_YAML_KEY_MISSING, field->key, NULL);
    return TRUE;
}

static const walker walkers[CYAML__TYPE_COUNT] = {
    [CYAML_STRING] = walk_text,       [CYAML_BOOL] = walk_bool,       [CYAML_ENUM] = walk_enum,
    [CYAML_SEQUENCE] = walk_sequence, [CYAML_MAPPING] = walk_mapping,
};

static gboolean walk_node(struct walk *walk, const yaml_node_t *node,
                          const cyaml_schema_value_t *schema)
{
    g_assert(walkers[schema->type]);
    if (++walk->visited > YAML_MAX_VALUES)
        return raise_at(walk, node, MESSAGE_YAML_TOO_MANY, G_STRINGIFY(YAML_MAX_VALUES), NULL);
    return walkers[schema->type](walk, node, schema);
}

gboolean yaml_walk(const char *file, yaml_document_t *document, const cyaml_schema_value_t *schema,
                   GError **error)
{
    struct walk walk = {.file = file, .document = document, .error = error};
    return walk_node(&walk, yaml_document_get_root_node(document), schema);
}
