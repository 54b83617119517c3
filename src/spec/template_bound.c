/* Limits of conditions, as they stand in a template and as facts are held against them. */
#include <string.h>

#include "base/decimal.h"
#include "spec/template.h"

const struct template_bound template_bounds[BOUNDS] = {
    [BOUND_AT_LEAST] = {"at_least", "≥", FALSE, FALSE},
    [BOUND_AT_MOST] = {"at_most", "≤", TRUE, FALSE},
    [BOUND_ABOVE] = {"above", ">", FALSE, TRUE},
    [BOUND_BELOW] = {"below", "<", TRUE, TRUE},
};

/* Limits have so many decimals; columns may keep fewer. */
#define LIMIT_DECIMALS 2

const char *condition_limit(const struct template_condition *condition, enum bound *bound)
{
    for (*bound = BOUND_AT_LEAST; *bound < BOUNDS; (*bound)++)
        if (condition->limit[*bound] != NULL)
            return condition->limit[*bound];
    return NULL;
}

gboolean condition_limit_value(const struct column *column, const char *limit, gint64 *value)
{
    guint decimals;
    if (!column_is_number(column, &decimals)) {
        *value = column_value(column, limit);
        return TRUE;
    }
    gsize length = strlen(limit);
    gboolean percent = column->type == COLUMN_PERCENT && g_str_has_suffix(limit, "%");
    g_autofree char *number = g_strndup(limit, length - percent);
    return decimal_parse(number, LIMIT_DECIMALS, value);
}

/* Below, at or above the limit: -1, 0, 1; FALSE: it stands outside the order. */
static gboolean compare(const struct column *column, gint64 value, gint64 limit, int *order)
{
    guint decimals;
    if (column_is_number(column, &decimals)) {
        for (; decimals < LIMIT_DECIMALS; decimals++)
            value *= 10;
        *order = (value > limit) - (value < limit);
        return TRUE;
    }
    *order = (value > limit) - (value < limit);
    if (column->order == ORDER_FALLING)
        *order = -*order;
    return column_reaches(column, (int)value, (int)value);
}

gboolean bound_holds(enum bound bound, const struct column *column, gint64 value, gint64 limit)
{
    const struct template_bound *how = &template_bounds[bound];
    int order;
    if (!compare(column, value, limit, &order))
        return FALSE;
    return order == 0 ? !how->strict : (order < 0) == how->upper;
}
