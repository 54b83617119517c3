/*
 * An office's own names laid over the shipped dictionary.
 *
 * An overlay is a YAML file of the same build in which nothing but names is needed:
 *
 *   datasets:
 *     - name: ky_luat
 *       columns:
 *         - name: hinh_thuc
 *           aliases: [Hình thức xử lý]          # other headers
 *           values:
 *             - {code: khien_trach, aliases: [Phê bình khiển trách]}
 *         - {name: nhom_vi_pham, values: [{code: lang_phi, label: Lãng phí}]}
 *
 * Datasets and columns are those of the dictionary; new values are taken by open lists only. A
 * column of counts may declare its `format`. A name that something else bears already is refused.
 */
#include <string.h>

#include "base/text.h"
#include "spec/dictionary_overlay.h"

static const struct yaml_field value_fields[] = {
    {"code", YAML_TEXT(struct dictionary_value, code), YAML_NEEDED},
    {"label", YAML_TEXT(struct dictionary_value, label)},
    {"aliases", YAML_TEXTS(struct dictionary_value, aliases)},
};

static const struct yaml_schema value_schema = YAML_SCHEMA(struct dictionary_value, value_fields);

static const struct yaml_field column_fields[] = {
    {"name", YAML_TEXT(struct column, name), YAML_NEEDED},
    {"aliases", YAML_TEXTS(struct column, aliases)},
    {"unit_names", YAML_TEXTS(struct column, unit_names)},
    {"superiors", YAML_TEXTS(struct column, superiors)},
    {"at_most", YAML_TEXT(struct column, at_most)},
    {"format", YAML_CHOICE(struct column, format, number_format_names)},
    {"values", YAML_STRUCTS(struct column, values, value_schema)},
};

static const struct yaml_schema column_schema = YAML_SCHEMA(struct column, column_fields);

static const struct yaml_field dataset_fields[] = {
    {"name", YAML_TEXT(struct dataset, name), YAML_NEEDED},
    {"columns", YAML_STRUCTS(struct dataset, columns, column_schema), YAML_NEEDED},
};

static const struct yaml_schema dataset_schema = YAML_SCHEMA(struct dataset, dataset_fields);

static const struct yaml_field overlay_fields[] = {
    {"datasets", YAML_STRUCTS(struct dictionary, datasets, dataset_schema)},
    {"caps", YAML_STRUCTS(struct dictionary, caps, overlay_cap_schema)},
    {"laws", YAML_STRUCTS(struct dictionary, laws, overlay_law_schema)},
    {"tham_quyen_ky_luat", YAML_STRUCTS(struct dictionary, authorities, overlay_authority_schema)},
};

static const struct yaml_schema overlay_schema = YAML_SCHEMA(struct dictionary, overlay_fields);

static void add_name(struct names *names, const char *name)
{
    names->item = g_realloc_n(names->item, names->count + 1, sizeof *names->item);
    names->item[names->count++] = g_strdup(name);
}

/* The columns of a dataset or the values of a column; the first member of each is its name. */
struct siblings {
    const char *items;
    gsize size;
    GHashTable *owners; /* the key of each name -> number of the sibling that bears it */
    unsigned owner;     /* the sibling that gets more aliases */
};

/* The first that bears a name keeps it. */
static void own(GHashTable *owners, const char *name, unsigned owner)
{
    g_autofree char *key = name != NULL ? text_key(name, -1) : NULL;
    if (key != NULL && !g_hash_table_contains(owners, key))
        g_hash_table_insert(owners, g_steal_pointer(&key), GUINT_TO_POINTER(owner));
}

static void own_all(GHashTable *owners, const struct names *names, unsigned owner)
{
    for (unsigned i = 0; i < names->count; i++)
        own(owners, names->item[i], owner);
}

static GHashTable *owners_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *owners_of_columns(const struct dataset *dataset)
{
    GHashTable *owners = owners_new();
    for (unsigned i = 0; i < dataset->columns_count; i++) {
        own(owners, dataset->columns[i].name, i);
        own(owners, dataset->columns[i].label, i);
        own_all(owners, &dataset->columns[i].aliases, i);
    }
    return owners;
}

static GHashTable *owners_of_values(const struct column *column)
{
    GHashTable *owners = owners_new();
    for (unsigned i = 0; i < column->values_count; i++) {
        own(owners, column->values[i].code, i);
        own(owners, column->values[i].label, i);
        own_all(owners, &column->values[i].aliases, i);
    }
    return owners;
}

static const char *name_of(const struct siblings *siblings, unsigned number)
{
    return *(const char *const *)(siblings->items + number * siblings->size);
}

/* Adds those of `more` that are new; none may be borne by another of the siblings. */
static gboolean add_aliases(const struct overlay_merge *merge, const struct siblings *siblings,
                            const struct names *more, guint node, struct names *aliases)
{
    for (unsigned i = 0; i < more->count; i++) {
        struct yaml_at place = yaml_at_entry(node, "aliases", i);
        g_autofree char *key = text_key(more->item[i], -1);
        if (*key == '\0')
            return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_NO_LETTER, place,
                                   more->item[i], NULL);
        gpointer found;
        gboolean borne = g_hash_table_lookup_extended(siblings->owners, key, NULL, &found);
        if (borne && GPOINTER_TO_UINT(found) != siblings->owner)
            return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_SAME_KEY, place,
                                   more->item[i], name_of(siblings, GPOINTER_TO_UINT(found)));
        if (borne)
            continue;
        add_name(aliases, more->item[i]);
        own(siblings->owners, more->item[i], siblings->owner);
    }
    return TRUE;
}

static void append_value(struct column *column, const struct dictionary_value *more)
{
    column->values = g_realloc_n(column->values, column->values_count + 1, sizeof *column->values);
    struct dictionary_value *value = &column->values[column->values_count++];
    *value =
        (struct dictionary_value){.code = g_strdup(more->code), .label = g_strdup(more->label)};
}

/* A value that the dictionary does not have: open lists take it under its folded label. */
static gboolean add_value(const struct overlay_merge *merge, struct column *column,
                          GHashTable *owners, const struct dictionary_value *more)
{
    struct yaml_at place = yaml_at(more->node, "code");
    if (!column_is_open(column)) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (unsigned i = 0; i < column->values_count; i++)
            g_ptr_array_add(known, column->values[i].code);
        return complaint_unknown(&merge->complaint, MESSAGE_TEMPLATE_UNKNOWN_VALUE, place,
                                 more->code, known);
    }
    if (more->label == NULL)
        return complaint_raise(&merge->complaint, MESSAGE_SPEC_KEY_NEEDED,
                               yaml_at(more->node, NULL), more->code, "label");
    g_autofree char *folded = text_code(more->label, -1);
    if (strcmp(folded, more->code) != 0)
        return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_OPEN_CODE, place, more->label,
                               folded);
    g_autofree char *key = text_key(more->label, -1);
    gpointer found;
    if (g_hash_table_lookup_extended(owners, key, NULL, &found))
        return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_SAME_KEY, place, more->label,
                               column->values[GPOINTER_TO_UINT(found)].code);
    append_value(column, more);
    own(owners, more->code, column->values_count - 1);
    own(owners, more->label, column->values_count - 1);
    return TRUE;
}

static gboolean merge_value(const struct overlay_merge *merge, struct column *column,
                            GHashTable *owners, const struct dictionary_value *more)
{
    if (column_value(column, more->code) < 0 && !add_value(merge, column, owners, more))
        return FALSE;
    int number = column_value(column, more->code);
    struct siblings values = {(const char *)column->values, sizeof *column->values, owners,
                              (unsigned)number};
    return add_aliases(merge, &values, &more->aliases, more->node, &column->values[number].aliases);
}

/* Names of columns of units need not be told apart: the dictionary's come first. */
static void add_headers(struct names *names, const struct names *more)
{
    for (unsigned i = 0; i < more->count; i++)
        add_name(names, more->item[i]);
}

static gboolean merge_type(const struct overlay_merge *merge, const struct column *column,
                           const struct column *more)
{
    g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
    const char *unfit = NULL;
    if (more->format != FORMAT_NONE && column->type != COLUMN_COUNT)
        unfit = "format";
    else if (more->at_most != NULL && column->type != COLUMN_COUNT)
        unfit = "at_most";
    else if (more->unit_names.count > 0 && column->type != COLUMN_UNIT)
        unfit = "unit_names";
    else if (more->superiors.count > 0 && column->type != COLUMN_UNIT)
        unfit = "superiors";
    else if (more->values_count > 0 && column->type != COLUMN_CODE && !column_is_open(column))
        unfit = "values";
    if (unfit != NULL)
        return complaint_raise(&merge->complaint, MESSAGE_SPEC_KEY_NOT_HERE,
                               yaml_at(more->node, NULL), type, unfit);
    return dictionary_check_at_most(&merge->complaint, more->at_most, more->node);
}

static gboolean merge_column(const struct overlay_merge *merge, struct dataset *dataset,
                             const struct column *more)
{
    if (!dictionary_check_column(dataset, &merge->complaint, more->name,
                                 yaml_at(more->node, "name")))
        return FALSE;
    int number = dataset_column(dataset, more->name);
    struct column *column = &dataset->columns[number];
    g_autoptr(GHashTable) names = owners_of_columns(dataset);
    g_autoptr(GHashTable) values = owners_of_values(column);
    struct siblings columns = {(const char *)dataset->columns, sizeof *dataset->columns, names,
                               (unsigned)number};
    if (!merge_type(merge, column, more) ||
        !add_aliases(merge, &columns, &more->aliases, more->node, &column->aliases))
        return FALSE;
    if (more->format != FORMAT_NONE)
        column->format = more->format;
    if (more->at_most != NULL) {
        g_free(column->at_most);
        column->at_most = g_strdup(more->at_most);
    }
    add_headers(&column->unit_names, &more->unit_names);
    add_headers(&column->superiors, &more->superiors);
    for (unsigned i = 0; i < more->values_count; i++)
        if (!merge_value(merge, column, values, &more->values[i]))
            return FALSE;
    return TRUE;
}

static gboolean merge_dataset(const struct overlay_merge *merge, const struct dataset *more)
{
    struct dictionary *dictionary = merge->dictionary;
    struct dataset *dataset = NULL;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        g_ptr_array_add(known, dictionary->datasets[i].name);
        if (strcmp(dictionary->datasets[i].name, more->name) == 0)
            dataset = &dictionary->datasets[i];
    }
    if (dataset == NULL)
        return complaint_unknown(&merge->complaint, MESSAGE_OVERLAY_UNKNOWN_DATASET,
                                 yaml_at(more->node, "name"), more->name, known);
    for (unsigned i = 0; i < more->columns_count; i++)
        if (!merge_column(merge, dataset, &more->columns[i]))
            return FALSE;
    return TRUE;
}

static gboolean lay_over(struct dictionary *dictionary, const struct yaml_tree *tree,
                         GError **error)
{
    struct dictionary *overlay = yaml_schema_fill(&overlay_schema, tree, error);
    struct overlay_merge merge = {dictionary, {tree, error}};
    gboolean done = overlay != NULL;
    for (unsigned i = 0; done && i < overlay->datasets_count; i++)
        done = merge_dataset(&merge, &overlay->datasets[i]);
    done = done && overlay_merge_rules(&merge, overlay);
    yaml_schema_free(&overlay_schema, overlay);
    return done;
}

gboolean dictionary_load_over(GBytes *text, const char *name, struct dictionary **dictionary,
                              GBytes **result, GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    if (tree == NULL)
        return FALSE;
    if (yaml_entries_have(tree, "kind")) {
        g_clear_pointer(dictionary, dictionary_free);
        *result = g_bytes_ref(text);
        return dictionary_of_tree(tree, dictionary, error);
    }
    if (!lay_over(*dictionary, tree, error))
        return FALSE;
    *result = dictionary_to_yaml(*dictionary);
    return TRUE;
}
