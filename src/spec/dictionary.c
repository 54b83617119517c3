#include "spec/dictionary.h"

#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"
#include "spec/dictionary_schema.h"
#include "spec/yaml.h"

static const cyaml_strval_t type_names[] = {
    {"unit", COLUMN_UNIT},       {"code", COLUMN_CODE},     {"label", COLUMN_LABEL},
    {"labels", COLUMN_LABELS},   {"year", COLUMN_YEAR},     {"month", COLUMN_MONTH},
    {"date", COLUMN_DATE},       {"period", COLUMN_PERIOD}, {"count", COLUMN_COUNT},
    {"percent", COLUMN_PERCENT}, {"key", COLUMN_KEY},       {"band", COLUMN_BAND},
    {"text", COLUMN_TEXT},
};

static const cyaml_strval_t order_names[] = {
    {"none", ORDER_NONE},
    {"rising", ORDER_RISING},
    {"falling", ORDER_FALLING},
};

const cyaml_strval_t dictionary_format_names[DICTIONARY_FORMATS] = {
    {"none", FORMAT_NONE},
    {"vi", FORMAT_VI},
    {"en", FORMAT_EN},
};

static const cyaml_strval_t kind_names[] = {
    {"tree", DATASET_TREE},     {"crosswalk", DATASET_CROSSWALK}, {"claims", DATASET_CLAIMS},
    {"events", DATASET_EVENTS}, {"returns", DATASET_RETURNS},     {"stock", DATASET_STOCK},
};

static const cyaml_strval_t contradiction_names[] = {
    {"reject", CONTRADICTION_REJECT},
    {"last", CONTRADICTION_LAST},
};

static const cyaml_schema_field_t value_fields[] = {
    YAML_FIELD_TEXT("code", YAML_NEEDED, struct value, code),
    YAML_FIELD_TEXT("label", YAML_NEEDED, struct value, label),
    YAML_FIELD_NAMES("aliases", YAML_OPTIONAL, struct value, aliases),
    YAML_FIELD_TEXT("up_to", YAML_OPTIONAL, struct value, up_to),
    CYAML_FIELD_BOOL("outside", CYAML_FLAG_OPTIONAL, struct value, outside),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t value_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct value, value_fields),
};

static const cyaml_schema_field_t column_fields[] = {
    YAML_FIELD_TEXT("name", YAML_NEEDED, struct column, name),
    YAML_FIELD_TEXT("label", YAML_NEEDED, struct column, label),
    YAML_FIELD_CHOICE("type", CYAML_FLAG_DEFAULT, struct column, type, type_names),
    YAML_FIELD_NAMES("aliases", YAML_OPTIONAL, struct column, aliases),
    YAML_FIELD_CHOICE("order", CYAML_FLAG_OPTIONAL, struct column, order, order_names),
    CYAML_FIELD_BOOL("optional", CYAML_FLAG_OPTIONAL, struct column, optional),
    CYAML_FIELD_BOOL("person", CYAML_FLAG_OPTIONAL, struct column, person),
    CYAML_FIELD_BOOL("time", CYAML_FLAG_OPTIONAL, struct column, time),
    CYAML_FIELD_BOOL("unit", CYAML_FLAG_OPTIONAL, struct column, unit),
    CYAML_FIELD_BOOL("stages", CYAML_FLAG_OPTIONAL, struct column, stages),
    CYAML_FIELD_BOOL("may_be_blank", CYAML_FLAG_OPTIONAL, struct column, may_be_blank),
    CYAML_FIELD_BOOL("checked", CYAML_FLAG_OPTIONAL, struct column, checked),
    YAML_FIELD_TEXT("at_most", YAML_OPTIONAL, struct column, at_most),
    YAML_FIELD_TEXT("of", YAML_OPTIONAL, struct column, of),
    YAML_FIELD_TEXT("part_of", YAML_OPTIONAL, struct column, part_of),
    YAML_FIELD_CHOICE("format", CYAML_FLAG_OPTIONAL, struct column, format,
                      dictionary_format_names),
    YAML_FIELD_NAMES("unit_names", YAML_OPTIONAL, struct column, unit_names),
    YAML_FIELD_NAMES("superiors", YAML_OPTIONAL, struct column, superiors),
    YAML_FIELD_LIST("values", YAML_OPTIONAL, struct column, values, &value_schema, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t column_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct column, column_fields),
};

/* libcyaml takes no list of lists, so a key is a mapping with one list. */
static const cyaml_schema_field_t key_fields[] = {
    {
        .key = "columns",
        .data_offset = offsetof(struct names, item),
        .count_offset = offsetof(struct names, count),
        .count_size = sizeof(unsigned),
        .value = {CYAML_VALUE_SEQUENCE(YAML_NEEDED, char *, &yaml_text, 1, CYAML_UNLIMITED)},
    },
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t key_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct names, key_fields),
};

static const cyaml_schema_field_t subject_fields[] = {
    YAML_FIELD_NAMES("nouns", YAML_NEEDED, struct subject, nouns),
    YAML_FIELD_NAMES("cues", YAML_OPTIONAL, struct subject, cues),
    YAML_FIELD_TEXT("where", YAML_OPTIONAL, struct subject, where),
    YAML_FIELD_TEXT("sum", YAML_OPTIONAL, struct subject, sum),
    YAML_FIELD_TEXT("over", YAML_OPTIONAL, struct subject, over),
    YAML_FIELD_TEXT("distinct", YAML_OPTIONAL, struct subject, distinct),
    YAML_FIELD_TEXT("listed", YAML_OPTIONAL, struct subject, listed),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t subject_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct subject, subject_fields),
};

static const cyaml_schema_field_t saying_fields[] = {
    YAML_FIELD_NAMES("words", YAML_NEEDED, struct saying, words),
    YAML_FIELD_TEXT("where", YAML_NEEDED, struct saying, where),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t saying_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct saying, saying_fields),
};

static const cyaml_schema_field_t dataset_fields[] = {
    YAML_FIELD_TEXT("name", YAML_NEEDED, struct dataset, name),
    YAML_FIELD_TEXT("label", YAML_NEEDED, struct dataset, label),
    YAML_FIELD_CHOICE("kind", CYAML_FLAG_DEFAULT, struct dataset, kind, kind_names),
    YAML_FIELD_LIST("columns", YAML_NEEDED, struct dataset, columns, &column_schema,
                    DICTIONARY_MAX_COLUMNS),
    YAML_FIELD_NAMES("one_of", YAML_OPTIONAL, struct dataset, one_of),
    YAML_FIELD_LIST("keys", YAML_OPTIONAL, struct dataset, keys, &key_schema, CYAML_UNLIMITED),
    YAML_FIELD_NAMES("reported_by", YAML_OPTIONAL, struct dataset, reported_by),
    YAML_FIELD_CHOICE("contradiction", CYAML_FLAG_OPTIONAL, struct dataset, contradiction,
                      contradiction_names),
    YAML_FIELD_LIST("subjects", YAML_OPTIONAL, struct dataset, subjects, &subject_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_LIST("sayings", YAML_OPTIONAL, struct dataset, sayings, &saying_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_NAMES("sent_again_by", YAML_OPTIONAL, struct dataset, sent_again_by),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t dataset_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct dataset, dataset_fields),
};

static const cyaml_schema_field_t cap_fields[] = {
    YAML_FIELD_TEXT("name", YAML_NEEDED, struct cap_rule, name),
    YAML_FIELD_TEXT("percent", YAML_NEEDED, struct cap_rule, percent),
    YAML_FIELD_TEXT("base", YAML_NEEDED, struct cap_rule, base),
    YAML_FIELD_TEXT("rounding", YAML_NEEDED, struct cap_rule, rounding),
    YAML_FIELD_TEXT("level", YAML_NEEDED, struct cap_rule, level),
    YAML_FIELD_TEXT("group", YAML_OPTIONAL, struct cap_rule, group),
    YAML_FIELD_TEXT("field", YAML_NEEDED, struct cap_rule, field),
    YAML_FIELD_NAMES("excellent", YAML_NEEDED, struct cap_rule, excellent),
    YAML_FIELD_NAMES("good", YAML_NEEDED, struct cap_rule, good),
    YAML_FIELD_NAMES("ranked", YAML_NEEDED, struct cap_rule, ranked),
    YAML_FIELD_TEXT("from", YAML_OPTIONAL, struct cap_rule, from),
    YAML_FIELD_TEXT("to", YAML_OPTIONAL, struct cap_rule, to),
    YAML_FIELD_TEXT("source", YAML_NEEDED, struct cap_rule, source),
    YAML_FIELD_TEXT("mark", YAML_OPTIONAL, struct cap_rule, mark),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t law_fields[] = {
    YAML_FIELD_TEXT("rule", YAML_NEEDED, struct law, rule),
    YAML_FIELD_TEXT("from", YAML_OPTIONAL, struct law, from),
    YAML_FIELD_TEXT("to", YAML_OPTIONAL, struct law, to),
    YAML_FIELD_TEXT("source", YAML_NEEDED, struct law, source),
    YAML_FIELD_TEXT("mark", YAML_OPTIONAL, struct law, mark),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t law_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct law, law_fields),
};

static const cyaml_schema_value_t cap_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct cap_rule, cap_fields),
};

static const cyaml_schema_field_t dictionary_fields[] = {
    YAML_FIELD_LIST("datasets", YAML_NEEDED, struct dictionary, datasets, &dataset_schema,
                    CYAML_UNLIMITED),
    YAML_FIELD_LIST("caps", YAML_OPTIONAL, struct dictionary, caps, &cap_schema, CYAML_UNLIMITED),
    YAML_FIELD_LIST("laws", YAML_OPTIONAL, struct dictionary, laws, &law_schema, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t dictionary_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct dictionary, dictionary_fields),
};

gboolean dictionary_load(GBytes *text, const char *name, struct dictionary **dictionary,
                         GError **error)
{
    g_autoptr(yaml_places_t) places = NULL;
    void *data = NULL;
    if (!yaml_load(text, name, &dictionary_schema, &data, &places, error))
        return FALSE;

    g_autoptr(dictionary_t) loaded = data;
    if (!dictionary_check(loaded, places, error))
        return FALSE;
    *dictionary = g_steal_pointer(&loaded);
    return TRUE;
}

const char *const *resent_names(void)
{
    static const char *const names[RESENT_CHOICES + 1] = {
        [RESENT_BOTH] = "both", [RESENT_LATEST] = "latest", [RESENT_FIRST] = "first"};
    return names;
}

enum resent resent_from_name(const char *name)
{
    enum resent resent = RESENT_BOTH;
    while (resent < RESENT_CHOICES && strcmp(resent_names()[resent], name) != 0)
        resent++;
    return resent;
}

void dictionary_free(struct dictionary *dictionary)
{
    yaml_data_free(&dictionary_schema, dictionary);
}

GBytes *dictionary_to_yaml(const struct dictionary *dictionary, const char *path, GError **error)
{
    static const cyaml_config_t config = {
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_STYLE_BLOCK,
    };
    char *text = NULL;
    gsize length = 0;
    cyaml_err_t result =
        cyaml_save_data(&text, &length, &config, &dictionary_schema, dictionary, 0);
    if (result != CYAML_OK) {
        error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_YAML_REFUSED, path, cyaml_strerror(result),
                    NULL);
        return NULL;
    }
    return g_bytes_new_take(text, length);
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

int dataset_time_column(const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].time)
            return (int)i;
    return -1;
}

gboolean dataset_has_one_each(const struct dataset *dataset)
{
    for (unsigned k = 0; k < dataset->keys_count; k++) {
        const struct names *key = &dataset->keys[k];
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

int dataset_stage_column(const struct dataset *dataset)
{
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].stages)
            return (int)i;
    return -1;
}

int column_value(const struct column *column, const char *code)
{
    for (unsigned i = 0; i < column->values_count; i++)
        if (strcmp(column->values[i].code, code) == 0)
            return (int)i;
    return -1;
}

char *names_join(const struct names *names)
{
    GString *joined = g_string_new(NULL);
    for (unsigned i = 0; i < names->count; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", names->item[i]);
    return g_string_free(joined, FALSE);
}

const char *column_type_name(enum column_type type)
{
    return type_names[type].str;
}

gboolean column_is_open(const struct column *column)
{
    return column->type == COLUMN_LABEL || column->type == COLUMN_LABELS;
}

gboolean column_is_coded(const struct column *column)
{
    return column_is_open(column) || column->type == COLUMN_CODE || column->type == COLUMN_BAND;
}

gint64 column_at_most(const struct column *column)
{
    gint64 most = COLUMN_AT_MOST_USUAL;
    if (column->at_most != NULL)
        decimal_parse_whole(column->at_most, -1, &most);
    return most;
}

gboolean dataset_column_is_checked(const struct dataset *dataset, guint column)
{
    const struct column *about = &dataset->columns[column];
    if (about->type != COLUMN_DATE)
        return about->checked || about->type == COLUMN_PERCENT;
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].of != NULL && strcmp(dataset->columns[i].of, about->name) == 0)
            return FALSE;
    return !about->time && dataset->kind != DATASET_TREE && dataset->kind != DATASET_CROSSWALK;
}

gboolean column_reaches(const struct column *column, int value, int least)
{
    if (value < 0 || (unsigned)value >= column->values_count || column->values[value].outside)
        return FALSE;
    return column->order == ORDER_FALLING ? value <= least : value >= least;
}
