#include "calc/place.h"

#include <string.h>

#include "base/hash.h"
#include "data/vocabulary.h"

/* Number in a part of time, or -1. A row of a whole year stands in its last quarter. */
static gint32 time_number(const struct part *part, const struct plane *plane,
                          const struct fact *fact)
{
    if (fact->first == DATE_NONE)
        return -1;
    date day = part->step->kind == PERIOD_QUARTER ? fact->last : fact->first;
    int number = (date_month_number(day) + plane->shift) / part->step->months - part->first;
    return number >= 0 && number < part->count ? number : -1;
}

/* The number within its time, or -1. */
static gint32 within_time(const struct part *part, const struct plane *plane,
                          const struct fact *fact, gint32 number)
{
    gint32 time = time_number(part, plane, fact);
    return time < 0 ? -1 : time * part->inner + number;
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

/* The number at which a value stands. */
static gint32 value_number(const struct query *query, const struct part *part, gint64 value)
{
    gboolean known = value < (gint64)query->dataset->columns[part->column].values_count;
    return part->other > 0 && !known ? part->other : (gint32)value + 1;
}

/* One mention more; several values may stand at one number, where a row counts once. */
static guint add_mention(struct place *places, guint count, gint32 index, gint32 number)
{
    for (guint i = 0; i < count; i++) {
        if (places[i].number != number)
            continue;
        places[i].mentions++;
        return count;
    }
    places[count] = (struct place){index, number, 1};
    return count + 1;
}

static guint mention_places(const struct query *query, const struct part *part, gint32 index,
                            const struct fact *fact, struct place *places)
{
    guint count = 0;
    for (guint i = 0; i < fact->mentions_count; i++)
        if (!is_left_out(part, query->dataset, fact->mentions[i]))
            count = add_mention(places, count, index, value_number(query, part, fact->mentions[i]));
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
    case PART_TIME:
        return time_number(part, &query->planes[span], fact);
    default: {
        gint64 value = fact->value[part->column];
        if (value == FACT_BLANK)
            return 0;
        return is_left_out(part, query->dataset, value) ? -1 : value_number(query, part, value);
    }
    }
}

guint places_of(const struct query *query, const struct axis *axis, enum span span,
                const struct fact *fact, struct place places[PLACES_MOST])
{
    guint count = 0;
    places[count++] = (struct place){-1, 0, fact->mentions_count};
    for (guint i = 0; i < axis->count; i++) {
        const struct part *part = &axis->part[i];
        if (count + FACT_MAX_MENTIONS > PLACES_MOST || !filter_passes(part->filter, fact))
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
        if (part->kind != PART_TIME && part->step != NULL && number >= 0)
            number = within_time(part, &query->planes[span], fact, number);
        if (number >= 0)
            places[count++] = (struct place){(gint32)i, number, fact->mentions_count};
    }
    return count;
}

static void adding_asks(const struct query *query, const struct adding *adding,
                        guint8 columns[FACT_MAX_COLUMNS])
{
    int labels = dataset_column_of_type(query->dataset, COLUMN_LABELS);
    if (adding->aggregate == AGGREGATE_SUM)
        columns[adding->column] |= ASKING_SUM | (adding->blank_weight > 0 ? ASKING_ONE : 0);
    else if (adding->aggregate == AGGREGATE_DISTINCT)
        columns[adding->column] |= ASKING_VALUE;
    else if (adding->aggregate == AGGREGATE_MENTIONS && labels >= 0)
        columns[labels] |= ASKING_VALUE;
}

static void axis_asks(const struct axis *axis, GArray *units, guint8 columns[FACT_MAX_COLUMNS])
{
    for (guint i = 0; i < axis->count; i++) {
        const struct part *part = &axis->part[i];
        filter_asks(part->filter, units, columns);
        if (part->kind == PART_VALUE || part->kind == PART_MENTION)
            columns[part->column] |= ASKING_VALUE;
        const gint32 *numbers[] = {part->numbering != NULL ? part->numbering->number : NULL,
                                   part->field != NULL ? part->field->number : NULL,
                                   part->field != NULL ? part->field->second : NULL};
        for (guint k = 0; k < G_N_ELEMENTS(numbers); k++) {
            struct unit_answers answers = {numbers[k], sizeof *numbers[k]};
            if (answers.at != NULL)
                g_array_append_val(units, answers);
        }
    }
}

void places_ask(const struct query *query, GArray *units, guint8 columns[FACT_MAX_COLUMNS])
{
    filter_asks(query->filter, units, columns);
    axis_asks(&query->rows, units, columns);
    axis_asks(&query->columns, units, columns);
    adding_asks(query, &query->total_adding, columns);
    for (guint i = 0; i < query->columns.count; i++)
        adding_asks(query, &query->columns.part[i].adding, columns);
    for (guint i = 0; i < query->numbers->len; i++)
        columns[g_array_index(query->numbers, guint, i)] |= ASKING_VALUE;
    if (query->answer >= 0)
        columns[query->answer] |= ASKING_BLANK;
}

static void filter_asks_time(const struct filter *filter, const struct fact *fact, GByteArray *said)
{
    guint8 era = (guint8)filter_era(filter, fact);
    if (filter_is_dated(filter))
        g_byte_array_append(said, &era, sizeof era);
}

static void axis_asks_time(const struct axis *axis, const struct plane *plane,
                           const struct fact *fact, GByteArray *said)
{
    for (guint i = 0; i < axis->count; i++) {
        filter_asks_time(axis->part[i].filter, fact, said);
        if (axis->part[i].step == NULL)
            continue;
        gint32 number = time_number(&axis->part[i], plane, fact);
        g_byte_array_append(said, (const guint8 *)&number, sizeof number);
    }
}

gboolean places_ask_time(const struct query *query, const struct fact *fact, GByteArray *said)
{
    gboolean in_any = FALSE;
    for (guint span = 0; span < SPANS; span++) {
        guint8 inside = query->wanted[span] && query_in_plane(query, span, fact);
        g_byte_array_append(said, &inside, sizeof inside);
        if (!inside)
            continue;
        in_any = TRUE;
        filter_asks_time(query->filter, fact, said);
        axis_asks_time(&query->rows, &query->planes[span], fact, said);
        axis_asks_time(&query->columns, &query->planes[span], fact, said);
    }
    return in_any;
}

const struct adding *place_adding(const struct query *query, const struct place *column)
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
    const char *code = vocabulary_code(fact->vocabulary, index, (gint32)value);
    return (gint64)(hash_bytes(code, strlen(code)) | G_GUINT64_CONSTANT(1) << 62);
}

gboolean place_amount(const struct query *query, const struct fact *fact, const struct place *row,
                      const struct place *column, gint64 *amount)
{
    const struct adding *adding = place_adding(query, column);
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

gboolean place_sum(const struct query *query, const struct fact *fact, const struct place *row,
                   const struct place *column, gint64 *amount)
{
    const struct adding *adding = place_adding(query, column);
    if (adding->aggregate == AGGREGATE_SUM) {
        *amount = fact_sum(fact, adding->column, adding->blank_weight);
        return TRUE;
    }
    if (!place_amount(query, fact, row, column, amount))
        return FALSE;
    *amount *= adding->aggregate == AGGREGATE_DISTINCT ? 1 : fact->times;
    return TRUE;
}
