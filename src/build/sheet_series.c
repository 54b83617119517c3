/* What the columns of a crosstab are values of: told by the dictionary, never by their codes. */
#include <string.h>

#include "build/sheet.h"

#define FIELD_SPAN "span"
#define FIELD_TIME "time"
#define FIELD_UNITS "don_vi"

/* A value of a column of the data; number 0 is "not stated". */
static struct book_series series_of_value(const struct column *column, guint number, guint known)
{
    struct book_series series = {.field = g_strdup(column->name)};
    gboolean in_list = number > 0 && number <= column->values_count;
    if (number == 0 || (in_list && column->values[number - 1].outside))
        return series;
    series.place = number - 1;
    series.count = MAX(known, number);
    series.ordered = in_list && (column->type == COLUMN_BAND || column->order != ORDER_NONE);
    if (!series.ordered)
        return series;
    series.count = series.place = 0; /* what stands outside the order is no step of it */
    for (guint i = 0; i < column->values_count; i++) {
        series.count += !column->values[i].outside;
        series.place += !column->values[i].outside && i + 1 < number;
    }
    if (column->order == ORDER_FALLING)
        series.place = series.count - 1 - series.place;
    return series;
}

/* The value that a column of its own asks for alone and bears the code of; or -1. */
static int value_asked(const struct grid_line *line, const struct column **column)
{
    const struct part *part = &line->query->columns.part[line->place.part];
    if (part->entry->where_count != 1 || part->entry->where[0].is.count != 1)
        return -1;
    const struct template_condition *where = &part->entry->where[0];
    int at = dataset_column(line->query->dataset, where->field);
    if (at < 0 || !column_is_coded(&line->query->dataset->columns[at]))
        return -1;
    *column = &line->query->dataset->columns[at];
    if (strcmp(part->entry->where[0].is.item[0], line->code) != 0)
        return -1;
    return column_value(*column, where->is.item[0]);
}

/* What the same is counted of in several stretches of time: this year is a step above the last. */
static struct book_series series_of_span(const struct grid_line *line)
{
    static const guint steps[SPANS] = {[SPAN_LAST_YEAR] = 0,
                                       [SPAN_YEAR_TO_DATE_LAST_YEAR] = 1,
                                       [SPAN_YEAR_END] = 2,
                                       [SPAN_PERIOD] = 2,
                                       [SPAN_YEAR_TO_DATE] = 3};
    const struct template_table *table = line->query->table;
    const struct template_entry *entry = line->query->columns.part[line->place.part].entry;
    gboolean several = FALSE;
    for (guint i = 0; i < table->columns_count; i++)
        several = several || table->columns[i].span != entry->span;
    if (!several || entry->sum != NULL || entry->distinct != NULL || entry->from != NULL)
        return (struct book_series){.field = NULL};
    return (struct book_series){
        .field = g_strdup(FIELD_SPAN), .ordered = TRUE, .place = steps[line->span], .count = 4};
}

/* A column of its own: a value, or a stretch of time. */
static struct book_series series_of_entry(const struct grid_line *line)
{
    const struct column *column = NULL;
    int value = value_asked(line, &column);
    if (line->query->columns.part[line->place.part].entry->where_count == 0)
        return series_of_span(line);
    if (value < 0 || line->span != SPAN_PERIOD)
        return (struct book_series){.field = NULL};
    return series_of_value(column, (guint)value + 1, column->values_count);
}

static struct book_series series_of_time(const struct part *part, guint number)
{
    return (struct book_series){.field = g_strdup(FIELD_TIME),
                                .ordered = TRUE,
                                .place = number,
                                .count = (guint)MAX(part->count, 1)};
}

struct book_series sheet_series(const struct grid_line *line)
{
    if (line->place.part < 0)
        return (struct book_series){.field = NULL};
    const struct part *part = &line->query->columns.part[line->place.part];
    guint number = (guint)MAX(line->place.number, 0);
    const struct column *column = &line->query->dataset->columns[part->column];
    struct book_series series = {.field = NULL};
    switch (part->kind) {
    case PART_VALUE:
    case PART_MENTION:
        series = series_of_value(column, number, column->values_count);
        break;
    case PART_UNIT_FIELD:
        series = series_of_value(part->field->column, number, part->field->codes->len);
        break;
    case PART_UNIT:
    case PART_LEVEL:
        series = (struct book_series){
            .field = g_strdup(FIELD_UNITS), .place = number, .count = number + 1};
        break;
    case PART_TIME:
        series = series_of_time(part, number);
        break;
    case PART_FIXED:
        series = series_of_entry(line);
        break;
    }
    series.adds = part->kind != PART_FIXED && part->adding.aggregate != AGGREGATE_DISTINCT &&
                  grid_part_is_disjoint(line->query, part);
    return series;
}
