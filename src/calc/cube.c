#include "calc/cube.h"

#include <string.h>

/* The slots of one axis: the total at 0, then the parts, each with room to grow. */
struct slots {
    const struct axis *axis;
    guint *offset, *room, *used; /* by part */
    guint count;                 /* of all slots */
};

/* One thing met at one cell, for distinct counts. */
struct meeting {
    guint32 span;
    gint32 row_part, row_number, column_part, column_number;
    guint32 unused; /* no padding: meetings are compared as bytes */
    gint64 identity;
};

struct cube {
    const struct query *query;
    struct slots rows, columns;
    gint64 *sums[SPANS];    /* rows x columns; NULL: plane not wanted */
    gint64 *present[SPANS]; /* rows */
    GArray *meetings;       /* struct meeting; NULL: nothing is counted distinct */
    guint compact_at;
    struct samples *samples; /* NULL: no table asks how numbers spread */
    gboolean is_beyond;      /* a sum left CUBE_MOST behind */
};

static guint known_numbers(const struct query *query, const struct part *part, guint scope)
{
    if (part->step != NULL)
        return (guint)(part->count * part->inner);
    switch (part->kind) {
    case PART_FIXED:
        return 1;
    case PART_UNIT:
    case PART_LEVEL:
        return ((GArray *)g_ptr_array_index(part->numbering->units, scope))->len;
    case PART_UNIT_FIELD:
        return part->field->codes->len + 1;
    default:
        return query->dataset->columns[part->column].values_count + 1;
    }
}

static void slots_place(struct slots *slots)
{
    slots->count = 1;
    for (guint i = 0; i < slots->axis->count; i++) {
        slots->offset[i] = slots->count;
        slots->count += slots->room[i];
    }
}

static void slots_init(struct slots *slots, const struct query *query, const struct axis *axis,
                       guint scope)
{
    slots->axis = axis;
    slots->offset = g_new0(guint, MAX(axis->count, 1));
    slots->room = g_new0(guint, MAX(axis->count, 1));
    slots->used = g_new0(guint, MAX(axis->count, 1));
    for (guint i = 0; i < axis->count; i++)
        slots->used[i] = slots->room[i] = known_numbers(query, &axis->part[i], scope);
    slots_place(slots);
}

static void slots_clear(struct slots *slots)
{
    g_free(slots->offset);
    g_free(slots->room);
    g_free(slots->used);
}

static guint slot_of(const struct slots *slots, const struct place *place)
{
    return place->part < 0 ? 0 : slots->offset[place->part] + (guint)place->number;
}

static gboolean counts_distinct(const struct query *query)
{
    if (query->total_adding.aggregate == AGGREGATE_DISTINCT)
        return TRUE;
    for (guint i = 0; i < query->columns.count; i++)
        if (query->columns.part[i].adding.aggregate == AGGREGATE_DISTINCT)
            return TRUE;
    return FALSE;
}

struct cube *cube_new(const struct query *query, guint scope)
{
    struct cube *cube = g_new0(struct cube, 1);
    cube->query = query;
    slots_init(&cube->rows, query, &query->rows, scope);
    slots_init(&cube->columns, query, &query->columns, scope);
    for (guint span = 0; span < SPANS; span++) {
        if (!query->wanted[span])
            continue;
        cube->sums[span] = g_new0(gint64, (gsize)cube->rows.count * cube->columns.count);
        cube->present[span] = g_new0(gint64, cube->rows.count);
    }
    if (counts_distinct(query))
        cube->meetings = g_array_new(FALSE, FALSE, sizeof(struct meeting));
    cube->compact_at = 1 << 16;
    if (query->numbers->len > 0)
        cube->samples = samples_new();
    return cube;
}

void cube_free(struct cube *cube)
{
    if (cube == NULL)
        return;
    slots_clear(&cube->rows);
    slots_clear(&cube->columns);
    for (guint span = 0; span < SPANS; span++) {
        g_free(cube->sums[span]);
        g_free(cube->present[span]);
    }
    if (cube->meetings != NULL)
        g_array_unref(cube->meetings);
    samples_free(cube->samples);
    g_free(cube);
}

/* New place of an old slot when parts have moved; both axes have the same parts. */
static guint moved_slot(const struct slots *old, const struct slots *new, guint slot)
{
    for (guint i = 0; i < old->axis->count; i++)
        if (slot >= old->offset[i] && slot < old->offset[i] + old->room[i])
            return new->offset[i] + slot - old->offset[i];
    return 0;
}

static void relay(struct cube *cube, const struct slots *old_rows, const struct slots *old_columns)
{
    for (guint span = 0; span < SPANS; span++) {
        if (cube->sums[span] == NULL)
            continue;
        gint64 *sums = g_new0(gint64, (gsize)cube->rows.count * cube->columns.count);
        gint64 *present = g_new0(gint64, cube->rows.count);
        for (guint r = 0; r < old_rows->count; r++) {
            guint row = moved_slot(old_rows, &cube->rows, r);
            present[row] = cube->present[span][r];
            for (guint c = 0; c < old_columns->count; c++)
                sums[(gsize)row * cube->columns.count +
                     moved_slot(old_columns, &cube->columns, c)] =
                    cube->sums[span][(gsize)r * old_columns->count + c];
        }
        g_free(cube->sums[span]);
        g_free(cube->present[span]);
        cube->sums[span] = sums;
        cube->present[span] = present;
    }
}

/* Makes room for a number of an open list that was not met before. */
static void make_room(struct cube *cube, struct slots *slots, const struct place *place)
{
    guint needed = (guint)place->number + 1;
    guint *used = &slots->used[place->part];
    *used = MAX(*used, needed);
    if (needed <= slots->room[place->part])
        return;
    struct slots old_rows = cube->rows, old_columns = cube->columns;
    struct slots *old = slots == &cube->rows ? &old_rows : &old_columns;
    guint parts = MAX(slots->axis->count, 1);
    old->offset = g_memdup2(slots->offset, parts * sizeof(guint));
    old->room = g_memdup2(slots->room, parts * sizeof(guint));
    slots->room[place->part] = needed + needed / 2;
    slots_place(slots);
    relay(cube, &old_rows, &old_columns);
    g_free(old->offset);
    g_free(old->room);
}

static void make_room_for(struct cube *cube, struct slots *slots, const struct place *places,
                          guint count)
{
    for (guint i = 1; i < count; i++)
        if ((guint)places[i].number >= slots->used[places[i].part])
            make_room(cube, slots, &places[i]);
}

static gint compare_meetings(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct meeting));
}

/* Each thing once a cell. The order does not matter, only that equals are neighbours. */
static void compact(struct cube *cube)
{
    GArray *meetings = cube->meetings;
    g_array_sort(meetings, compare_meetings);
    guint kept = 0;
    for (guint i = 0; i < meetings->len; i++) {
        struct meeting *meeting = &g_array_index(meetings, struct meeting, i);
        if (kept > 0 && memcmp(meeting, &g_array_index(meetings, struct meeting, kept - 1),
                               sizeof *meeting) == 0)
            continue;
        g_array_index(meetings, struct meeting, kept++) = *meeting;
    }
    g_array_set_size(meetings, kept);
    cube->compact_at = MAX(2 * kept, 1u << 16);
}

static void meet(struct cube *cube, enum span span, const struct place *row,
                 const struct place *column, gint64 identity)
{
    struct meeting meeting;
    memset(&meeting, 0, sizeof meeting); /* compared as bytes */
    meeting.span = span;
    meeting.row_part = row->part;
    meeting.row_number = row->number;
    meeting.column_part = column->part;
    meeting.column_number = column->number;
    meeting.identity = identity;
    g_array_append_val(cube->meetings, meeting);
    if (cube->meetings->len >= cube->compact_at)
        compact(cube);
}

/* Each fact's numbers, once where a row and a column meet. */
static void sample(struct cube *cube, enum span span, const struct fact_group *group,
                   const struct place *row, const struct place *column)
{
    for (guint i = 0; i < cube->query->numbers->len; i++) {
        guint number = g_array_index(cube->query->numbers, guint, i);
        struct sample one = {span,
                             number,
                             row->part,
                             row->number,
                             column->part,
                             column->number,
                             group->fact.value[number],
                             group->fact.times};
        samples_add(cube->samples, &one);
    }
}

/* No sum wraps: one that would, or that a workbook could not hold, makes the cube useless. */
static void add(struct cube *cube, enum span span, guint row, guint column, gint64 amount)
{
    gint64 *sum = &cube->sums[span][(gsize)row * cube->columns.count + column];
    if (!__builtin_add_overflow(*sum, amount, sum) && *sum <= CUBE_MOST)
        return;
    *sum = CUBE_MOST;
    cube->is_beyond = TRUE;
}

/* What a group adds where a row and a column meet; a distinct value counts once however often. */
static gboolean amount_of(const struct query *query, const struct fact_group *group,
                          const struct place *row, const struct place *column, gint64 *amount)
{
    const struct adding *adding = place_adding(query, column);
    if (adding->aggregate == AGGREGATE_SUM) {
        *amount = group->sum[adding->column];
        return TRUE;
    }
    return place_sum(query, &group->fact, row, column, amount);
}

static void take_in_plane(struct cube *cube, enum span span, const struct fact_group *group,
                          gboolean counted)
{
    const struct query *query = cube->query;
    const struct fact *fact = &group->fact;
    struct place rows[PLACES_MOST], columns[PLACES_MOST];
    guint row_count = places_of(query, &query->rows, span, fact, rows);
    make_room_for(cube, &cube->rows, rows, row_count);
    gboolean answers = query->answer < 0 || fact->value[query->answer] != FACT_BLANK;
    for (guint r = 0; r < row_count && answers; r++)
        cube->present[span][slot_of(&cube->rows, &rows[r])] += group->fact.times;
    if (!counted)
        return;

    guint column_count = places_of(query, &query->columns, span, fact, columns);
    make_room_for(cube, &cube->columns, columns, column_count);
    for (guint r = 0; r < row_count; r++)
        for (guint c = 0; c < column_count; c++) {
            gint64 amount;
            sample(cube, span, group, &rows[r], &columns[c]);
            if (!amount_of(query, group, &rows[r], &columns[c], &amount))
                continue;
            if (place_adding(query, &columns[c])->aggregate == AGGREGATE_DISTINCT)
                meet(cube, span, &rows[r], &columns[c], amount);
            else
                add(cube, span, slot_of(&cube->rows, &rows[r]),
                    slot_of(&cube->columns, &columns[c]), amount);
        }
}

/* Whether facts of this unit and time stand on a plane. */
static gboolean stands_on(const struct query *query, enum span span, const struct fact *fact,
                          const struct returned *marks)
{
    return query->wanted[span] && query_in_plane(query, span, fact) &&
           (marks == NULL ||
            returned_marks(marks, fact->unit, fact->first, query->planes[span].shift));
}

void cube_take(struct cube *cube, const struct fact_group *group, const struct returned *marks)
{
    const struct query *query = cube->query;
    const struct fact *fact = &group->fact;
    date day = fact->last != DATE_NONE ? fact->last : query->period.last;
    if (!filter_passes_unit(query->filter, fact->unit, day))
        return;
    gboolean counted = filter_passes(query->filter, fact);
    for (guint span = 0; span < SPANS; span++)
        if (stands_on(query, span, fact, marks))
            take_in_plane(cube, span, group, counted);
}

static void list_on_plane(const struct query *query, enum span span, const struct fact *fact,
                          GArray *meetings)
{
    struct place rows[PLACES_MOST], columns[PLACES_MOST];
    guint row_count = places_of(query, &query->rows, span, fact, rows);
    guint column_count = places_of(query, &query->columns, span, fact, columns);
    for (guint r = 0; r < row_count; r++)
        for (guint c = 0; c < column_count; c++) {
            struct cube_meeting meeting = {span, rows[r], columns[c], 0};
            if (!place_amount(query, fact, &rows[r], &columns[c], &meeting.amount))
                continue;
            if (place_adding(query, &columns[c])->aggregate == AGGREGATE_DISTINCT)
                meeting.amount = 1;
            g_array_append_val(meetings, meeting);
        }
}

void cube_list_meetings(const struct query *query, const struct fact *fact,
                        const struct returned *marks, GArray *meetings)
{
    date day = fact->last != DATE_NONE ? fact->last : query->period.last;
    if (!filter_passes_unit(query->filter, fact->unit, day) || !filter_passes(query->filter, fact))
        return;
    for (guint span = 0; span < SPANS; span++)
        if (stands_on(query, span, fact, marks))
            list_on_plane(query, span, fact, meetings);
}

void cube_close(struct cube *cube)
{
    if (cube->samples != NULL)
        samples_close(cube->samples);
    if (cube->meetings == NULL)
        return;
    compact(cube);
    for (guint i = 0; i < cube->meetings->len; i++) {
        struct meeting *meeting = &g_array_index(cube->meetings, struct meeting, i);
        struct place row = {meeting->row_part, meeting->row_number, 0};
        struct place column = {meeting->column_part, meeting->column_number, 0};
        add(cube, meeting->span, slot_of(&cube->rows, &row), slot_of(&cube->columns, &column), 1);
    }
    g_array_set_size(cube->meetings, 0);
}

gboolean cube_is_beyond(const struct cube *cube)
{
    return cube->is_beyond;
}

static gboolean is_inside(const struct slots *slots, const struct place *place)
{
    return place->part < 0 || (guint)place->number < slots->used[place->part];
}

gint64 cube_sum(const struct cube *cube, enum span span, const struct place *row,
                const struct place *column)
{
    if (cube->sums[span] == NULL || !is_inside(&cube->rows, row) ||
        !is_inside(&cube->columns, column))
        return 0;
    return cube->sums[span][(gsize)slot_of(&cube->rows, row) * cube->columns.count +
                            slot_of(&cube->columns, column)];
}

gint64 cube_present(const struct cube *cube, enum span span, const struct place *row)
{
    if (cube->present[span] == NULL || !is_inside(&cube->rows, row))
        return 0;
    return cube->present[span][slot_of(&cube->rows, row)];
}

void cube_collect(const struct cube *cube, const struct sample *like, GArray *found)
{
    if (cube->samples != NULL)
        samples_collect(cube->samples, like, found);
}

guint cube_part_count(const struct cube *cube, gboolean columns, gint32 part)
{
    const struct slots *slots = columns ? &cube->columns : &cube->rows;
    return part < 0 ? 1 : slots->used[part];
}
