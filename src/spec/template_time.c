/* What a template asks of the time of its rows. */
#include <string.h>

#include "spec/template_check.h"

gboolean template_check_time(const struct template_checker *checker, struct yaml_at at,
                             const char *by)
{
    const struct dataset *dataset = checker->dataset;
    const struct period_step *step = period_step(by);
    int time = dataset_time_column(dataset);
    gboolean own = strcmp(dataset->name, checker->table->from) == 0;
    gboolean has_quarters = own && dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0;
    if (time < 0 || (dataset->columns[time].type == COLUMN_YEAR && step->kind != PERIOD_YEAR &&
                     !(step->kind == PERIOD_QUARTER && has_quarters)))
        return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_NO_TIME, at,
                               checker->dataset->name, by);
    return TRUE;
}

gboolean template_is_by_time(const struct template_entry *row)
{
    return period_step(row->by) != NULL;
}

/* What such columns cannot be: NULL, or the key that says so. */
static const char *key_against_nesting(const struct template_entry *entry,
                                       const struct column *column)
{
    gboolean closed = column != NULL && column_is_coded(column) && !column_is_open(column);
    if (entry->from != NULL || entry->span != SPAN_PERIOD || entry->group != NULL)
        return entry->from != NULL ? "from" : entry->group != NULL ? "group" : "span";
    return entry->by != NULL && !closed ? "by" : NULL;
}

gboolean template_check_within(const struct template_checker *checker,
                               const struct template_entry *entry)
{
    struct yaml_at at = yaml_at(entry->node, "within");
    if (entry->within == NULL)
        return TRUE;
    if (period_step(entry->within) == NULL) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (int kind = PERIOD_DAY; kind <= PERIOD_RANGE; kind++)
            if (period_step(period_kind_name((enum period_kind)kind)) != NULL)
                g_ptr_array_add(known, (gpointer)period_kind_name((enum period_kind)kind));
        return complaint_unknown(&checker->complaint, MESSAGE_TEMPLATE_UNKNOWN_BY, at,
                                 entry->within, known);
    }
    int index = entry->by != NULL ? dataset_column(checker->dataset, entry->by) : -1;
    const char *key =
        key_against_nesting(entry, index >= 0 ? &checker->dataset->columns[index] : NULL);
    g_autofree char *sort = g_strconcat("within: ", entry->within, NULL);
    if (key != NULL)
        return complaint_raise(&checker->complaint, MESSAGE_SPEC_KEY_NOT_HERE,
                               yaml_at(entry->node, key), sort, key);
    return template_check_time(checker, at, entry->within);
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

/* Units of both years are known of whole years, or of the one quarter that is asked for. */
static gboolean check_quarters(const struct template_checker *checker,
                               const struct template_shown *shown)
{
    enum span span;
    const struct template_table *table = checker->table;
    gboolean quarters = FALSE;
    for (unsigned i = 0; i < table->rows_count + table->columns_count; i++) {
        const struct template_entry *entry =
            i < table->rows_count ? &table->rows[i] : &table->columns[i - table->rows_count];
        const struct period_step *step = period_step(entry->by);
        quarters = quarters || (step != NULL && step->kind == PERIOD_QUARTER);
    }
    if (!quarters || dataset_column_of_type(checker->dataset, COLUMN_QUARTER) < 0 ||
        shown->against == NULL || !span_from_name(shown->against, &span))
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_QUARTERS_COMPARED,
                           yaml_at(shown->node, "against"), checker->dataset->name, shown->against);
}

/* Whether some figure of the table is over all times that stand on this side. */
static gboolean adds_up(const struct template_table *table, gboolean columns)
{
    enum total alone = columns ? TOTAL_COLUMNS : TOTAL_ROWS;
    gboolean added = table->total == TOTAL_BOTH || table->total == alone;
    for (unsigned i = 0; i < table->measures_count; i++) {
        const struct template_shown *shown = &table->measures[i];
        const struct measure_info *share = measure_info(shown_share(shown));
        added =
            added ||
            (columns ? share->base_column == BASE_COLUMN_ALL : share->base_row != BASE_ROW_OWN) ||
            (columns && shown->over != NULL && strcmp(template_code(shown->over), "*") == 0);
    }
    return added;
}

/* Whether the same things stand there in each step of time: the same units are ranked by the
 * quarter and by the year. */
static gboolean is_there_each(const struct dataset *dataset, const struct template_entry *entry)
{
    const struct period_step *step = period_step(entry->by);
    return step != NULL &&
           (dataset->kind == DATASET_STOCK ||
            (step->kind == PERIOD_QUARTER && dataset_column_of_type(dataset, COLUMN_QUARTER) >= 0));
}

/* What is there every time is not added over times. */
static gboolean check_stock(const struct template_checker *checker, gboolean columns)
{
    const struct template_entry *entries = columns ? checker->table->columns : checker->table->rows;
    unsigned count = columns ? checker->table->columns_count : checker->table->rows_count;
    unsigned times = 0, last = 0;
    for (unsigned i = 0; i < count; i++) {
        times += is_there_each(checker->dataset, &entries[i]);
        last = is_there_each(checker->dataset, &entries[i]) ? i : last;
    }
    if (times == 0 || (times == count && !adds_up(checker->table, columns)))
        return TRUE;
    return complaint_raise(&checker->complaint, MESSAGE_TEMPLATE_STOCK_ADDED,
                           yaml_at(entries[last].node, "by"), checker->dataset->name,
                           entries[last].by);
}

gboolean template_check_times(const struct template_checker *checker)
{
    for (unsigned i = 0; i < checker->table->measures_count; i++)
        if (!check_quarters(checker, &checker->table->measures[i]))
            return FALSE;
    return check_stock(checker, FALSE) && check_stock(checker, TRUE);
}
