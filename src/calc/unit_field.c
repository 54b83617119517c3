/* The values of a field of units, numbered. */
#include <string.h>

#include "base/text.h"
#include "calc/query.h"

struct unit_value {
    const char *code, *label;
};

static struct unit_value value_of_unit(const struct column *column, const struct unit *unit)
{
    if (strcmp(column->name, "cap") == 0)
        return (struct unit_value){level_code(unit->level), level_label(unit->level)};
    return (struct unit_value){unit->kind, unit->kind_label};
}

static int compare_unit_values(gconstpointer a, gconstpointer b)
{
    const struct unit_value *first = a, *second = b;
    int order = text_compare(first->label, second->label);
    return order != 0 ? order : strcmp(first->code, second->code);
}

/* The number of a value by its code, or 0. */
static gint32 number_of(GHashTable *numbers, const char *code)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(numbers, code));
}

static void add_value(struct unit_field *field, GHashTable *numbers, struct unit_value said)
{
    g_ptr_array_add(field->codes, g_strdup(said.code));
    g_ptr_array_add(field->labels, g_strdup(said.label));
    g_hash_table_insert(numbers, g_ptr_array_index(field->codes, field->codes->len - 1),
                        GINT_TO_POINTER(field->codes->len));
}

/* Values of the tree that the dictionary does not have: the first label met stands for one. */
static void add_new_values(struct unit_field *field, GHashTable *numbers,
                           const struct unit_tree *tree)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct unit_value));
    g_autoptr(GHashTable) met = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < unit_tree_count(tree); i++) {
        struct unit_value said = value_of_unit(field->column, unit_at(tree, (gint32)i));
        if (*said.code != '\0' && number_of(numbers, said.code) == 0 &&
            g_hash_table_add(met, (gpointer)said.code))
            g_array_append_val(all, said);
    }
    g_array_sort(all, compare_unit_values);
    for (guint i = 0; i < all->len; i++)
        add_value(field, numbers, g_array_index(all, struct unit_value, i));
}

struct unit_field *unit_field_new(const struct column *column, const struct unit_tree *tree)
{
    struct unit_field *field = g_new0(struct unit_field, 1);
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    guint units = unit_tree_count(tree);
    gboolean levels = strcmp(column->name, "cap") == 0;
    field->column = column;
    field->codes = g_ptr_array_new_with_free_func(g_free);
    field->labels = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < column->values_count; i++)
        add_value(field, numbers,
                  (struct unit_value){column->values[i].code, column->values[i].label});
    add_new_values(field, numbers, tree);
    field->number = g_new(gint32, MAX(units, 1));
    field->second = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < units; i++) {
        const struct unit *unit = unit_at(tree, (gint32)i);
        gboolean twice = levels && unit->is_cell && unit->level != LEVEL_CHI_BO;
        gint32 cell = twice ? number_of(numbers, level_code(LEVEL_CHI_BO)) : 0;
        field->number[i] = number_of(numbers, value_of_unit(column, unit).code);
        field->second[i] = cell > 0 ? cell : -1;
        field->overlaps = field->overlaps || cell > 0;
    }
    return field;
}

void unit_field_merge_unknown(struct unit_field *field, const struct unit_tree *tree, gint32 number)
{
    gint32 known = (gint32)field->column->values_count;
    g_ptr_array_set_size(field->codes, known);
    g_ptr_array_set_size(field->labels, known);
    for (guint i = 0; i < unit_tree_count(tree); i++)
        if (field->number[i] > known)
            field->number[i] = number;
    if (number > known) {
        g_ptr_array_add(field->codes, g_strdup(QUERY_OTHER_CODE));
        g_ptr_array_add(field->labels, g_strdup(QUERY_OTHER_LABEL));
    }
}

gint32 unit_field_group_of(const struct unit_field *groups, gint32 value)
{
    const struct column *column = groups->column;
    const char *group =
        value > 0 && value <= (gint32)column->values_count ? column->values[value - 1].group : NULL;
    for (guint i = 0; group != NULL && i < groups->labels->len; i++)
        if (strcmp(g_ptr_array_index(groups->labels, i), group) == 0)
            return (gint32)i + 1;
    return 0;
}

struct unit_field *unit_field_groups_new(const struct unit_field *field,
                                         const struct unit_tree *tree)
{
    struct unit_field *groups = g_new0(struct unit_field, 1);
    guint units = unit_tree_count(tree);
    groups->column = field->column;
    groups->codes = g_ptr_array_new_with_free_func(g_free);
    groups->labels = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < field->column->values_count; i++) {
        const char *group = field->column->values[i].group;
        if (group == NULL || unit_field_group_of(groups, (gint32)i + 1) > 0)
            continue;
        g_ptr_array_add(groups->codes, text_code(group, -1));
        g_ptr_array_add(groups->labels, g_strdup(group));
    }
    groups->number = g_new(gint32, MAX(units, 1));
    groups->second = g_new(gint32, MAX(units, 1));
    for (guint i = 0; i < units; i++) {
        gint32 number = unit_field_group_of(groups, field->number[i]);
        groups->number[i] = number > 0 ? number : -1;
        groups->second[i] = -1;
    }
    return groups;
}

void unit_field_free(struct unit_field *field)
{
    if (field == NULL)
        return;
    g_ptr_array_unref(field->codes);
    g_ptr_array_unref(field->labels);
    g_free(field->number);
    g_free(field->second);
    g_free(field);
}

void unit_field_name_levels(struct unit_field *field, const struct query *query)
{
    const struct unit_tree *tree = query->scopes->tree;
    for (guint value = 0; value < field->column->values_count; value++) {
        const char *code = field->column->values[value].code;
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (guint i = 0; i < unit_tree_count(tree); i++) {
            const struct unit *unit = unit_at(tree, (gint32)i);
            if (field->number[i] != (gint32)value + 1 ||
                !unit_map_is_valid(query->scopes->map, (gint32)i))
                continue;
            const struct level_rule *rule =
                dictionary_level(query->dictionary, code, unit->kind, query->period.last);
            const char *name = rule != NULL && !rule->is_grassroots
                                   ? rule->label
                                   : field->column->values[value].label;
            if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
                g_ptr_array_add(names, (gpointer)name);
        }
        g_ptr_array_add(names, NULL);
        if (names->len == 1)
            continue;
        g_free(field->labels->pdata[value]);
        field->labels->pdata[value] = g_strjoinv(", ", (char **)names->pdata);
    }
}
