#include "spec/yaml_schema.h"

#include <string.h>
#include <yaml.h>

#include "base/error.h"
#include "spec/complaint.h"

/* One walk over a tree. */
struct yaml_filling {
    struct complaint complaint;
    guint visited;        /* an alias leads to the same node again and again */
    gboolean is_of_names; /* nothing is needed but the first keys */
};

static gboolean fill_value(struct yaml_filling *filling, guint number,
                           const struct yaml_field *field, char *data);

static const struct yaml_node *node_of(const struct yaml_filling *filling, guint number)
{
    return yaml_node(filling->complaint.tree, number);
}

static guint next_of(const struct yaml_filling *filling, guint number)
{
    return yaml_next(filling->complaint.tree, number);
}

static gboolean refuse(const struct yaml_filling *filling, guint number, enum message message,
                       const char *word)
{
    return complaint_raise(&filling->complaint, message, yaml_at(number, NULL), word, NULL);
}

/* A value is begun: FALSE where there are too many. */
static gboolean begin_value(struct yaml_filling *filling, guint number)
{
    return ++filling->visited <= YAML_MAX_VALUES ||
           refuse(filling, number, MESSAGE_YAML_TOO_MANY, G_STRINGIFY(YAML_MAX_VALUES));
}

static gboolean fill_text(const struct yaml_filling *filling, guint number, char **text)
{
    const struct yaml_node *node = node_of(filling, number);
    if (node->kind != YAML_SCALAR)
        return refuse(filling, number, MESSAGE_YAML_TEXT_EXPECTED, NULL);
    if (strlen(node->text) != node->length)
        return refuse(filling, number, MESSAGE_YAML_NUL, NULL);
    if (node->length == 0)
        return refuse(filling, number, MESSAGE_YAML_TEXT_EMPTY, NULL);
    *text = g_strdup(node->text);
    return TRUE;
}

static gboolean fill_yes_no(const struct yaml_filling *filling, guint number, gboolean *value)
{
    const struct yaml_node *node = node_of(filling, number);
    static const char *const yes[] = {"yes", "true", NULL}, *const no[] = {"no", "false", NULL};
    *value = node->kind == YAML_SCALAR && g_strv_contains(yes, node->text);
    return *value || (node->kind == YAML_SCALAR && g_strv_contains(no, node->text)) ||
           refuse(filling, number, MESSAGE_YAML_BOOL_EXPECTED, NULL);
}

static gboolean fill_choice(const struct yaml_filling *filling, guint number,
                            const char *const *names, int *value)
{
    const struct yaml_node *node = node_of(filling, number);
    if (node->kind != YAML_SCALAR)
        return refuse(filling, number, MESSAGE_YAML_TEXT_EXPECTED, NULL);
    for (*value = 0; names[*value] != NULL; (*value)++)
        if (strcmp(names[*value], node->text) == 0)
            return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const char *const *name = names; *name != NULL; name++)
        g_ptr_array_add(known, (gpointer)*name);
    return complaint_unknown(&filling->complaint, MESSAGE_YAML_UNKNOWN_NAME, yaml_at(number, NULL),
                             node->text, known);
}

static gboolean refuse_key(const struct yaml_filling *filling, guint key,
                           const struct yaml_schema *schema)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < schema->count; i++)
        g_ptr_array_add(known, (gpointer)schema->fields[i].key);
    return complaint_unknown(&filling->complaint, MESSAGE_YAML_UNKNOWN_KEY, yaml_at(key, NULL),
                             node_of(filling, key)->text, known);
}

/* One key with its value; `seen` has a bit for each field that has been met. */
static gboolean fill_pair(struct yaml_filling *filling, guint key, const struct yaml_schema *schema,
                          guint64 *seen, char *data)
{
    const struct yaml_node *name = node_of(filling, key);
    if (name->kind != YAML_SCALAR)
        return refuse(filling, key, MESSAGE_YAML_TEXT_EXPECTED, NULL);
    guint i = 0;
    while (i < schema->count && strcmp(schema->fields[i].key, name->text) != 0)
        i++;
    if (i == schema->count)
        return refuse_key(filling, key, schema);
    if (*seen & G_GUINT64_CONSTANT(1) << i)
        return refuse(filling, key, MESSAGE_YAML_KEY_TWICE, name->text);
    *seen |= G_GUINT64_CONSTANT(1) << i;
    return fill_value(filling, next_of(filling, key), &schema->fields[i], data);
}

static gboolean fill_struct(struct yaml_filling *filling, guint number,
                            const struct yaml_schema *schema, char *data)
{
    const struct yaml_node *node = node_of(filling, number);
    guint64 seen = 0;
    if (node->kind != YAML_MAPPING)
        return refuse(filling, number, MESSAGE_YAML_MAPPING_EXPECTED, NULL);
    g_assert(schema->count <= 64);
    *(guint *)(data + schema->node) = number;
    for (guint key = node->first; key != 0; key = next_of(filling, next_of(filling, key)))
        if (!fill_pair(filling, key, schema, &seen, data))
            return FALSE;
    for (guint i = 0; i < schema->count; i++)
        if (schema->fields[i].needed && !(filling->is_of_names && i > 0) &&
            !(seen & G_GUINT64_CONSTANT(1) << i))
            return refuse(filling, number, MESSAGE_YAML_KEY_MISSING, schema->fields[i].key);
    return TRUE;
}

static gsize entry_size(const struct yaml_field *field)
{
    return field->type == YAML_IS_STRUCTS ? field->entry->size : sizeof(char *);
}

static gboolean check_length(const struct yaml_filling *filling, guint number,
                             const struct yaml_field *field)
{
    const struct yaml_node *node = node_of(filling, number);
    if (node->kind != YAML_SEQUENCE)
        return refuse(filling, number, MESSAGE_YAML_LIST_EXPECTED, NULL);
    if (node->count == 0)
        return refuse(filling, number, MESSAGE_YAML_LIST_SHORT, "1");
    g_autofree char *most = g_strdup_printf("%u", field->most);
    return field->most == 0 || node->count <= field->most ||
           refuse(filling, number, MESSAGE_YAML_LIST_LONG, most);
}

static gboolean fill_list(struct yaml_filling *filling, guint number,
                          const struct yaml_field *field, char *data)
{
    const struct yaml_node *node = node_of(filling, number);
    gboolean was_of_names = filling->is_of_names;
    if (!check_length(filling, number, field))
        return FALSE;
    filling->is_of_names |= field->is_of_names;
    unsigned *count = (unsigned *)(data + field->count);
    char *entry = g_malloc0_n(node->count, entry_size(field));
    *(char **)(data + field->offset) = entry;
    for (guint i = node->first; i != 0; i = next_of(filling, i)) {
        ++*count;
        if (!begin_value(filling, i) ||
            !(field->type == YAML_IS_STRUCTS ? fill_struct(filling, i, field->entry, entry)
                                             : fill_text(filling, i, (char **)entry)))
            return FALSE;
        entry += entry_size(field);
    }
    filling->is_of_names = was_of_names;
    return TRUE;
}

static gboolean fill_value(struct yaml_filling *filling, guint number,
                           const struct yaml_field *field, char *data)
{
    char *member = data + field->offset;
    if (!begin_value(filling, number))
        return FALSE;
    switch (field->type) {
    case YAML_IS_TEXT:
        return fill_text(filling, number, (char **)member);
    case YAML_IS_YES_NO:
        return fill_yes_no(filling, number, (gboolean *)member);
    case YAML_IS_CHOICE:
        return fill_choice(filling, number, field->choices, (int *)member);
    default:
        return fill_list(filling, number, field, data);
    }
}

static gpointer fill_node(struct yaml_filling *filling, guint node,
                          const struct yaml_schema *schema)
{
    gpointer data = g_malloc0(schema->size);
    if (begin_value(filling, node) && fill_struct(filling, node, schema, data))
        return data;
    yaml_schema_free(schema, data);
    return NULL;
}

gpointer yaml_schema_fill_at(const struct yaml_schema *schema, const struct yaml_tree *tree,
                             guint node, GError **error)
{
    struct yaml_filling filling = {.complaint = {tree, error}};
    return fill_node(&filling, node, schema);
}

gpointer yaml_schema_fill(const struct yaml_schema *schema, const struct yaml_tree *tree,
                          GError **error)
{
    return tree != NULL ? yaml_schema_fill_at(schema, tree, yaml_root(tree), error) : NULL;
}

static void clear_struct(const struct yaml_schema *schema, char *data)
{
    for (guint i = 0; i < schema->count; i++) {
        const struct yaml_field *field = &schema->fields[i];
        if (field->type == YAML_IS_YES_NO || field->type == YAML_IS_CHOICE)
            continue;
        char *member = *(char **)(data + field->offset);
        unsigned count = field->type != YAML_IS_TEXT ? *(unsigned *)(data + field->count) : 0;
        for (unsigned k = 0; k < count; k++)
            if (field->type == YAML_IS_STRUCTS)
                clear_struct(field->entry, member + k * field->entry->size);
            else
                g_free(((char **)member)[k]);
        g_free(member);
    }
}

void yaml_schema_free(const struct yaml_schema *schema, gpointer data)
{
    if (data == NULL)
        return;
    clear_struct(schema, data);
    g_free(data);
}

static void emit(yaml_emitter_t *emitter, yaml_event_t *event, int made)
{
    if (!made || !yaml_emitter_emit(emitter, event))
        g_error("libyaml: %s", emitter->problem != NULL ? emitter->problem : "no memory");
}

static void emit_text(yaml_emitter_t *emitter, const char *text)
{
    yaml_event_t event;
    emit(emitter, &event,
         yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text,
                                      (int)strlen(text), 1, 1, YAML_ANY_SCALAR_STYLE));
}

static void emit_struct(yaml_emitter_t *emitter, const struct yaml_schema *schema,
                        const char *data);

static void emit_list(yaml_emitter_t *emitter, const struct yaml_field *field, const char *data)
{
    yaml_event_t event;
    const char *entry = *(char *const *)(data + field->offset);
    unsigned count = *(const unsigned *)(data + field->count);
    emit(emitter, &event,
         yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE));
    for (unsigned i = 0; i < count; i++, entry += entry_size(field))
        if (field->type == YAML_IS_STRUCTS)
            emit_struct(emitter, field->entry, entry);
        else
            emit_text(emitter, *(char *const *)entry);
    emit(emitter, &event, yaml_sequence_end_event_initialize(&event));
}

/* Members without a value have no key; a choice and a yes or no always have one. */
static void emit_field(yaml_emitter_t *emitter, const struct yaml_field *field, const char *data)
{
    const char *member = data + field->offset;
    gboolean points = field->type != YAML_IS_YES_NO && field->type != YAML_IS_CHOICE;
    if (points && *(char *const *)member == NULL)
        return;
    emit_text(emitter, field->key);
    if (field->type == YAML_IS_TEXT)
        emit_text(emitter, *(char *const *)member);
    else if (field->type == YAML_IS_YES_NO)
        emit_text(emitter, *(const gboolean *)member ? "true" : "false");
    else if (field->type == YAML_IS_CHOICE)
        emit_text(emitter, field->choices[*(const int *)member]);
    else
        emit_list(emitter, field, data);
}

static void emit_struct(yaml_emitter_t *emitter, const struct yaml_schema *schema, const char *data)
{
    yaml_event_t event;
    emit(emitter, &event,
         yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
    for (guint i = 0; i < schema->count; i++)
        emit_field(emitter, &schema->fields[i], data);
    emit(emitter, &event, yaml_mapping_end_event_initialize(&event));
}

static int append(void *text, unsigned char *bytes, size_t length)
{
    g_string_append_len(text, (const char *)bytes, (gssize)length);
    return 1;
}

GBytes *yaml_schema_write(const struct yaml_schema *schema, gconstpointer data)
{
    yaml_emitter_t emitter;
    yaml_event_t event;
    GString *text = g_string_new(NULL);
    if (!yaml_emitter_initialize(&emitter))
        g_error("libyaml: no memory");
    yaml_emitter_set_output(&emitter, append, text);
    emit(&emitter, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    emit(&emitter, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
    emit_struct(&emitter, schema, data);
    emit(&emitter, &event, yaml_document_end_event_initialize(&event, 1));
    emit(&emitter, &event, yaml_stream_end_event_initialize(&event));
    yaml_emitter_delete(&emitter);
    return g_string_free_to_bytes(text);
}
