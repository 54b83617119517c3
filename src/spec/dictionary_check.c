#include "spec/dictionary_check.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

struct checker {
    const struct dictionary *dictionary;
    struct complaint complaint;
};

gboolean dictionary_is_code(const char *text, char sign)
{
    for (const char *p = text; *p; p++)
        if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != sign)
            return FALSE;
    return *text != '\0';
}

gboolean dictionary_check_level(const struct dictionary *dictionary,
                                const struct complaint *complaint, const char *level,
                                struct yaml_at at)
{
    const struct column *levels = dictionary_unit_field(dictionary, "cap");
    if (levels && column_value(levels, level) >= 0)
        return TRUE;

    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; levels && i < levels->values_count; i++)
        g_ptr_array_add(known, levels->values[i].code);
    return complaint_unknown(complaint, MESSAGE_SPEC_UNKNOWN_LEVEL, at, level, known);
}

gboolean dictionary_check_at_most(const struct complaint *complaint, const char *at_most,
                                  guint node)
{
    gint64 most;
    if (at_most == NULL ||
        (decimal_parse_whole(at_most, -1, &most) && most >= 1 && most <= COLUMN_AT_MOST))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_DICTIONARY_AT_MOST, yaml_at(node, "at_most"), at_most,
                           G_STRINGIFY(COLUMN_AT_MOST));
}

static gboolean refuse(const struct checker *checker, enum message message, struct yaml_at at,
                       const char *word, const char *more)
{
    return complaint_raise(&checker->complaint, message, at, word, more);
}

/* Adds `name` to the names met so far (text -> owner); it must be a code and new. */
static gboolean check_new_code(const struct checker *checker, GHashTable *seen, struct yaml_at at,
                               const char *name)
{
    if (!dictionary_is_code(name, '_'))
        return refuse(checker, MESSAGE_SPEC_BAD_CODE, at, name, "a-z, 0-9, _");
    if (!g_hash_table_add(seen, (gpointer)name))
        return refuse(checker, MESSAGE_SPEC_TWICE, at, name, NULL);
    return TRUE;
}

/* Headers and labels with one key are the same to the reader; `owners` is key -> owner's name. */
static gboolean check_key(const struct checker *checker, GHashTable *owners, struct yaml_at at,
                          const char *label, const char *owner)
{
    g_autofree char *key = text_key(label, -1);
    if (*key == '\0')
        return refuse(checker, MESSAGE_DICTIONARY_NO_LETTER, at, label, NULL);
    const char *other = g_hash_table_lookup(owners, key);
    if (other && strcmp(other, owner) != 0)
        return refuse(checker, MESSAGE_DICTIONARY_SAME_KEY, at, label, other);
    g_hash_table_insert(owners, g_steal_pointer(&key), (gpointer)owner);
    return TRUE;
}

static gboolean check_aliases(const struct checker *checker, GHashTable *owners, guint node,
                              const struct names *aliases, const char *owner)
{
    for (unsigned i = 0; i < aliases->count; i++)
        if (!check_key(checker, owners, yaml_at_entry(node, "aliases", i), aliases->item[i], owner))
            return FALSE;
    return TRUE;
}

static gboolean check_value_names(const struct checker *checker, const struct column *column)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < column->values_count; i++) {
        const struct dictionary_value *value = &column->values[i];
        struct yaml_at code = yaml_at(value->node, "code");
        g_autofree char *folded = text_code(value->label, -1);
        if (!check_new_code(checker, codes, code, value->code) ||
            !check_key(checker, owners, code, value->code, value->code) ||
            !check_key(checker, owners, yaml_at(value->node, "label"), value->label, value->code) ||
            !check_aliases(checker, owners, value->node, &value->aliases, value->code))
            return FALSE;
        g_autofree char *group = text_code(value->group != NULL ? value->group : "", -1);
        if (value->group != NULL && (*group == '\0' || column_value(column, group) >= 0))
            return refuse(
                checker, *group == '\0' ? MESSAGE_DICTIONARY_NO_LETTER : MESSAGE_SPEC_TWICE,
                yaml_at(value->node, "group"), *group == '\0' ? value->group : group, NULL);
        if (column_is_open(column) && strcmp(folded, value->code) != 0)
            return refuse(checker, MESSAGE_DICTIONARY_OPEN_CODE, code, value->label, folded);
        if (value->after != NULL) /* what an overlay adds has its place by now */
            return refuse(checker, MESSAGE_SPEC_KEY_NOT_HERE, code, value->code, "after");
    }
    return TRUE;
}

/* A key of a column that only some types take. */
static gboolean check_key_of_type(const struct checker *checker, const struct column *column,
                                  const char *key, gboolean taken)
{
    if (taken)
        return TRUE;
    g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
    return refuse(checker, MESSAGE_SPEC_KEY_NOT_HERE, yaml_at(column->node, key), type, key);
}

static gboolean check_column_keys(const struct checker *checker, const struct column *column)
{
    gboolean closed = column->type == COLUMN_CODE || column->type == COLUMN_BAND;
    gboolean timed = column->type == COLUMN_YEAR || column->type == COLUMN_MONTH ||
                     column->type == COLUMN_DATE || column->type == COLUMN_PERIOD;
    if (closed && column->values_count == 0) {
        g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
        return refuse(checker, MESSAGE_SPEC_KEY_NEEDED, yaml_at(column->node, NULL), type,
                      "values");
    }
    return check_key_of_type(checker, column, "values",
                             closed || column_is_open(column) || column->values_count == 0) &&
           check_key_of_type(checker, column, "order",
                             column->type == COLUMN_CODE || column->order == ORDER_NONE) &&
           check_key_of_type(checker, column, "of",
                             column_is_derived(column) || column->type == COLUMN_QUARTER ||
                                 !column->of) &&
           check_key_of_type(checker, column, "since",
                             column->type == COLUMN_CODE || !column->since) &&
           check_key_of_type(checker, column, "owed",
                             column->type == COLUMN_QUARTER || !column->owed) &&
           check_key_of_type(checker, column, "part_of",
                             column->type == COLUMN_COUNT || !column->part_of) &&
           check_key_of_type(checker, column, "time", timed || !column->time) &&
           check_key_of_type(checker, column, "at_most",
                             column->type == COLUMN_COUNT || !column->at_most) &&
           check_key_of_type(checker, column, "format",
                             column->type == COLUMN_COUNT || column->format == FORMAT_NONE) &&
           check_key_of_type(checker, column, "unit_names",
                             column->type == COLUMN_UNIT || column->unit_names.count == 0) &&
           check_key_of_type(checker, column, "superiors",
                             column->type == COLUMN_UNIT || column->superiors.count == 0) &&
           check_key_of_type(checker, column, "unit", column->type == COLUMN_UNIT || !column->unit);
}

/* The whole must be known in each row, so that parts never add up to more. */
static gboolean check_part(const struct checker *checker, const struct dataset *dataset,
                           const struct column *column)
{
    if (column->part_of == NULL)
        return TRUE;
    int index = dataset_column(dataset, column->part_of);
    const struct column *whole = index >= 0 ? &dataset->columns[index] : NULL;
    if (whole != NULL && whole != column && whole->type == COLUMN_COUNT && !whole->may_be_blank &&
        !whole->optional && whole->part_of == NULL)
        return TRUE;
    return refuse(checker, MESSAGE_DICTIONARY_NO_WHOLE, yaml_at(column->node, "part_of"),
                  column->part_of, NULL);
}

static gboolean check_since(const struct checker *checker, const struct column *column)
{
    date day;
    return column->since == NULL || date_parse(column->since, -1, &day) ||
           refuse(checker, MESSAGE_SPEC_BAD_DATE, yaml_at(column->node, "since"), column->since,
                  NULL);
}

/* A quarter stands for the year by which rows are placed in time, or beside it. */
static gboolean check_quarter(const struct checker *checker, const struct dataset *dataset,
                              const struct column *column)
{
    if (column->type != COLUMN_QUARTER)
        return TRUE;
    int of = column->of != NULL ? dataset_column(dataset, column->of) : -1;
    if (of >= 0 && dataset->columns[of].type == COLUMN_YEAR && dataset->columns[of].time &&
        dataset_column_of_type(dataset, COLUMN_QUARTER) == dataset_column(dataset, column->name))
        return TRUE;
    return refuse(checker, MESSAGE_DICTIONARY_NO_YEAR, yaml_at(column->node, "of"), column->name,
                  NULL);
}

static gboolean check_columns(const struct checker *checker, const struct dataset *dataset)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        struct yaml_at name = yaml_at(column->node, "name");
        if (!check_new_code(checker, names, name, column->name) ||
            !check_key(checker, owners, name, column->name, column->name) ||
            !check_aliases(checker, owners, column->node, &column->aliases, column->name) ||
            !check_column_keys(checker, column) || !check_part(checker, dataset, column) ||
            !check_quarter(checker, dataset, column) || !check_since(checker, column) ||
            !dictionary_check_at_most(&checker->complaint, column->at_most, column->node) ||
            !check_value_names(checker, column) ||
            !dictionary_check_derived(dataset, column, &checker->complaint))
            return FALSE;
    }
    return TRUE;
}

gboolean dictionary_check_column(const struct dataset *dataset, const struct complaint *complaint,
                                 const char *name, struct yaml_at at)
{
    if (dataset_column(dataset, name) >= 0)
        return TRUE;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dataset->columns_count; i++)
        g_ptr_array_add(known, dataset->columns[i].name);
    return complaint_unknown(complaint, MESSAGE_SPEC_UNKNOWN_COLUMN, at, name, known);
}

/* Every name of the list under a key is the name of a column. */
static gboolean check_column_names(const struct checker *checker, const struct dataset *dataset,
                                   const struct names *list, guint node, const char *key)
{
    for (unsigned i = 0; i < list->count; i++)
        if (!dictionary_check_column(dataset, &checker->complaint, list->item[i],
                                     yaml_at_entry(node, key, i)))
            return FALSE;
    return TRUE;
}

static gboolean check_lists(const struct checker *checker, const struct dataset *dataset)
{
    guint node = dataset->node;
    if (!check_column_names(checker, dataset, &dataset->one_of, node, "one_of") ||
        !check_column_names(checker, dataset, &dataset->sent_again_by, node, "sent_again_by"))
        return FALSE;
    for (unsigned i = 0; i < dataset->keys_count; i++)
        if (!check_column_names(checker, dataset, &dataset->keys[i].columns, dataset->keys[i].node,
                                "columns"))
            return FALSE;
    for (unsigned i = 0; i < dataset->reported_by.count; i++)
        if (!dictionary_check_level(checker->dictionary, &checker->complaint,
                                    dataset->reported_by.item[i],
                                    yaml_at_entry(node, "reported_by", i)))
            return FALSE;
    return dataset->kind != DATASET_RETURNS || dataset->reported_by.count > 0 ||
           refuse(checker, MESSAGE_SPEC_KEY_NEEDED, yaml_at(node, NULL), "kind: returns",
                  "reported_by");
}

/* "doi_tuong=dang_vien; xep_loai>=tot": columns, and codes of their values with "|" between. */
static gboolean check_where(const struct checker *checker, const struct dataset *dataset,
                            guint node, const char *where)
{
    struct yaml_at place = yaml_at(node, "where");
    g_auto(GStrv) conditions = g_strsplit(where != NULL ? where : "", ";", -1);
    for (char **condition = conditions; *condition != NULL; condition++) {
        char *sign = strchr(g_strstrip(*condition), '=');
        if (**condition == '\0')
            continue;
        if (sign == NULL)
            return refuse(checker, MESSAGE_DICTIONARY_NO_CONDITION, place, *condition, NULL);
        g_autofree char *field = g_strndup(*condition, (gsize)(sign - *condition) -
                                                           (sign > *condition && sign[-1] == '>'));
        const struct column *column = dictionary_field(checker->dictionary, dataset, field);
        g_auto(GStrv) codes = g_strsplit(sign + 1, "|", -1);
        for (char **code = codes; *code != NULL; code++)
            if (column == NULL || column_value(column, *code) < 0)
                return refuse(checker, MESSAGE_DICTIONARY_NO_CONDITION, place, *condition, NULL);
    }
    return TRUE;
}

/* How sentences call what the dataset counts. */
static gboolean check_subjects(const struct checker *checker, const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->subjects_count; i++) {
        const struct dictionary_subject *subject = &dataset->subjects[i];
        const char *columns[] = {subject->sum, subject->over, subject->distinct};
        struct yaml_at place = yaml_at(subject->node, NULL);
        for (guint j = 0; j < G_N_ELEMENTS(columns); j++)
            if (columns[j] != NULL &&
                !dictionary_check_column(dataset, &checker->complaint, columns[j], place))
                return FALSE;
        if (!check_where(checker, dataset, subject->node, subject->where) ||
            (subject->listed != NULL &&
             !dictionary_check_level(checker->dictionary, &checker->complaint, subject->listed,
                                     place)))
            return FALSE;
    }
    for (unsigned i = 0; i < dataset->sayings_count; i++)
        if (!check_where(checker, dataset, dataset->sayings[i].node, dataset->sayings[i].where))
            return FALSE;
    return TRUE;
}

static gboolean check_wide(const struct checker *checker, const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->wide_count; i++) {
        const struct dataset_wide *wide = &dataset->wide[i];
        int values = dataset_column(dataset, wide->values);
        int count = dataset_column(dataset, wide->count);
        if (values < 0 || dataset->columns[values].type != COLUMN_CODE)
            return refuse(checker, MESSAGE_DICTIONARY_NO_WIDE, yaml_at(wide->node, "values"),
                          wide->values, NULL);
        if (count < 0 || dataset->columns[count].type != COLUMN_COUNT)
            return refuse(checker, MESSAGE_DICTIONARY_NO_WIDE, yaml_at(wide->node, "count"),
                          wide->count, NULL);
    }
    return TRUE;
}

/* What makes a fact of a row: one unit, a time if things happen, one list of mentions at most. */
static gboolean check_roles(const struct checker *checker, const struct dataset *dataset)
{
    struct yaml_at place = yaml_at(dataset->node, NULL);
    guint times = 0, owners = 0, units = 0, mentions = 0;
    for (unsigned i = 0; i < dataset->columns_count; i++) {
        times += dataset->columns[i].time != 0;
        owners += dataset->columns[i].unit != 0;
        units += dataset->columns[i].type == COLUMN_UNIT;
        mentions += dataset->columns[i].type == COLUMN_LABELS;
    }
    gboolean counted = dataset->kind == DATASET_EVENTS || dataset->kind == DATASET_RETURNS ||
                       dataset->kind == DATASET_STOCK;
    gboolean dated = counted && dataset->kind != DATASET_STOCK;
    if (times > 1 || (dated && times == 0))
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, place, dataset->name, "time: yes");
    if (mentions > 1)
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, place, dataset->name, "type: labels");
    if (counted && units == 0)
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, place, dataset->name, "type: unit");
    if (owners > 1 || (counted && units > 1 && owners == 0))
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, place, dataset->name, "unit: yes");
    return TRUE;
}

gboolean dictionary_check(const struct dictionary *dictionary, const struct yaml_tree *tree,
                          GError **error)
{
    struct checker checker = {dictionary, {tree, error}};
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        if (!check_new_code(&checker, names, yaml_at(dataset->node, "name"), dataset->name) ||
            !check_columns(&checker, dataset) || !check_lists(&checker, dataset) ||
            !check_subjects(&checker, dataset) || !check_wide(&checker, dataset) ||
            !check_roles(&checker, dataset))
            return FALSE;
    }
    return dictionary_check_rules(dictionary, &checker.complaint);
}
