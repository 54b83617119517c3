#include "calc/query.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "calc/returned.h"

struct plane span_plane(enum span span, struct period period)
{
    if (span == SPAN_YEAR_END)
        period = period_year_end(&period);
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
    adding.blank_weight = names_hold(&dataset->one_of, name);
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
    if (part->field != NULL && strcmp(column->name, "cap") == 0)
        unit_field_name_levels(part->field, query);
    if (part->entry->except.count == 0)
        return;
    part->except = g_malloc0(MAX(column->values_count, 1));
    for (guint i = 0; i < part->entry->except.count; i++) {
        int value = column_value(column, part->entry->except.item[i]);
        if (value >= 0)
            part->except[value] = 1;
    }
}

/* Steps of the period; `last: 5` reaches back before it. */
static void set_time_part(struct part *part, struct query *query)
{
    const struct period_step *step = part->step;
    gint64 last = 0;
    int end = period_step_number(step, query->period.last);
    int start = period_step_number(step, query->period.first);
    if (part->entry->last != NULL && decimal_parse_whole(part->entry->last, -1, &last) && last > 0)
        start = MAX(end - (int)MIN(last, 9998) + 1, 12 / step->months);
    part->first = start;
    part->count = end - start + 1;
    if (part->entry->last != NULL)
        query->period.first = period_step_first(step, start);
    if (step->kind != PERIOD_QUARTER || dataset_column_of_type(query->dataset, COLUMN_QUARTER) < 0)
        return;
    query->by_quarter = TRUE;
    query->quarter = FACT_OF_ANY;
}

static struct filter *filter_of(const struct query *query, const struct template_condition *where,
                                guint count)
{
    struct filter_subject subject = {query->dictionary, query->dataset, query->scopes->tree,
                                     query->period.last};
    return filter_new(where, count, &subject);
}

static void set_part(struct part *part, const struct template_entry *entry, struct query *query)
{
    enum level level = LEVEL_CO_SO;
    part->entry = entry;
    part->group_part = -1;
    part->filter = filter_of(query, entry->where, entry->where_count);
    part->adding = adding_of(query->dataset, entry->sum, entry->distinct, query->total_adding);
    if (entry->by == NULL) {
        part->kind = PART_FIXED;
    } else if (strcmp(entry->by, "unit") == 0) {
        part->kind = PART_UNIT;
        part->numbering = &query->scopes->rows;
    } else if (period_step(entry->by) != NULL) {
        part->kind = PART_TIME;
        part->step = period_step(entry->by);
        part->inner = 1;
        set_time_part(part, query);
    } else if (strcmp(entry->by, TEMPLATE_SUPERIOR) == 0) {
        part->kind = PART_LEVEL;
        level_from_code(entry->of, &level); /* template_load() has seen to it */
        part->numbering = scopes_superiors(query->scopes, level);
    } else if (level_from_code(entry->by, &level)) {
        part->kind = PART_LEVEL;
        part->numbering = query->table->kind == TABLE_STREAK ? scopes_placed(query->scopes, level)
                                                             : scopes_level(query->scopes, level);
    } else {
        set_value_part(part, query);
    }
    if (entry->within == NULL)
        return;
    gboolean values = part->kind == PART_VALUE;
    part->step = period_step(entry->within);
    part->inner = values ? (gint32)query->dataset->columns[part->column].values_count + 1 : 1;
    set_time_part(part, query);
}

/* The times within which columns stand, and of which each is counted like any column. */
static void add_nest_part(struct axis *axis, gint32 first, guint asked, struct query *query)
{
    static const struct template_entry all = {.span = SPAN_PERIOD};
    const struct part *within = &axis->part[first];
    struct part *part = &axis->part[axis->count];
    *part = (struct part){.kind = PART_TIME,
                          .entry = &all,
                          .filter = filter_of(query, NULL, 0),
                          .step = within->step,
                          .first = within->first,
                          .count = within->count,
                          .inner = 1,
                          .adding = query->total_adding,
                          .group_part = -1,
                          .heads = TRUE};
    for (guint i = (guint)first; i < asked && axis->part[i].group_part < 0 &&
                                 entries_stand_together(within->entry, axis->part[i].entry);
         i++)
        axis->part[i].group_part = (gint32)axis->count;
    axis->count++;
}

/* What heads the groups of a part's rows, units or groups of values, is counted like any row. */
static void add_group_part(struct axis *axis, gint32 grouped, struct query *query)
{
    struct part *part = &axis->part[axis->count];
    enum level level;
    part->kind = axis->part[grouped].kind;
    part->entry = axis->part[grouped].entry;
    part->filter = filter_of(query, part->entry->where, part->entry->where_count);
    if (part->kind == PART_LEVEL && level_from_code(part->entry->group, &level))
        part->numbering = scopes_level(query->scopes, level);
    else
        part->field = unit_field_groups_new(axis->part[grouped].field, query->scopes->tree);
    part->group_part = -1;
    part->heads = TRUE;
    axis->part[grouped].group_part = (gint32)axis->count++;
}

/* Rows are of every dataset of the table, columns of the one that they are from. */
static gboolean asks_entry(const struct query *query, const struct template_entry *entry,
                           gboolean columns)
{
    return !columns || strcmp(entry_from(query->table, entry), query->dataset->name) == 0;
}

/*
 * Years head rows of months or quarters that are of several years, and are counted like any row;
 * not where a year's own row is that of its last quarter.
 */
static void add_year_part(struct axis *axis, gint32 shorter, struct query *query)
{
    const struct part *grouped = &axis->part[shorter];
    const struct period_step *year = period_step("year");
    int first = period_step_number(year, part_begin(grouped, 0));
    int last = period_step_number(year, part_begin(grouped, grouped->count - 1));
    if (last == first || query->by_quarter)
        return;
    struct part *part = &axis->part[axis->count];
    set_part(part, grouped->entry, query);
    part->step = year;
    part->first = first;
    part->count = last - first + 1;
    part->heads = TRUE;
    axis->part[shorter].group_part = (gint32)axis->count++;
}

static void set_axis(struct axis *axis, gboolean columns, struct query *query)
{
    const struct template_table *table = query->table;
    const struct template_entry *entries = columns ? table->columns : table->rows;
    guint count = columns ? table->columns_count : table->rows_count;
    axis->part = g_new0(struct part, MAX(2 * count, 1));
    for (guint i = 0; i < count; i++)
        if (asks_entry(query, &entries[i], columns))
            set_part(&axis->part[axis->count++], &entries[i], query);
    for (guint i = 0, asked = axis->count; i < asked; i++) {
        enum part_kind kind = axis->part[i].kind;
        if (axis->part[i].entry->group != NULL && (kind == PART_LEVEL || kind == PART_UNIT_FIELD))
            add_group_part(axis, (gint32)i, query);
        if (columns && kind != PART_TIME && axis->part[i].step != NULL &&
            axis->part[i].group_part < 0)
            add_nest_part(axis, (gint32)i, asked, query);
        if (kind == PART_TIME && axis->part[i].step->kind != PERIOD_YEAR && !columns)
            add_year_part(axis, (gint32)i, query);
    }
}

/* The planes that columns stand on, and those that measures compare with. */
static void find_planes(struct query *query)
{
    const struct template_table *table = query->table;
    for (guint i = 0; i < table->columns_count; i++)
        if (asks_entry(query, &table->columns[i], TRUE))
            query->wanted[table->columns[i].span] = TRUE;
    for (guint i = 0; i < table->measures_count; i++) {
        enum span span;
        if (table->measures[i].against && span_from_name(table->measures[i].against, &span))
            query->wanted[span] = TRUE;
    }
    query->wanted[SPAN_PERIOD] |= query->own;
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

/* The columns of which averages and medians are shown. */
static void find_numbers(struct query *query)
{
    query->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < query->table->measures_count && query->own; i++) {
        const char *name = query->table->measures[i].number;
        guint column = name != NULL ? (guint)dataset_column(query->dataset, name) : 0;
        gboolean known = name == NULL;
        for (guint k = 0; k < query->numbers->len && !known; k++)
            known = g_array_index(query->numbers, guint, k) == column;
        if (!known)
            g_array_append_val(query->numbers, column);
    }
}

struct query *query_new(const struct template_table *table, const struct dictionary *dictionary,
                        struct scopes *scopes, struct period period)
{
    return query_new_of(table, dictionary_dataset(dictionary, table->from), dictionary, scopes,
                        period);
}

struct query *query_new_of(const struct template_table *table, const struct dataset *dataset,
                           const struct dictionary *dictionary, struct scopes *scopes,
                           struct period period)
{
    struct query *query = g_new0(struct query, 1);
    query->table = table;
    query->dictionary = dictionary;
    query->dataset = dataset;
    query->scopes = scopes;
    query->period = period;
    query->quarter = fact_quarter_asked(dataset, period.first, period.last);
    query->answer = query->dataset->kind == DATASET_RETURNS ? returned_answer(query->dataset) : -1;
    query->own = strcmp(table->from, dataset->name) == 0;
    query->filter = filter_of(query, table->where, query->own ? table->where_count : 0);
    struct adding rows = {.aggregate = AGGREGATE_ROWS};
    if (query->own && table->count == COUNTED_MENTIONS)
        rows.aggregate = AGGREGATE_MENTIONS;
    query->total_adding = query->own ? adding_of(dataset, table->sum, table->distinct, rows) : rows;
    find_numbers(query);
    set_axis(&query->rows, FALSE, query);
    set_axis(&query->columns, TRUE, query);
    find_planes(query);
    return query;
}

void query_make_public(struct query *query)
{
    query->public = TRUE;
    for (guint i = 0; i < query->rows.count; i++)
        if (query->rows.part[i].kind == PART_TIME)
            query->rows.part[i].group_part = -1;
}

/* The number of "Khác" in a part: the dictionary's own unless the part leaves that one out. */
static gint32 other_number(const struct part *part, const struct column *column)
{
    int own = column_value(column, QUERY_OTHER_CODE);
    gboolean has_own = own >= 0 && (part->except == NULL || !part->except[own]);
    return has_own ? own + 1 : (gint32)column->values_count + 1;
}

static void merge_in_axis(const struct query *query, struct axis *axis)
{
    for (guint i = 0; i < axis->count; i++) {
        struct part *part = &axis->part[i];
        const struct column *column = part->kind == PART_UNIT_FIELD
                                          ? part->field->column
                                          : &query->dataset->columns[part->column];
        gboolean holds_values =
            part->kind == PART_VALUE || part->kind == PART_MENTION || part->kind == PART_UNIT_FIELD;
        if (!holds_values || !column_is_open(column) || part->heads)
            continue;
        part->other = other_number(part, column);
        if (part->field != NULL)
            unit_field_merge_unknown(part->field, query->scopes->tree, part->other);
    }
}

void query_merge_unknown(struct query *query)
{
    merge_in_axis(query, &query->rows);
    merge_in_axis(query, &query->columns);
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
    g_array_unref(query->numbers);
    axis_clear(&query->rows);
    axis_clear(&query->columns);
    g_free(query);
}

gboolean query_in_plane(const struct query *query, enum span span, const struct fact *fact)
{
    const struct plane *plane = &query->planes[span];
    int quarter = span == SPAN_YEAR_END
                      ? fact_quarter_asked(query->dataset, plane->first, plane->last)
                      : query->quarter;
    if (fact->first == DATE_NONE)
        return span == SPAN_PERIOD || span == SPAN_YEAR_TO_DATE;
    if (query->dataset->kind == DATASET_STOCK)
        return fact->first <= plane->last && fact->last >= plane->last;
    return fact->first >= plane->first && fact->last <= plane->last &&
           fact_is_of_quarter(fact, quarter);
}

static gboolean axis_is_dated(const struct axis *axis)
{
    for (guint i = 0; i < axis->count; i++)
        if (filter_is_dated(axis->part[i].filter))
            return TRUE;
    return FALSE;
}

gboolean query_is_dated(const struct query *query)
{
    return filter_is_dated(query->filter) || axis_is_dated(&query->rows) ||
           axis_is_dated(&query->columns);
}
