/* What is asked of the parts of queries, and of several queries at once. */
#include "calc/query.h"

date part_begin(const struct part *part, gint32 number)
{
    return part->step != NULL ? period_step_first(part->step, part->first + number / part->inner)
                              : DATE_NONE;
}

gboolean part_asks_unit(const struct part *part)
{
    return part->field != NULL;
}

gboolean part_has_unit(const struct part *part, gint32 number, gint32 unit)
{
    return part->field == NULL || part->field->number[unit] == number ||
           part->field->second[unit] == number;
}

date part_end(const struct part *part, gint32 number)
{
    return part->step != NULL ? period_step_last(part->step, part->first + number / part->inner)
                              : DATE_NONE;
}

date queries_reach(const GPtrArray *queries, date first)
{
    for (guint i = 0; i < queries->len; i++) {
        const struct query *query = g_ptr_array_index(queries, i);
        for (guint span = 0; span < SPANS; span++)
            if (query->wanted[span])
                first = MIN(first, query->planes[span].first);
    }
    return first;
}

gboolean queries_are_by_quarter(const GPtrArray *queries)
{
    for (guint i = 0; i < queries->len; i++)
        if (((const struct query *)g_ptr_array_index(queries, i))->by_quarter)
            return TRUE;
    return FALSE;
}
