#include "spec/dictionary.h"

#include <string.h>

#include "spec/dictionary_overlay.h"
#include "spec/document.h"

static const char *const type_names[] = {
    [COLUMN_UNIT] = "unit",
    [COLUMN_CODE] = "code",
    [COLUMN_LABEL] = "label",
    [COLUMN_LABELS] = "labels",
    [COLUMN_YEAR] = "year",
    [COLUMN_MONTH] = "month",
    [COLUMN_DATE] = "date",
    [COLUMN_PERIOD] = "period",
    [COLUMN_COUNT] = "count",
    [COLUMN_PERCENT] = "percent",
    [COLUMN_QUARTER] = "quarter",
    [COLUMN_POINTS] = "points",
    [COLUMN_KEY] = "key",
    [COLUMN_BAND] = "band",
    [COLUMN_AGE] = "age",
    [COLUMN_TEXT] = "text",
    NULL,
};

static const char *const order_names[] = {
    [ORDER_NONE] = "none",
    [ORDER_RISING] = "rising",
    [ORDER_FALLING] = "falling",
    NULL,
};

const char *const number_format_names[] = {
    [FORMAT_NONE] = "none", [FORMAT_VI] = "vi", [FORMAT_EN] = "en", NULL};

static const char *const kind_names[] = {
    [DATASET_TREE] = "tree",
    [DATASET_CROSSWALK] = "crosswalk",
    [DATASET_CLAIMS] = "claims",
    [DATASET_EVENTS] = "events",
    [DATASET_RETURNS] = "returns",
    [DATASET_STOCK] = "stock",
    NULL,
};

static const char *const contradiction_names[] = {
    [CONTRADICTION_REJECT] = "reject",
    [CONTRADICTION_LAST] = "last",
    NULL,
};

static const struct yaml_field value_fields[] = {
    {"code", YAML_TEXT(struct dictionary_value, code), YAML_NEEDED},
    {"label", YAML_TEXT(struct dictionary_value, label), YAML_NEEDED},
    {"aliases", YAML_TEXTS(struct dictionary_value, aliases)},
    {"up_to", YAML_TEXT(struct dictionary_value, up_to)},
    {"least", YAML_TEXT(struct dictionary_value, least)},
    {"outside", YAML_YES_NO(struct dictionary_value, outside)},
    {"group", YAML_TEXT(struct dictionary_value, group)},
    {"after", YAML_TEXT(struct dictionary_value, after)},
};

static const struct yaml_schema value_schema = YAML_SCHEMA(struct dictionary_value, value_fields);

static const struct yaml_field column_fields[] = {
    {"name", YAML_TEXT(struct column, name), YAML_NEEDED},
    {"label", YAML_TEXT(struct column, label), YAML_NEEDED},
    {"type", YAML_CHOICE(struct column, type, type_names), YAML_NEEDED},
    {"aliases", YAML_TEXTS(struct column, aliases)},
    {"order", YAML_CHOICE(struct column, order, order_names)},
    {"optional", YAML_YES_NO(struct column, optional)},
    {"person", YAML_YES_NO(struct column, person)},
    {"time", YAML_YES_NO(struct column, time)},
    {"unit", YAML_YES_NO(struct column, unit)},
    {"owed", YAML_YES_NO(struct column, owed)},
    {"stages", YAML_YES_NO(struct column, stages)},
    {"may_be_blank", YAML_YES_NO(struct column, may_be_blank)},
    {"checked", YAML_YES_NO(struct column, checked)},
    {"since", YAML_TEXT(struct column, since)},
    {"at_most", YAML_TEXT(struct column, at_most)},
    {"of", YAML_TEXT(struct column, of)},
    {"part_of", YAML_TEXT(struct column, part_of)},
    {"format", YAML_CHOICE(struct column, format, number_format_names)},
    {"unit_names", YAML_TEXTS(struct column, unit_names)},
    {"superiors", YAML_TEXTS(struct column, superiors)},
    {"values", YAML_STRUCTS(struct column, values, value_schema)},
};

const struct yaml_schema dictionary_column_schema = YAML_SCHEMA(struct column, column_fields);

static const struct yaml_field key_fields[] = {
    {"columns", YAML_TEXTS(struct dataset_key, columns), YAML_NEEDED},
};

static const struct yaml_schema key_schema = YAML_SCHEMA(struct dataset_key, key_fields);

static const struct yaml_field subject_fields[] = {
    {"nouns", YAML_TEXTS(struct dictionary_subject, nouns), YAML_NEEDED},
    {"cues", YAML_TEXTS(struct dictionary_subject, cues)},
    {"where", YAML_TEXT(struct dictionary_subject, where)},
    {"sum", YAML_TEXT(struct dictionary_subject, sum)},
    {"over", YAML_TEXT(struct dictionary_subject, over)},
    {"distinct", YAML_TEXT(struct dictionary_subject, distinct)},
    {"listed", YAML_TEXT(struct dictionary_subject, listed)},
};

static const struct yaml_schema subject_schema =
    YAML_SCHEMA(struct dictionary_subject, subject_fields);

static const struct yaml_field saying_fields[] = {
    {"words", YAML_TEXTS(struct dictionary_saying, words), YAML_NEEDED},
    {"where", YAML_TEXT(struct dictionary_saying, where), YAML_NEEDED},
};

static const struct yaml_schema saying_schema =
    YAML_SCHEMA(struct dictionary_saying, saying_fields);

static const struct yaml_field wide_fields[] = {
    {"values", YAML_TEXT(struct dataset_wide, values), YAML_NEEDED},
    {"count", YAML_TEXT(struct dataset_wide, count), YAML_NEEDED},
    {"totals", YAML_TEXTS(struct dataset_wide, totals)},
    {"not_under", YAML_TEXTS(struct dataset_wide, not_under)},
};

static const struct yaml_schema wide_schema = YAML_SCHEMA(struct dataset_wide, wide_fields);

static const struct yaml_field dataset_fields[] = {
    {"name", YAML_TEXT(struct dataset, name), YAML_NEEDED},
    {"label", YAML_TEXT(struct dataset, label), YAML_NEEDED},
    {"kind", YAML_CHOICE(struct dataset, kind, kind_names), YAML_NEEDED},
    {"columns", YAML_STRUCTS(struct dataset, columns, dictionary_column_schema), YAML_NEEDED,
     .most = DICTIONARY_MAX_COLUMNS},
    {"one_of", YAML_TEXTS(struct dataset, one_of)},
    {"keys", YAML_STRUCTS(struct dataset, keys, key_schema)},
    {"reported_by", YAML_TEXTS(struct dataset, reported_by)},
    {"contradiction", YAML_CHOICE(struct dataset, contradiction, contradiction_names)},
    {"subjects", YAML_STRUCTS(struct dataset, subjects, subject_schema)},
    {"sayings", YAML_STRUCTS(struct dataset, sayings, saying_schema)},
    {"sent_again_by", YAML_TEXTS(struct dataset, sent_again_by)},
    {"one_unit", YAML_YES_NO(struct dataset, one_unit)},
    {"wide", YAML_STRUCTS(struct dataset, wide, wide_schema)},
    {"table", YAML_TEXT(struct dataset, table)},
    {"table_order", YAML_TEXT(struct dataset, table_order)},
};

const struct yaml_schema dictionary_dataset_schema = YAML_SCHEMA(struct dataset, dataset_fields);

static const char *const subject_names[] = {
    [CAP_MEMBERS] = "members", [CAP_ORGANIZATIONS] = "organizations", NULL};

static const struct yaml_field cap_fields[] = {
    {"name", YAML_TEXT(struct cap_rule, name), YAML_NEEDED},
    {"subject", YAML_CHOICE(struct cap_rule, subject, subject_names)},
    {"percent", YAML_TEXT(struct cap_rule, percent), YAML_NEEDED},
    {"base", YAML_TEXT(struct cap_rule, base), YAML_NEEDED},
    {"rounding", YAML_TEXT(struct cap_rule, rounding), YAML_NEEDED},
    {"level", YAML_TEXT(struct cap_rule, level), YAML_NEEDED},
    {"group", YAML_TEXT(struct cap_rule, group)},
    {"types", YAML_TEXTS(struct cap_rule, types)},
    {"field", YAML_TEXT(struct cap_rule, field), YAML_NEEDED},
    {"excellent", YAML_TEXTS(struct cap_rule, excellent), YAML_NEEDED},
    {"good", YAML_TEXTS(struct cap_rule, good), YAML_NEEDED},
    {"ranked", YAML_TEXTS(struct cap_rule, ranked), YAML_NEEDED},
    {"from", YAML_TEXT(struct cap_rule, from)},
    {"to", YAML_TEXT(struct cap_rule, to)},
    {"source", YAML_TEXT(struct cap_rule, source), YAML_NEEDED},
    {"mark", YAML_TEXT(struct cap_rule, mark)},
};

static const struct yaml_field leaders_fields[] = {
    {"level", YAML_TEXT(struct law_leaders, level), YAML_NEEDED},
    {"posts", YAML_TEXTS(struct law_leaders, posts), YAML_NEEDED},
};

static const struct yaml_schema leaders_schema = YAML_SCHEMA(struct law_leaders, leaders_fields);

static const struct yaml_field step_fields[] = {
    {"class", YAML_TEXT(struct law_step, class), YAML_NEEDED},
    {"at_least", YAML_TEXT(struct law_step, at_least), YAML_NEEDED},
};

static const struct yaml_schema step_schema = YAML_SCHEMA(struct law_step, step_fields);

static const struct yaml_field law_fields[] = {
    {"rule", YAML_TEXT(struct law, rule), YAML_NEEDED},
    {"from", YAML_TEXT(struct law, from)},
    {"to", YAML_TEXT(struct law, to)},
    {"source", YAML_TEXT(struct law, source), YAML_NEEDED},
    {"mark", YAML_TEXT(struct law, mark)},
    {"leaders", YAML_STRUCTS(struct law, leaders, leaders_schema)},
    {"steps", YAML_STRUCTS(struct law, steps, step_schema)},
};

static const struct yaml_schema law_schema = YAML_SCHEMA(struct law, law_fields);

static const struct yaml_schema cap_schema = YAML_SCHEMA(struct cap_rule, cap_fields);

static const struct yaml_field power_fields[] = {
    {"authority", YAML_TEXT(struct authority_power, authority), YAML_NEEDED},
    {"forms", YAML_TEXTS(struct authority_power, forms)},
    {"except_posts", YAML_TEXTS(struct authority_power, except_posts)},
};

const struct yaml_schema dictionary_power_schema =
    YAML_SCHEMA(struct authority_power, power_fields);

static const struct yaml_field authority_fields[] = {
    {"from", YAML_TEXT(struct authority_law, from)},
    {"to", YAML_TEXT(struct authority_law, to)},
    {"source", YAML_TEXT(struct authority_law, source), YAML_NEEDED},
    {"mark", YAML_TEXT(struct authority_law, mark)},
    {"authorities", YAML_STRUCTS(struct authority_law, powers, dictionary_power_schema),
     YAML_NEEDED},
};

static const struct yaml_schema authority_schema =
    YAML_SCHEMA(struct authority_law, authority_fields);

static const struct yaml_field level_fields[] = {
    {"level", YAML_TEXT(struct level_rule, level), YAML_NEEDED},
    {"loai_hinh", YAML_TEXTS(struct level_rule, kinds), YAML_NEEDED},
    {"from", YAML_TEXT(struct level_rule, from)},
    {"to", YAML_TEXT(struct level_rule, to)},
    {"label", YAML_TEXT(struct level_rule, label), YAML_NEEDED},
    {"is_tccsd", YAML_YES_NO(struct level_rule, is_grassroots), YAML_NEEDED},
    {"above", YAML_TEXT(struct level_rule, above), YAML_NEEDED},
    {"source", YAML_TEXT(struct level_rule, source), YAML_NEEDED},
    {"mark", YAML_TEXT(struct level_rule, mark)},
};

static const struct yaml_schema level_schema = YAML_SCHEMA(struct level_rule, level_fields);

static const struct yaml_field dictionary_fields[] = {
    {"datasets", YAML_STRUCTS(struct dictionary, datasets, dictionary_dataset_schema), YAML_NEEDED},
    {"caps", YAML_STRUCTS(struct dictionary, caps, cap_schema)},
    {"laws", YAML_STRUCTS(struct dictionary, laws, law_schema)},
    {"levels", YAML_STRUCTS(struct dictionary, levels, level_schema)},
    {"tham_quyen_ky_luat", YAML_STRUCTS(struct dictionary, authorities, authority_schema)},
    {"documents", YAML_STRUCTS(struct dictionary, documents, document_schema)},
};

static const struct yaml_schema dictionary_schema =
    YAML_SCHEMA(struct dictionary, dictionary_fields);

gboolean dictionary_of_tree(const struct yaml_tree *tree, struct dictionary **dictionary,
                            GError **error)
{
    g_autoptr(dictionary_t) loaded = yaml_schema_fill(&dictionary_schema, tree, error);
    if (loaded == NULL || !dictionary_check(loaded, tree, error))
        return FALSE;
    *dictionary = g_steal_pointer(&loaded);
    return TRUE;
}

gboolean dictionary_load(GBytes *text, const char *name, struct dictionary **dictionary,
                         GError **error)
{
    g_autoptr(yaml_tree_t) tree = yaml_tree_new(text, name, error);
    return dictionary_of_tree(tree, dictionary, error);
}

void dictionary_free(struct dictionary *dictionary)
{
    yaml_schema_free(&dictionary_schema, dictionary);
}

GBytes *dictionary_to_yaml(const struct dictionary *dictionary)
{
    return yaml_schema_write(&dictionary_schema, dictionary);
}

const struct dataset *dictionary_dataset(const struct dictionary *dictionary, const char *name)
{
    for (unsigned i = 0; i < dictionary->datasets_count; i++)
        if (strcmp(dictionary->datasets[i].name, name) == 0)
            return &dictionary->datasets[i];
    return NULL;
}

const struct dataset *dictionary_dataset_of_kind(const struct dictionary *dictionary,
                                                 enum dataset_kind kind)
{
    for (unsigned i = 0; i < dictionary->datasets_count; i++)
        if (dictionary->datasets[i].kind == kind)
            return &dictionary->datasets[i];
    return NULL;
}

int dataset_column(const struct dataset *dataset, const char *name)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (strcmp(dataset->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

const struct column *dictionary_unit_field(const struct dictionary *dictionary, const char *name)
{
    if (strcmp(name, "cap") != 0 && strcmp(name, "loai_hinh") != 0)
        return NULL;
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        int column = dataset_column(dataset, name);
        if (dataset->kind == DATASET_TREE && column >= 0)
            return &dataset->columns[column];
    }
    return NULL;
}

const struct column *dictionary_field(const struct dictionary *dictionary,
                                      const struct dataset *dataset, const char *name)
{
    int column = dataset_column(dataset, name);
    return column >= 0 ? &dataset->columns[column] : dictionary_unit_field(dictionary, name);
}

int dataset_column_of_type(const struct dataset *dataset, enum column_type type)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].type == type)
            return (int)i;
    return -1;
}

int dataset_unit_column(const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].unit)
            return (int)i;
    return dataset_column_of_type(dataset, COLUMN_UNIT);
}

gboolean dataset_column_names_units(const struct dataset *dataset, const struct column *column)
{
    gboolean of_tree = dataset->kind == DATASET_TREE || dataset->kind == DATASET_CROSSWALK;
    return column->type == COLUMN_UNIT ||
           (of_tree && column->type == COLUMN_TEXT && strcmp(column->name, DATASET_WEIGHT) != 0);
}

int dataset_time_column(const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].time)
            return (int)i;
    return -1;
}

gboolean dataset_column_is_there(const struct dataset *dataset, const gint *places, guint column)
{
    int quarter = dataset_column_of_type(dataset, COLUMN_QUARTER);
    if (column_is_derived(&dataset->columns[column]))
        column = (guint)dataset_column(dataset, dataset->columns[column].of);
    return places[column] >= 0 ||
           (quarter >= 0 && places[quarter] >= 0 &&
            strcmp(dataset->columns[quarter].of, dataset->columns[column].name) == 0);
}

gboolean dataset_has_one_each(const struct dataset *dataset)
{
    for (unsigned k = 0; k < dataset->keys_count; k++) {
        const struct names *key = &dataset->keys[k].columns;
        gboolean each = key->count == 2;
        for (unsigned i = 0; i < key->count && each; i++) {
            int column = dataset_column(dataset, key->item[i]);
            each = column >= 0 && (column == dataset_time_column(dataset) ||
                                   column == dataset_unit_column(dataset));
        }
        if (each)
            return TRUE;
    }
    return FALSE;
}

date dataset_since(const struct dataset *dataset)
{
    date since = DATE_NONE, day;
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].since != NULL && date_parse(dataset->columns[i].since, -1, &day))
            since = MAX(since, day);
    return since;
}

int dataset_stage_column(const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].stages)
            return (int)i;
    return -1;
}

const char *column_type_name(enum column_type type)
{
    return type_names[type];
}
