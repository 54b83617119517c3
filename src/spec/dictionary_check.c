#include "spec/dictionary_check.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "spec/cap_check.h"
#include "spec/complaint.h"

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
                                const char *path)
{
    const struct column *levels = dictionary_unit_field(dictionary, "cap");
    if (levels && column_value(levels, level) >= 0)
        return TRUE;

    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; levels && i < levels->values_count; i++)
        g_ptr_array_add(known, levels->values[i].code);
    return complaint_unknown(complaint, MESSAGE_SPEC_UNKNOWN_LEVEL, path, level, known);
}

gboolean dictionary_check_at_most(const struct complaint *complaint, const char *at_most,
                                  const char *path)
{
    gint64 most;
    g_autofree char *place = g_strconcat(path, "/at_most", NULL);
    if (at_most == NULL ||
        (decimal_parse_whole(at_most, -1, &most) && most >= 1 && most <= COLUMN_AT_MOST))
        return TRUE;
    return complaint_raise(complaint, MESSAGE_DICTIONARY_AT_MOST, place, at_most,
                           G_STRINGIFY(COLUMN_AT_MOST));
}

static gboolean refuse(const struct checker *checker, enum message message, const char *path,
                       const char *word, const char *more)
{
    return complaint_raise(&checker->complaint, message, path, word, more);
}

/* Adds `name` to the names met so far (text -> owner); it must be a code and new. */
static gboolean check_new_code(const struct checker *checker, GHashTable *seen, const char *path,
                               const char *name)
{
    if (!dictionary_is_code(name, '_'))
        return refuse(checker, MESSAGE_SPEC_BAD_CODE, path, name, "a-z, 0-9, _");
    if (!g_hash_table_add(seen, (gpointer)name))
        return refuse(checker, MESSAGE_SPEC_TWICE, path, name, NULL);
    return TRUE;
}

/* Headers and labels with one key are the same to the reader; `owners` is key -> owner's name. */
static gboolean check_key(const struct checker *checker, GHashTable *owners, const char *path,
                          const char *label, const char *owner)
{
    g_autofree char *key = text_key(label, -1);
    if (*key == '\0')
        return refuse(checker, MESSAGE_DICTIONARY_NO_LETTER, path, label, NULL);
    const char *other = g_hash_table_lookup(owners, key);
    if (other && strcmp(other, owner) != 0)
        return refuse(checker, MESSAGE_DICTIONARY_SAME_KEY, path, label, other);
    g_hash_table_insert(owners, g_steal_pointer(&key), (gpointer)owner);
    return TRUE;
}

static gboolean check_aliases(const struct checker *checker, GHashTable *owners, const char *path,
                              const struct names *aliases, const char *owner)
{
    for (unsigned i = 0; i < aliases->count; i++) {
        g_autofree char *place = g_strdup_printf("%s/aliases/%u", path, i);
        if (!check_key(checker, owners, place, aliases->item[i], owner))
            return FALSE;
    }
    return TRUE;
}

static gboolean check_value_names(const struct checker *checker, const struct column *column,
                                  const char *path)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < column->values_count; i++) {
        const struct value *value = &column->values[i];
        g_autofree char *place = g_strdup_printf("%s/values/%u", path, i);
        g_autofree char *code_place = g_strconcat(place, "/code", NULL);
        g_autofree char *label_place = g_strconcat(place, "/label", NULL);
        g_autofree char *folded = text_code(value->label, -1);
        if (!check_new_code(checker, codes, code_place, value->code) ||
            !check_key(checker, owners, code_place, value->code, value->code) ||
            !check_key(checker, owners, label_place, value->label, value->code) ||
            !check_aliases(checker, owners, place, &value->aliases, value->code))
            return FALSE;
        if (column_is_open(column) && strcmp(folded, value->code) != 0)
            return refuse(checker, MESSAGE_DICTIONARY_OPEN_CODE, code_place, value->label, folded);
    }
    return TRUE;
}

static gboolean check_bands(const struct checker *checker, const struct dataset *dataset,
                            const struct column *column, const char *path)
{
    g_autofree char *of_place = g_strconcat(path, "/of", NULL);
    int of = column->of ? dataset_column(dataset, column->of) : -1;
    if (!column->of)
        return refuse(checker, MESSAGE_SPEC_KEY_NEEDED, path, "type: band", "of");
    if (of < 0 || dataset->columns[of].type != COLUMN_DATE)
        return refuse(checker, MESSAGE_DICTIONARY_NOT_A_DATE_COLUMN, of_place, column->of, NULL);

    gint64 before = -1, limit = -1;
    for (unsigned i = 0; i < column->values_count; i++) {
        const char *up_to = column->values[i].up_to;
        g_autofree char *place = g_strdup_printf("%s/values/%u/up_to", path, i);
        gboolean last = i + 1 == column->values_count;
        if (last != (up_to == NULL))
            return refuse(checker, MESSAGE_DICTIONARY_BAND_LAST, place, NULL, NULL);
        if (up_to && (!decimal_parse_whole(up_to, -1, &limit) || limit <= before))
            return refuse(checker, MESSAGE_DICTIONARY_BAND_RISES, place, up_to, NULL);
        before = limit;
    }
    return TRUE;
}

/* A key of a column that only some types take. */
static gboolean check_key_of_type(const struct checker *checker, const struct column *column,
                                  const char *path, const char *key, gboolean taken)
{
    if (taken)
        return TRUE;
    g_autofree char *place = g_strdup_printf("%s/%s", path, key);
    g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
    return refuse(checker, MESSAGE_SPEC_KEY_NOT_HERE, place, type, key);
}

static gboolean check_column_keys(const struct checker *checker, const struct column *column,
                                  const char *path)
{
    gboolean closed = column->type == COLUMN_CODE || column->type == COLUMN_BAND;
    gboolean timed = column->type == COLUMN_YEAR || column->type == COLUMN_MONTH ||
                     column->type == COLUMN_DATE || column->type == COLUMN_PERIOD;
    if (closed && column->values_count == 0) {
        g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
        return refuse(checker, MESSAGE_SPEC_KEY_NEEDED, path, type, "values");
    }
    return check_key_of_type(checker, column, path, "values",
                             closed || column_is_open(column) || column->values_count == 0) &&
           check_key_of_type(checker, column, path, "order",
                             column->type == COLUMN_CODE || column->order == ORDER_NONE) &&
           check_key_of_type(checker, column, path, "of",
                             column->type == COLUMN_BAND || !column->of) &&
           check_key_of_type(checker, column, path, "part_of",
                             column->type == COLUMN_COUNT || !column->part_of) &&
           check_key_of_type(checker, column, path, "time", timed || !column->time) &&
           check_key_of_type(checker, column, path, "at_most",
                             column->type == COLUMN_COUNT || !column->at_most) &&
           check_key_of_type(checker, column, path, "format",
                             column->type == COLUMN_COUNT || column->format == FORMAT_NONE) &&
           check_key_of_type(checker, column, path, "unit_names",
                             column->type == COLUMN_UNIT || column->unit_names.count == 0) &&
           check_key_of_type(checker, column, path, "superiors",
                             column->type == COLUMN_UNIT || column->superiors.count == 0) &&
           check_key_of_type(checker, column, path, "unit",
                             column->type == COLUMN_UNIT || !column->unit);
}

/* The whole must be known in each row, so that parts never add up to more. */
static gboolean check_part(const struct checker *checker, const struct dataset *dataset,
                           const struct column *column, const char *path)
{
    if (column->part_of == NULL)
        return TRUE;
    g_autofree char *place = g_strconcat(path, "/part_of", NULL);
    int index = dataset_column(dataset, column->part_of);
    const struct column *whole = index >= 0 ? &dataset->columns[index] : NULL;
    if (whole != NULL && whole != column && whole->type == COLUMN_COUNT && !whole->may_be_blank &&
        !whole->optional && whole->part_of == NULL)
        return TRUE;
    return refuse(checker, MESSAGE_DICTIONARY_NO_WHOLE, place, column->part_of, NULL);
}

static gboolean check_columns(const struct checker *checker, const struct dataset *dataset,
                              const char *path)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        g_autofree char *place = g_strdup_printf("%s/columns/%u", path, i);
        g_autofree char *name_place = g_strconcat(place, "/name", NULL);
        if (!check_new_code(checker, names, name_place, column->name) ||
            !check_key(checker, owners, name_place, column->name, column->name) ||
            !check_aliases(checker, owners, place, &column->aliases, column->name) ||
            !check_column_keys(checker, column, place) ||
            !check_part(checker, dataset, column, place) ||
            !dictionary_check_at_most(&checker->complaint, column->at_most, place) ||
            !check_value_names(checker, column, place))
            return FALSE;
        if (column->type == COLUMN_BAND && !check_bands(checker, dataset, column, place))
            return FALSE;
    }
    return TRUE;
}

/* Every name of the list is the name of a column. */
static gboolean check_column_names(const struct checker *checker, const struct dataset *dataset,
                                   const struct names *list, const char *path)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (unsigned i = 0; i < dataset->columns_count; i++)
        g_ptr_array_add(known, dataset->columns[i].name);
    for (unsigned i = 0; i < list->count; i++) {
        g_autofree char *place = g_strdup_printf("%s/%u", path, i);
        if (dataset_column(dataset, list->item[i]) < 0)
            return complaint_unknown(&checker->complaint, MESSAGE_SPEC_UNKNOWN_COLUMN, place,
                                     list->item[i], known);
    }
    return TRUE;
}

static gboolean check_lists(const struct checker *checker, const struct dataset *dataset,
                            const char *path)
{
    g_autofree char *one_of = g_strconcat(path, "/one_of", NULL);
    g_autofree char *again = g_strconcat(path, "/sent_again_by", NULL);
    if (!check_column_names(checker, dataset, &dataset->one_of, one_of) ||
        !check_column_names(checker, dataset, &dataset->sent_again_by, again))
        return FALSE;
    for (unsigned i = 0; i < dataset->keys_count; i++) {
        g_autofree char *place = g_strdup_printf("%s/keys/%u/columns", path, i);
        if (!check_column_names(checker, dataset, &dataset->keys[i], place))
            return FALSE;
    }
    for (unsigned i = 0; i < dataset->reported_by.count; i++) {
        g_autofree char *place = g_strdup_printf("%s/reported_by/%u", path, i);
        if (!dictionary_check_level(checker->dictionary, &checker->complaint,
                                    dataset->reported_by.item[i], place))
            return FALSE;
    }
    if (dataset->kind == DATASET_RETURNS && dataset->reported_by.count == 0)
        return refuse(checker, MESSAGE_SPEC_KEY_NEEDED, path, "kind: returns", "reported_by");
    return TRUE;
}

/* "doi_tuong=dang_vien; xep_loai>=tot": columns, and codes of their values with "|" between. */
static gboolean check_where(const struct checker *checker, const struct dataset *dataset,
                            const char *path, const char *where)
{
    g_autofree char *place = g_strconcat(path, "/where", NULL);
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
static gboolean check_subjects(const struct checker *checker, const struct dataset *dataset,
                               const char *path)
{
    for (unsigned i = 0; i < dataset->subjects_count; i++) {
        const struct subject *subject = &dataset->subjects[i];
        char *columns[] = {subject->sum, subject->over, subject->distinct};
        g_autofree char *place = g_strdup_printf("%s/subjects/%u", path, i);
        for (guint j = 0; j < G_N_ELEMENTS(columns); j++)
            if (columns[j] != NULL &&
                !check_column_names(checker, dataset, &(struct names){&columns[j], 1}, place))
                return FALSE;
        if (!check_where(checker, dataset, place, subject->where) ||
            (subject->listed != NULL &&
             !dictionary_check_level(checker->dictionary, &checker->complaint, subject->listed,
                                     place)))
            return FALSE;
    }
    for (unsigned i = 0; i < dataset->sayings_count; i++) {
        g_autofree char *place = g_strdup_printf("%s/sayings/%u", path, i);
        if (!check_where(checker, dataset, place, dataset->sayings[i].where))
            return FALSE;
    }
    return TRUE;
}

/* What makes a fact of a row: one unit, a time if things happen, one list of mentions at most. */
static gboolean check_roles(const struct checker *checker, const struct dataset *dataset,
                            const char *path)
{
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
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, path, dataset->name, "time: yes");
    if (mentions > 1)
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, path, dataset->name, "type: labels");
    if (counted && units == 0)
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, path, dataset->name, "type: unit");
    if (owners > 1 || (counted && units > 1 && owners == 0))
        return refuse(checker, MESSAGE_DICTIONARY_ONE_COLUMN, path, dataset->name, "unit: yes");
    return TRUE;
}

gboolean dictionary_check(const struct dictionary *dictionary, const struct yaml_tree *tree,
                          GError **error)
{
    struct checker checker = {dictionary, {tree, error}};
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < dictionary->datasets_count; i++) {
        const struct dataset *dataset = &dictionary->datasets[i];
        g_autofree char *path = g_strdup_printf("datasets/%u", i);
        g_autofree char *name_path = g_strconcat(path, "/name", NULL);
        if (!check_new_code(&checker, names, name_path, dataset->name) ||
            !check_columns(&checker, dataset, path) || !check_lists(&checker, dataset, path) ||
            !check_subjects(&checker, dataset, path) || !check_roles(&checker, dataset, path))
            return FALSE;
    }
    return cap_check(dictionary, &checker.complaint);
}
