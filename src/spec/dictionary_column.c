/* What a column of a dataset says of its values. */
#include <string.h>

#include "base/decimal.h"
#include "spec/dictionary.h"

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

gboolean column_is_number(const struct column *column, guint *decimals)
{
    gboolean hundredths = column->type == COLUMN_PERCENT || column->type == COLUMN_POINTS;
    *decimals = hundredths ? 2 : 0;
    return hundredths || column->type == COLUMN_COUNT;
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
