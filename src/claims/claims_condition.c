#include "claims/claims_condition.h"

#include <string.h>

#include "base/text.h"

static gboolean same_key(const char *key, const char *name)
{
    if (name == NULL)
        return FALSE;
    g_autofree char *other = text_key(name, -1);
    return strcmp(key, other) == 0;
}

static gboolean key_in(const char *key, const struct names *names)
{
    for (guint i = 0; i < names->count; i++)
        if (same_key(key, names->item[i]))
            return TRUE;
    return FALSE;
}

/* A column of the dataset, or `cap` or `loai_hinh` of the unit. */
static const struct column *find_column(const char *text, const struct dictionary *dictionary,
                                        const struct dataset *dataset)
{
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (same_key(key, column->name) || same_key(key, column->label) ||
            key_in(key, &column->aliases))
            return column_is_coded(column) ? column : NULL;
    }
    g_autofree char *name = text_code(text, -1);
    return dictionary_unit_field(dictionary, name);
}

/* The code of a value; of an open list also one that only the data know. NULL: not known. */
static char *find_value(const char *text, const struct column *column)
{
    g_autofree char *key = text_key(text, -1);
    for (guint i = 0; i < column->values_count; i++) {
        const struct dictionary_value *value = &column->values[i];
        if (same_key(key, value->code) || same_key(key, value->label) ||
            key_in(key, &value->aliases))
            return g_strdup(value->code);
    }
    return column_is_open(column) && *key != '\0' ? text_code(text, -1) : NULL;
}

static gboolean set_values(const char *text, const struct column *column, struct names *names)
{
    g_auto(GStrv) parts = g_strsplit(text, "|", -1);
    names->item = g_new0(char *, g_strv_length(parts) + 1);
    for (char **part = parts; *part != NULL; part++) {
        char *code = find_value(*part, column);
        if (code == NULL)
            return FALSE;
        names->item[names->count++] = code;
    }
    return names->count > 0;
}

static gboolean parse_one(char *text, const struct dictionary *dictionary,
                          const struct dataset *dataset, struct template_condition *condition)
{
    char *sign = strchr(text, '=');
    if (sign == NULL)
        return FALSE;
    gboolean at_least = sign > text && sign[-1] == '>';
    g_autofree char *name = g_strndup(text, (gsize)(sign - text) - at_least);
    const struct column *column = find_column(name, dictionary, dataset);
    if (column == NULL)
        return FALSE;
    condition->field = g_strdup(column->name);
    if (!at_least)
        return set_values(sign + 1, column, &condition->is);
    condition->limit[BOUND_AT_LEAST] = find_value(sign + 1, column);
    return condition->limit[BOUND_AT_LEAST] != NULL &&
           column_value(column, condition->limit[BOUND_AT_LEAST]) >= 0 &&
           (column->order != ORDER_NONE || column->type == COLUMN_BAND);
}

gboolean claims_condition_parse(const char *text, const struct dictionary *dictionary,
                                const struct dataset *dataset,
                                struct template_condition **conditions, guint *count)
{
    g_auto(GStrv) parts = g_strsplit(text, ";", -1);
    *conditions = g_new0(struct template_condition, g_strv_length(parts) + 1);
    *count = 0;
    for (char **part = parts; *part != NULL; part++) {
        if (*g_strstrip(*part) == '\0')
            continue;
        if (!parse_one(*part, dictionary, dataset, &(*conditions)[(*count)++]))
            return FALSE;
    }
    return TRUE;
}

void claims_condition_free(struct template_condition *conditions, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_free(conditions[i].field);
        g_free(conditions[i].limit[BOUND_AT_LEAST]);
        g_strfreev(conditions[i].is.item);
    }
    g_free(conditions);
}

static gboolean has_outside(const struct column *column)
{
    for (guint i = 0; i < column->values_count; i++)
        if (column->values[i].outside)
            return TRUE;
    return FALSE;
}

void claims_condition_ranked(const struct template_condition *conditions, guint count,
                             const struct dataset *dataset, struct template_condition *ranked)
{
    for (guint i = 0; i < count; i++) {
        int index = dataset_column(dataset, conditions[i].field);
        if (index < 0 || !has_outside(&dataset->columns[index]))
            continue;
        const struct column *column = &dataset->columns[index];
        ranked->field = column->name;
        ranked->is.item = g_new0(char *, column->values_count + 1);
        for (guint v = 0; v < column->values_count; v++)
            if (!column->values[v].outside)
                ranked->is.item[ranked->is.count++] = g_strdup(column->values[v].code);
        return;
    }
}
