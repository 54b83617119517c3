/*
 * An office's own words laid over the shipped dictionary.
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
 *         - {name: so_tien, label: Số tiền, type: count, optional: yes}
 *
 * Of datasets and columns that the dictionary has, it says further names, values and wide forms; a
 * column of counts may declare its `format`. What the dictionary does not have is added, and says
 * all that an entry of it says. A value that is added to an order says behind which one it stands,
 * or that it is no step. A name that something else bears already is refused.
 */
#include <string.h>

#include "base/text.h"
#include "spec/dictionary_overlay.h"

/* What an overlay may say of what the dictionary has. */
static const char *const dataset_keys[] = {"name",  "columns",     "one_unit", "wide",
                                           "table", "table_order", NULL};
static const char *const column_keys[] = {"name",    "aliases", "unit_names", "superiors",
                                          "at_most", "format",  "values",     NULL};
static const char *const value_keys[] = {"code", "label", "aliases", "outside", "after", NULL};

static const struct yaml_field overlay_fields[] = {
    {"datasets", YAML_STRUCTS(struct dictionary, datasets, dictionary_dataset_schema),
     .is_of_names = TRUE},
    {"caps", YAML_STRUCTS(struct dictionary, caps, overlay_cap_schema)},
    {"laws", YAML_STRUCTS(struct dictionary, laws, overlay_law_schema)},
    {"tham_quyen_ky_luat", YAML_STRUCTS(struct dictionary, authorities, overlay_authority_schema)},
};

static const struct yaml_schema overlay_schema = YAML_SCHEMA(struct dictionary, overlay_fields);

/* A mapping of the overlay has no other keys than these. */
static gboolean check_keys(const struct overlay_merge *merge, guint node, const char *const *keys)
{
    const struct yaml_tree *tree = merge->complaint.tree;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; keys[i] != NULL; i++)
        g_ptr_array_add(known, (gpointer)keys[i]);
    for (guint key = yaml_node(tree, node)->first; key != 0;
         key = yaml_next(tree, yaml_next(tree, key)))
        if (!g_strv_contains(keys, yaml_node(tree, key)->text))
            return complaint_unknown(&merge->complaint, MESSAGE_YAML_UNKNOWN_KEY,
                                     yaml_at(key, NULL), yaml_node(tree, key)->text, known);
    return TRUE;
}

static gboolean check_has(const struct overlay_merge *merge, guint node, const char *of,
                          const char *key)
{
    return yaml_value(merge->complaint.tree, node, key) != 0 ||
           complaint_raise(&merge->complaint, MESSAGE_SPEC_KEY_NEEDED, yaml_at(node, NULL), of,
                           key);
}

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

/* A value that the column does not have. */
static gboolean refuse_value(const struct overlay_merge *merge, const struct column *column,
                             struct yaml_at place, const char *code)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < column->values_count; i++)
        g_ptr_array_add(known, column->values[i].code);
    return complaint_unknown(&merge->complaint, MESSAGE_TEMPLATE_UNKNOWN_VALUE, place, code, known);
}

/* Where a new value stands: behind all, or in an order behind the one that it names. */
static gboolean place_value(const struct overlay_merge *merge, const struct column *column,
                            const struct dictionary_value *more, unsigned *at)
{
    *at = column->values_count;
    if (more->after != NULL) {
        int before = column_value(column, more->after);
        if (before < 0)
            return refuse_value(merge, column, yaml_at(more->node, "after"), more->after);
        *at = (unsigned)before + 1;
    }
    return column->order == ORDER_NONE || more->outside || more->after != NULL ||
           check_has(merge, more->node, more->code, "after");
}

static void insert_value(struct column *column, const struct dictionary_value *more, unsigned at)
{
    column->values = g_realloc_n(column->values, column->values_count + 1, sizeof *column->values);
    memmove(&column->values[at + 1], &column->values[at],
            (column->values_count++ - at) * sizeof *column->values);
    column->values[at] = (struct dictionary_value){.code = g_strdup(more->code),
                                                   .label = g_strdup(more->label),
                                                   .outside = more->outside,
                                                   .node = more->node};
}

/* A code that the dictionary does not have: without a label it may be a wrong one. */
static gboolean check_new_value(const struct overlay_merge *merge, const struct column *column,
                                GHashTable *owners, const struct dictionary_value *more)
{
    struct yaml_at place = yaml_at(more->node, "code");
    if (!column_is_open(column) && more->label == NULL)
        return refuse_value(merge, column, place, more->code);
    if (!check_has(merge, more->node, more->code, "label"))
        return FALSE;
    g_autofree char *folded = text_code(more->label, -1);
    if (column_is_open(column) && strcmp(folded, more->code) != 0)
        return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_OPEN_CODE, place, more->label,
                               folded);
    g_autofree char *key = text_key(more->label, -1);
    gpointer found;
    if (g_hash_table_lookup_extended(owners, key, NULL, &found))
        return complaint_raise(&merge->complaint, MESSAGE_DICTIONARY_SAME_KEY, place, more->label,
                               column->values[GPOINTER_TO_UINT(found)].code);
    return TRUE;
}

static gboolean add_value(const struct overlay_merge *merge, struct column *column,
                          const struct dictionary_value *more)
{
    unsigned at;
    g_autoptr(GHashTable) owners = owners_of_values(column);
    if (!check_new_value(merge, column, owners, more) || !place_value(merge, column, more, &at))
        return FALSE;
    insert_value(column, more, at);
    return TRUE;
}

static gboolean merge_value(const struct overlay_merge *merge, struct column *column,
                            const struct dictionary_value *more)
{
    if (!check_keys(merge, more->node, value_keys) ||
        (column_value(column, more->code) < 0 && !add_value(merge, column, more)))
        return FALSE;
    g_autoptr(GHashTable) owners = owners_of_values(column);
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

/* A column that the dictionary does not have: without a type its name may be a wrong one. */
static gboolean add_column(const struct overlay_merge *merge, struct dataset *dataset,
                           const struct column *more)
{
    const struct complaint *complaint = &merge->complaint;
    if (yaml_value(complaint->tree, more->node, "type") == 0)
        return dictionary_check_column(dataset, complaint, more->name, yaml_at(more->node, "name"));
    if (dataset->columns_count == DICTIONARY_MAX_COLUMNS)
        return complaint_raise(complaint, MESSAGE_YAML_LIST_LONG, yaml_at(more->node, NULL),
                               G_STRINGIFY(DICTIONARY_MAX_COLUMNS), NULL);
    g_autofree struct column *column = yaml_schema_fill_at(
        &dictionary_column_schema, complaint->tree, more->node, complaint->error);
    if (column == NULL)
        return FALSE;
    dataset->columns =
        g_realloc_n(dataset->columns, dataset->columns_count + 1, sizeof *dataset->columns);
    dataset->columns[dataset->columns_count++] = *column;
    return TRUE;
}

/* What the overlay says, if it says anything. */
static void take_text(char **text, const char *more)
{
    if (more == NULL)
        return;
    g_free(*text);
    *text = g_strdup(more);
}

static gboolean merge_column(const struct overlay_merge *merge, struct dataset *dataset,
                             const struct column *more)
{
    if (dataset_column(dataset, more->name) < 0)
        return add_column(merge, dataset, more);
    if (!check_keys(merge, more->node, column_keys))
        return FALSE;
    int number = dataset_column(dataset, more->name);
    struct column *column = &dataset->columns[number];
    g_autoptr(GHashTable) names = owners_of_columns(dataset);
    struct siblings columns = {(const char *)dataset->columns, sizeof *dataset->columns, names,
                               (unsigned)number};
    if (!merge_type(merge, column, more) ||
        !add_aliases(merge, &columns, &more->aliases, more->node, &column->aliases))
        return FALSE;
    if (more->format != FORMAT_NONE)
        column->format = more->format;
    take_text(&column->at_most, more->at_most);
    add_headers(&column->unit_names, &more->unit_names);
    add_headers(&column->superiors, &more->superiors);
    for (unsigned i = 0; i < more->values_count; i++)
        if (!merge_value(merge, column, &more->values[i]))
            return FALSE;
    return TRUE;
}

/* The same of a dataset: without a kind its name may be a wrong one. */
static gboolean add_dataset(const struct overlay_merge *merge, const struct dataset *more)
{
    const struct complaint *complaint = &merge->complaint;
    struct dictionary *dictionary = merge->dictionary;
    if (yaml_value(complaint->tree, more->node, "kind") == 0) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (unsigned i = 0; i < dictionary->datasets_count; i++)
            g_ptr_array_add(known, dictionary->datasets[i].name);
        return complaint_unknown(complaint, MESSAGE_OVERLAY_UNKNOWN_DATASET,
                                 yaml_at(more->node, "name"), more->name, known);
    }
    g_autofree struct dataset *dataset = yaml_schema_fill_at(
        &dictionary_dataset_schema, complaint->tree, more->node, complaint->error);
    if (dataset == NULL)
        return FALSE;
    dictionary->datasets = g_realloc_n(dictionary->datasets, dictionary->datasets_count + 1,
                                       sizeof *dictionary->datasets);
    dictionary->datasets[dictionary->datasets_count++] = *dataset;
    return TRUE;
}

/* Forms with a column a value: the overlay gives them up. */
static void add_wide(struct dataset *dataset, struct dataset *more)
{
    dataset->wide = g_realloc_n(dataset->wide, dataset->wide_count + more->wide_count + 1,
                                sizeof *dataset->wide);
    for (unsigned i = 0; i < more->wide_count; i++) {
        dataset->wide[dataset->wide_count++] = more->wide[i];
        more->wide[i] = (struct dataset_wide){0};
    }
}

static gboolean merge_dataset(const struct overlay_merge *merge, struct dataset *more)
{
    struct dataset *dataset = (struct dataset *)dictionary_dataset(merge->dictionary, more->name);
    if (dataset == NULL)
        return add_dataset(merge, more);
    if (!check_keys(merge, more->node, dataset_keys))
        return FALSE;
    for (unsigned i = 0; i < more->columns_count; i++)
        if (!merge_column(merge, dataset, &more->columns[i]))
            return FALSE;
    if (more->wide_count > 0)
        add_wide(dataset, more);
    take_text(&dataset->table, more->table);
    take_text(&dataset->table_order, more->table_order);
    dataset->one_unit |= more->one_unit;
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
    if (done && overlay->datasets_count > 0)
        done = dictionary_check(dictionary, tree, error);
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
    if (yaml_entries_have(tree, "kind", "tree")) {
        g_clear_pointer(dictionary, dictionary_free);
        *result = g_bytes_ref(text);
        return dictionary_of_tree(tree, dictionary, error);
    }
    if (!lay_over(*dictionary, tree, error))
        return FALSE;
    *result = dictionary_to_yaml(*dictionary);
    return TRUE;
}
