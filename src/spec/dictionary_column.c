/* What a column of a dataset says of its values. */
#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary_check.h"

int column_value(const struct column *column, const char *code)
{
    for (unsigned i = 0; i < column->values_count; i++)
        if (strcmp(column->values[i].code, code) == 0)
            return (int)i;
    return -1;
}

gboolean column_is_open(const struct column *column)
{
    return column->type == COLUMN_LABEL || column->type == COLUMN_LABELS;
}

gboolean column_is_coded(const struct column *column)
{
    return column_is_open(column) || column->type == COLUMN_CODE || column->type == COLUMN_BAND;
}

gboolean column_is_derived(const struct column *column)
{
    return column->type == COLUMN_BAND || column->type == COLUMN_AGE;
}

gboolean column_is_number(const struct column *column, guint *decimals)
{
    gboolean hundredths = column->type == COLUMN_PERCENT || column->type == COLUMN_POINTS;
    *decimals = hundredths ? 2 : 0;
    return hundredths || column->type == COLUMN_COUNT || column->type == COLUMN_AGE;
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
        return about->checked || about->type == COLUMN_PERCENT || about->type == COLUMN_POINTS;
    for (unsigned i = 0; i < dataset->columns_count; i++)
        if (dataset->columns[i].type == COLUMN_BAND &&
            g_strcmp0(dataset->columns[i].of, about->name) == 0)
            return FALSE;
    return !about->time && dataset->kind != DATASET_TREE && dataset->kind != DATASET_CROSSWALK;
}

gboolean column_reaches(const struct column *column, int value, int least)
{
    if (value < 0 || (unsigned)value >= column->values_count || column->values[value].outside)
        return FALSE;
    return column->order == ORDER_FALLING ? value <= least : value >= least;
}

/* Only the first band has a least number; *before becomes the greatest one below it. */
static gboolean check_least(const struct complaint *complaint, const struct dictionary_value *value,
                            gboolean first, gint64 *before)
{
    struct yaml_at place = yaml_at(value->node, "least");
    gint64 least = 0;
    if (value->least == NULL)
        return TRUE;
    if (!first)
        return complaint_raise(complaint, MESSAGE_SPEC_KEY_NOT_HERE, place, value->code, "least");
    if (!decimal_parse_whole(value->least, -1, &least))
        return complaint_raise(complaint, MESSAGE_DICTIONARY_BAND_RISES, place, value->least, NULL);
    *before = least - 1;
    return TRUE;
}

static gboolean check_bands(const struct complaint *complaint, const struct column *column)
{
    gint64 before = -1, limit = -1;
    for (unsigned i = 0; i < column->values_count; i++) {
        const char *up_to = column->values[i].up_to;
        struct yaml_at place = yaml_at(column->values[i].node, "up_to");
        gboolean last = i + 1 == column->values_count;
        if (last != (up_to == NULL))
            return complaint_raise(complaint, MESSAGE_DICTIONARY_BAND_LAST, place, NULL, NULL);
        if (!check_least(complaint, &column->values[i], i == 0, &before))
            return FALSE;
        if (up_to && (!decimal_parse_whole(up_to, -1, &limit) || limit <= before))
            return complaint_raise(complaint, MESSAGE_DICTIONARY_BAND_RISES, place, up_to, NULL);
        before = limit;
    }
    return TRUE;
}

gboolean dictionary_check_derived(const struct dataset *dataset, const struct column *column,
                                  const struct complaint *complaint)
{
    int of = column->of ? dataset_column(dataset, column->of) : -1;
    g_autofree char *type = g_strconcat("type: ", column_type_name(column->type), NULL);
    if (!column_is_derived(column))
        return TRUE;
    if (!column->of)
        return complaint_raise(complaint, MESSAGE_SPEC_KEY_NEEDED, yaml_at(column->node, NULL),
                               type, "of");
    if (of < 0 || dataset->columns[of].type != COLUMN_DATE)
        return complaint_raise(complaint, MESSAGE_DICTIONARY_NOT_A_DATE_COLUMN,
                               yaml_at(column->node, "of"), column->of, NULL);
    return column->type != COLUMN_BAND || check_bands(complaint, column);
}
