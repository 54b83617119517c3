#include "calc/returned.h"

#include <string.h>

struct returned {
    const struct unit_tree *tree;
    gboolean months;
    int first; /* number of the first month or year */
    guint periods;
    int answer;  /* column that must not be blank; -1: none */
    guint8 *bit; /* units x periods */
};

static int number_of(date day, gboolean months)
{
    int year, month, day_of_month;
    date_to_civil(day, &year, &month, &day_of_month);
    return months ? year * 12 + month - 1 : year;
}

static void span_of(int number, gboolean months, date *first, date *last)
{
    int year = months ? number / 12 : number;
    *first = date_from_civil(year, months ? number % 12 + 1 : 1, 1);
    *last = months ? date_month_end(*first) : date_from_civil(year, 12, 31);
}

static gboolean is_key(const struct dataset *dataset, const char *column)
{
    for (guint i = 0; i < dataset->keys_count; i++)
        for (guint k = 0; k < dataset->keys[i].count; k++)
            if (strcmp(dataset->keys[i].item[k], column) == 0)
                return TRUE;
    return FALSE;
}

int returned_answer(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (!column->optional && !column->time && column->type != COLUMN_UNIT &&
            !is_key(dataset, column->name))
            return (int)i;
    }
    return -1;
}

struct returned *returned_new(const struct dataset *dataset, const struct unit_tree *tree,
                              struct period period)
{
    struct returned *returned = g_new0(struct returned, 1);
    int time = dataset_time_column(dataset);
    returned->tree = tree;
    returned->months = time >= 0 && dataset->columns[time].type == COLUMN_MONTH;
    returned->answer = returned_answer(dataset);

    date first, last;
    int low = number_of(period.first, returned->months);
    int high = number_of(period.last, returned->months);
    span_of(low, returned->months, &first, &last);
    if (first < period.first)
        low++;
    span_of(high, returned->months, &first, &last);
    if (last > period.last)
        high--;
    returned->first = low;
    returned->periods = high < low ? 0 : (guint)(high - low + 1);
    returned->bit = g_malloc0(MAX((gsize)unit_tree_count(tree) * returned->periods, 1));
    return returned;
}

void returned_free(struct returned *returned)
{
    if (returned == NULL)
        return;
    g_free(returned->bit);
    g_free(returned);
}

gint32 returned_number(const struct returned *returned, const struct fact *fact)
{
    if (fact->first == DATE_NONE)
        return -1;
    if (returned->answer >= 0 && fact->value[returned->answer] == FACT_BLANK)
        return -1;
    int period = number_of(fact->first, returned->months) - returned->first;
    return period >= 0 && period < (int)returned->periods ? period : -1;
}

void returned_take(struct returned *returned, const struct fact *fact)
{
    gint32 period = returned_number(returned, fact);
    if (period >= 0)
        returned->bit[(gsize)fact->unit * returned->periods + (guint)period] = 1;
}

void returned_merge(struct returned *to, const struct returned *from)
{
    gsize size = (gsize)unit_tree_count(to->tree) * to->periods;
    for (gsize i = 0; i < size; i++)
        to->bit[i] |= from->bit[i];
}

guint returned_periods(const struct returned *returned)
{
    return returned->periods;
}

void returned_period(const struct returned *returned, guint index, date *first, date *last)
{
    span_of(returned->first + (int)index, returned->months, first, last);
}

gboolean returned_has(const struct returned *returned, gint32 unit, guint period)
{
    return returned->bit[(gsize)unit * returned->periods + period] != 0;
}
