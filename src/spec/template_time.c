/* What a template asks of the time of its rows. */
#include <string.h>

#include "spec/template_check.h"

gboolean template_check_time(const struct template_checker *checker, struct yaml_at at,
                             const char *by)
{
    int time = dataset_time_column(checker->dataset);
    if (time < 0 ||
        (strcmp(by, "month") == 0 && checker->dataset->columns[time].type == COLUMN_YEAR))
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_TIME, at,
                               checker->dataset->name, by);
    return TRUE;
}

gboolean template_is_by_time(const struct template_entry *row)
{
    return row->by != NULL && (strcmp(row->by, "year") == 0 || strcmp(row->by, "month") == 0);
}

gboolean template_check_span(const struct template_checker *checker,
                             const struct template_entry *entry)
{
    int time = dataset_time_column(checker->dataset);
    gboolean fits = time >= 0 && checker->dataset->columns[time].type == COLUMN_YEAR;
    if (entry->span != SPAN_YEAR_END)
        return TRUE;
    for (unsigned i = 0; i < checker->table->rows_count; i++)
        fits = fits && !template_is_by_time(&checker->table->rows[i]);
    return fits || complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_YEAR_END,
                                   yaml_at(entry->node, "span"), checker->dataset->name, NULL);
}
