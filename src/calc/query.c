#include "calc/query.h"

#include <string.h>

#include "base/decimal.h"
#include "calc/returned.h"

struct plane span_plane(enum span span, struct period period)
{
    gboolean last_year = span == SPAN_LAST_YEAR || span == SPAN_YEAR_TO_DATE_LAST_YEAR;
    struct period stretch = last_year ? period_shift(period, -12) : period;
    struct plane plane = {stretch.first, stretch.last, last_year ? 12 : 0};
    if (span == SPAN_YEAR_TO_DATE || span == SPAN_YEAR_TO_DATE_LAST_YEAR)
        plane.first = date_from_civil(date_month_number(stretch.last) / 12, 1, 1);
    return plane;
}

static struct adding adding_of(const struct dataset *dataset, const char *sum, const char *distinct,
                               struct adding otherwise)
{
    const char *name = sum != NULL ? sum : distinct;
    if (name == NULL)
        return otherwise;
    struct adding adding = {
        .aggregate = sum != NULL ? AGGREGATE_SUM : AGGREGATE_DISTINCT,
        .column = (guint)MAX(dataset_column(dataset, name), 0),
    };
    for (guint i = 0; i < dataset->one_of.count; i++)
        if (strcmp(dataset->one_of.item[i], name) == 0)
            adding.blank_weight = 1;
    return adding;
}

static void set_value_part(struct part *part, const struct query *query)
{
    int index = dataset_column(query->dataset, part->entry->by);
    const struct column *column =
        dictionary_field(query->dictionary, query->dataset, part->entry->by);
    part->column = (guint)MAX(index, 0);
    part->kind = index < 0                       ? PART_UNIT_FIELD
                 : column->type == COLUMN_LABELS ? PART_MENTION
                                                 : PART_VALUE;
    if (index < 0)
        part->field = unit_field_new(column, query->scopes->tree);
    if (part->entry->except.count == 0)
        return;
    part->except = g_malloc0(MAX(column->values_count, 1));
    for (guint i = 0; i < part->entry->except.count; i++) {
        int value = column_value(column, part->entry->except.item[i]);
        if (value >= 0)
            part->except[value] = 1;
    }
}

/* Years and months of the period; `last: 5` reaches back before it. */
static void set_time_part(struct part *part, struct query *query)
{
    gboolean months = part->kind == PART_MONTH;
    int divisor = months ? 1 : 12;
    gint64 last = 0;
    int end = date_month_number(query->period.last) / divisor;
    int start = date_month_number(query->period.first) / divisor;
    if (part->entry->last != NULL && decimal_parse_whole(part->entry->last, -1, &last) && last > 0)
        start = MAX(end - (int)MIN(last, 9998) + 1, months ? 12 : 1);
    part->first = start;
    part->count = end - start + 1;
    if (part->entry->last != NULL) {
        date first =
            months ? date_from_civil(start / 12, start % 12 + 1, 1) : date_from_civil(start, 1, 1);
        query->period.first = first;
    }
}

static void set_part(struct part *part, const struct entry *entry, struct query *query)
{
    enum level level;
    part->entry = entry;
    part->group_part = -1;
    part->filter =
        filter_new(entry->where, entry->where_count, query->dataset, query->scopes->tree);
    part->adding = adding_of(query->dataset, entry->sum, entry->distinct, query->total_adding);
    if (entry->by == NULL) {
        part->kind = PART_FIXED;
    } else if (strcmp(entry->by, "unit") == 0) {
        part->kind = PART_UNIT;
        part->numbering = &query->scopes->rows;
    } else if (strcmp(entry->by, "year") == 0 || strcmp(entry->by, "month") == 0) {
        part->kind = strcmp(entry->by, "year") == 0 ? PART_YEAR : PART_MONTH;
        set_time_part(part, query);
    } else if (level_from_code(entry->by, &level)) {
        part->kind = PART_LEVEL;
        part->numbering = scopes_level(query->scopes, level);
    } else {
        set_value_part(part, query);
    }
}

/* The units that head the groups of a part's rows are counted like any row. */
static void add_group_part(struct axis *axis, gint32 grouped, enum level level, struct query *query)
{
    struct part *part = &axis->part[axis->count];
    part->kind = PART_LEVEL;
    part->entry = axis->part[grouped].entry;
    part->filter = filter_new(part->entry->where, part->entry->where_count, query->dataset,
                              query->scopes->tree);
    part->numbering = scopes_level(query->scopes, level);
    part->group_part = -1;
    part->heads = TRUE;
    axis->part[grouped].group_part = (gint32)axis->count++;
}

static void set_axis(struct axis *axis, const struct entry *entries, guint count,
                     struct query *query)
{
    axis->part = g_new0(struct part, MAX(2 * count, 1));
    axis->count = count;
    for (guint i = 0; i < count; i++) {
        set_part(&axis->part[i], &entries[i], query);
        enum level level;
        if (axis->part[i].kind == PART_LEVEL && entries[i].group != NULL &&
            level_from_code(entries[i].group, &level))
            add_group_part(axis, (gint32)i, level, query);
    }
}

/* The planes that columns stand on, and those that measures compare with. */
static void find_planes(struct query *query)
{
    const struct table *table = query->table;
    for (guint i = 0; i < table->columns_count; i++)
        query->wanted[table->columns[i].span] = TRUE;
    for (guint i = 0; i < table->measures_count; i++) {
        enum span span;
        if (table->measures[i].against && span_from_name(table->measures[i].against, &span))
            query->wanted[span] = TRUE;
    }
    query->wanted[SPAN_PERIOD] = TRUE;
    int time = dataset_time_column(query->dataset);
    enum column_type type = time >= 0 ? query->dataset->columns[time].type : COLUMN_YEAR;
    for (guint span = 0; span < SPANS; span++) {
        struct plane *plane = &query->planes[span];
        *plane = span_plane(span, query->period);
        if (plane->shift != 0 && (type == COLUMN_DATE || type == COLUMN_MONTH))
            plane->last =
                period_cut(&query->period, plane->last, plane->shift, type == COLUMN_MONTH);
    }
}

struct query *query_new(const struct table *table, const struct dictionary *dictionary,
                        struct scopes *scopes, struct period period)
{
    const struct dataset *dataset = dictionary_dataset(dictionary, table->from);
    struct query *query = g_new0(struct query, 1);
    query->table = table;
    query->dictionary = dictionary;
    query->dataset = dataset;
    query->scopes = scopes;
    query->period = period;
    query->answer = query->dataset->kind == DATASET_RETURNS ? returned_answer(query->dataset) : -1;
    query->filter = filter_new(table->where, table->where_count, dataset, scopes->tree);
    struct adding rows = {.aggregate = table->count == COUNTED_MENTIONS ? AGGREGATE_MENTIONS
                                                                        : AGGREGATE_ROWS};
    query->total_adding = adding_of(dataset, table->sum, table->distinct, rows);
    set_axis(&query->rows, table->rows, table->rows_count, query);
    set_axis(&query->columns, table->columns, table->columns_count, query);
    find_planes(query);
    return query;
}

static void axis_clear(struct axis *axis)
{
    for (guint i = 0; i < axis->count; i++) {
        filter_free(axis->part[i].filter);
        g_free(axis->part[i].except);
        unit_field_free(axis->part[i].field);
    }
    g_free(axis->part);
}

void query_free(struct query *query)
{
    if (query == NULL)
        return;
    filter_free(query->filter);
    axis_clear(&query->rows);
    axis_clear(&query->columns);
    g_free(query);
}

gboolean query_in_plane(const struct query *query, enum span span, const struct fact *fact)
{
    const struct plane *plane = &query->planes[span];
    if (fact->first == DATE_NONE)
        return span == SPAN_PERIOD || span == SPAN_YEAR_TO_DATE;
    if (query->dataset->kind == DATASET_STOCK)
        return fact->first <= plane->last && fact->last >= plane->last;
    return fact->first >= plane->first && fact->last <= plane->last;
}

/* Number in a part of years or months, or -1. */
static gint32 time_number(const struct part *part, const struct plane *plane,
                          const struct fact *fact)
{
    if (fact->first == DATE_NONE)
        return -1;
    int divisor = part->kind == PART_MONTH ? 1 : 12;
    int number = (date_month_number(fact->first) + plane->shift) / divisor - part->first;
    return number >= 0 && number < part->count ? number : -1;
}

date part_begin(const struct part *part, gint32 number)
{
    int at = part->first + number;
    if (part->kind == PART_MONTH)
        return date_from_civil(at / 12, at % 12 + 1, 1);
    return part->kind == PART_YEAR ? date_from_civil(at, 1, 1) : DATE_NONE;
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
    date begin = part_begin(part, number);
    if (begin == DATE_NONE)
        return DATE_NONE;
    return part->kind == PART_MONTH ? date_month_end(begin) : date_add_months(begin, 12) - 1;
}

static gboolean is_left_out(const struct part *part, const struct dataset *dataset, gint64 value)
{
    const struct column *column =
        part->field != NULL ? part->field->column : &dataset->columns[part->column];
    return part->except != NULL && value >= 0 && value < (gint64)column->values_count &&
           part->except[value];
}

/* Of each level that the unit is of, and of its kind. */
static guint unit_field_places(const struct query *query, const struct part *part, gint32 index,
                               const struct fact *fact, struct place *places)
{
    const gint32 numbers[] = {part->field->number[fact->unit], part->field->second[fact->unit]};
    guint count = 0;
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (numbers[i] >= 0 && !is_left_out(part, query->dataset, numbers[i] - 1))
            places[count++] = (struct place){index, numbers[i], fact->mentions_count};
    return count;
}

static guint mention_places(const struct query *query, const struct part *part, gint32 index,
                            const struct fact *fact, struct place *places)
{
    guint count = 0;
    for (guint i = 0; i < fact->mentions_count; i++)
        if (!is_left_out(part, query->dataset, fact->mentions[i]))
            places[count++] = (struct place){index, fact->mentions[i] + 1, 1};
    if (fact->mentions_count == 0 && query->total_adding.aggregate != AGGREGATE_MENTIONS)
        places[count++] = (struct place){index, 0, 0};
    return count;
}

/* The one number of a fact in a part other than of mentions, or -1. */
static gint32 part_number(const struct query *query, const struct part *part, enum span span,
                          const struct fact *fact)
{
    switch (part->kind) {
    case PART_FIXED:
        return 0;
    case PART_UNIT:
    case PART_LEVEL:
        return part->numbering->number[fact->unit];
    case PART_YEAR:
    case PART_MONTH:
        return time_number(part, &query->planes[span], fact);
    default: {
        gint64 value = fact->value[part->column];
        if (value == FACT_BLANK)
            return 0;
        return is_left_out(part, query->dataset, value) ? -1 : (gint32)value + 1;
    }
    }
}

guint query_places(const struct query *query, const struct axis *axis, enum span span,
                   const struct fact *fact, struct place places[QUERY_MAX_PLACES])
{
    guint count = 0;
    places[count++] = (struct place){-1, 0, fact->mentions_count};
    for (guint i = 0; i < axis->count; i++) {
        const struct part *part = &axis->part[i];
        if (count + FACT_MAX_MENTIONS > QUERY_MAX_PLACES || !filter_passes(part->filter, fact))
            continue;
        if (part->kind == PART_MENTION) {
            count += mention_places(query, part, (gint32)i, fact, places + count);
            continue;
        }
        if (part->kind == PART_UNIT_FIELD) {
            count += unit_field_places(query, part, (gint32)i, fact, places + count);
            continue;
        }
        gint32 number = part_number(query, part, span, fact);
        if (number >= 0)
            places[count++] = (struct place){(gint32)i, number, fact->mentions_count};
    }
    return count;
}

const struct adding *query_adding(const struct query *query, const struct place *column)
{
    return column->part < 0 ? &query->total_adding : &query->columns.part[column->part].adding;
}

/*
 * What tells one counted thing from another. The number of an open value is the reader's own,
 * so such a value is told by its code.
 */
static gint64 identity(const struct dataset *dataset, const struct fact *fact, guint index)
{
    const struct column *column = &dataset->columns[index];
    gint64 value = fact->value[index];
    if (column->type != COLUMN_LABEL || value < (gint64)column->values_count)
        return value;
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (const char *c = vocabulary_code(fact->vocabulary, index, (gint32)value); *c; c++)
        hash = (hash ^ (guint8)*c) * G_GUINT64_CONSTANT(1099511628211);
    return (gint64)(hash | G_GUINT64_CONSTANT(1) << 62);
}

gboolean query_amount(const struct query *query, const struct fact *fact, const struct place *row,
                      const struct place *column, gint64 *amount)
{
    const struct adding *adding = query_adding(query, column);
    switch (adding->aggregate) {
    case AGGREGATE_ROWS:
        *amount = 1;
        return TRUE;
    case AGGREGATE_MENTIONS:
        *amount = MIN(row->mentions, column->mentions);
        return TRUE;
    case AGGREGATE_SUM:
        *amount = fact->value[adding->column];
        if (*amount == FACT_BLANK)
            *amount = adding->blank_weight;
        return TRUE;
    default:
        *amount = identity(query->dataset, fact, adding->column);
        return *amount != FACT_BLANK;
    }
}
