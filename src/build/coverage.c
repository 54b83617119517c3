#include "build/coverage.h"

#include "check/completeness.h"

/* The lines of an axis that ask for other units than the whole axis does have a slot of their own.
 */
struct lanes {
    const struct axis *axis;
    const GArray *lines; /* struct grid_line */
    guint *slot;         /* by line; 0: all units */
    guint count;
    GHashTable *slot_of_number; /* of parts of units: part and number to slot */
};

struct coverage {
    const struct grid *grid;
    const struct tally *tally;
    const struct like_for_like *like;
    const struct returned *returned; /* NULL: nobody owes returns */
    struct lanes rows, columns;
    date *last_day;                    /* by period */
    struct coverage_count *counts;     /* row slot x column slot x period */
    struct like_for_like_count *likes; /* the same; NULL without `like` */
};

static gpointer number_key(gint32 part, gint32 number)
{
    return GSIZE_TO_POINTER(((gsize)part << 32) | (guint32)number);
}

static gboolean asks_unit(const struct lanes *lanes, const struct place *place)
{
    if (place->part < 0)
        return FALSE;
    const struct part *part = &lanes->axis->part[place->part];
    return part->numbering != NULL || part_asks_unit(part) || filter_asks_unit(part->filter);
}

static void lanes_init(struct lanes *lanes, const struct axis *axis, const GArray *lines)
{
    *lanes = (struct lanes){.axis = axis,
                            .lines = lines,
                            .slot = g_new0(guint, lines->len + 1),
                            .count = 1,
                            .slot_of_number = g_hash_table_new(NULL, NULL)};
    for (guint i = 0; i < lines->len; i++) {
        const struct place *place = &g_array_index(lines, struct grid_line, i).place;
        if (!asks_unit(lanes, place))
            continue;
        lanes->slot[i] = lanes->count++;
        if (axis->part[place->part].numbering != NULL)
            g_hash_table_insert(lanes->slot_of_number, number_key(place->part, place->number),
                                GUINT_TO_POINTER(lanes->slot[i]));
    }
}

static void lanes_clear(struct lanes *lanes)
{
    g_free(lanes->slot);
    g_hash_table_unref(lanes->slot_of_number);
}

/* The slots that a unit stands in, that of all units first. */
static void slots_of_unit(const struct lanes *lanes, gint32 unit, GArray *slots)
{
    guint all = 0;
    g_array_set_size(slots, 0);
    g_array_append_val(slots, all);
    for (guint p = 0; p < lanes->axis->count; p++) {
        const struct part *part = &lanes->axis->part[p];
        if (part->numbering == NULL || part->numbering->number[unit] < 0 ||
            !filter_passes_unit(part->filter, unit))
            continue;
        guint slot = GPOINTER_TO_UINT(g_hash_table_lookup(
            lanes->slot_of_number, number_key((gint32)p, part->numbering->number[unit])));
        if (slot > 0)
            g_array_append_val(slots, slot);
    }
    for (guint i = 0; i < lanes->lines->len; i++) {
        const struct place *place = &g_array_index(lanes->lines, struct grid_line, i).place;
        const struct part *part = place->part >= 0 ? &lanes->axis->part[place->part] : NULL;
        if (lanes->slot[i] > 0 && part->numbering == NULL &&
            part_has_unit(part, place->number, unit) && filter_passes_unit(part->filter, unit))
            g_array_append_val(slots, lanes->slot[i]);
    }
}

static gint periods_of(const struct coverage *coverage)
{
    return (gint)returned_periods(coverage->returned) - returned_first(coverage->returned);
}

static gsize count_at(const struct coverage *coverage, guint row, guint column, gint period)
{
    return ((gsize)row * coverage->columns.count + column) * (gsize)periods_of(coverage) +
           (gsize)(period - returned_first(coverage->returned));
}

/* What one unit is in one period. */
struct unit_stand {
    gboolean expected;
    enum return_state state;
    struct like_for_like_count like;
};

static void add(struct coverage *coverage, gsize at, const struct unit_stand *stand)
{
    if (coverage->likes != NULL)
        like_count_add(&coverage->likes[at], &stand->like);
    if (!stand->expected)
        return;
    coverage->counts[at].expected++;
    coverage->counts[at].made += stand->state == RETURN_WHOLE;
    coverage->counts[at].part += stand->state == RETURN_PART;
}

/* The unit owes returns. */
static void add_unit(struct coverage *coverage, gint32 unit, const GArray *rows,
                     const GArray *columns)
{
    const struct unit_tree *tree = coverage->grid->query->scopes->tree;
    const struct returned *returned = coverage->returned;
    for (gint p = returned_first(returned); p < (gint)returned_periods(returned); p++) {
        struct unit_stand stand = {
            unit_is_valid(tree, unit, coverage->last_day[p - returned_first(returned)]),
            returned_state(returned, unit, p),
            {0}};
        if (coverage->likes != NULL)
            like_for_like_add(coverage->like, unit, p, &stand.like);
        for (guint r = 0; r < rows->len; r++)
            for (guint c = 0; c < columns->len; c++)
                add(coverage,
                    count_at(coverage, g_array_index(rows, guint, r),
                             g_array_index(columns, guint, c), p),
                    &stand);
    }
}

static void count_units(struct coverage *coverage)
{
    const struct query *query = coverage->grid->query;
    const GArray *units = scopes_units(query->scopes, coverage->grid->scope);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (!completeness_owes(query->dataset, unit_at(query->scopes->tree, unit)) ||
            !filter_passes_unit(query->filter, unit))
            continue;
        slots_of_unit(&coverage->rows, unit, rows);
        slots_of_unit(&coverage->columns, unit, columns);
        add_unit(coverage, unit, rows, columns);
    }
}

struct coverage *coverage_new(const struct grid *grid, const struct tally *tally,
                              const struct like_for_like *like)
{
    struct coverage *coverage = g_new0(struct coverage, 1);
    coverage->grid = grid;
    coverage->tally = tally;
    coverage->like = like;
    coverage->returned = tally_returned(tally);
    lanes_init(&coverage->rows, &grid->query->rows, grid->rows);
    lanes_init(&coverage->columns, &grid->query->columns, grid->columns);
    if (coverage->returned == NULL)
        return coverage;
    gsize size =
        (gsize)coverage->rows.count * coverage->columns.count * (gsize)periods_of(coverage);
    coverage->counts = g_new0(struct coverage_count, size + 1);
    coverage->likes = like != NULL ? g_new0(struct like_for_like_count, size + 1) : NULL;
    coverage->last_day = g_new0(date, periods_of(coverage) + 1);
    for (gint i = 0; i < periods_of(coverage); i++) {
        date first;
        returned_period(coverage->returned, i + returned_first(coverage->returned), &first,
                        &coverage->last_day[i]);
    }
    count_units(coverage);
    return coverage;
}

void coverage_free(struct coverage *coverage)
{
    if (coverage == NULL)
        return;
    lanes_clear(&coverage->rows);
    lanes_clear(&coverage->columns);
    g_free(coverage->last_day);
    g_free(coverage->counts);
    g_free(coverage->likes);
    g_free(coverage);
}

const struct grid *coverage_grid(const struct coverage *coverage)
{
    return coverage->grid;
}

const char *coverage_unit_word(const struct coverage *coverage)
{
    return coverage->returned != NULL && returned_in_months(coverage->returned) &&
                   returned_periods(coverage->returned) != 1
               ? "lượt"
               : "đơn vị";
}

/* Narrows a stretch to the year or month of a line, as it stands on a plane so far back. */
static void narrow(const struct axis *axis, const struct grid_line *line, int shift, date *first,
                   date *last)
{
    if (line == NULL || line->place.part < 0)
        return;
    const struct part *part = &axis->part[line->place.part];
    date begin = part_begin(part, line->place.number);
    if (begin == DATE_NONE)
        return;
    *first = MAX(*first, date_add_months(begin, -shift));
    *last = MIN(*last, date_add_months(part_end(part, line->place.number), -shift));
}

void coverage_days(const struct coverage *coverage, struct operand operand, date *first, date *last)
{
    const struct query *query = coverage->grid->query;
    const struct plane *plane = &query->planes[operand.span];
    *first = plane->first;
    *last = plane->last;
    narrow(&query->rows, operand.row, plane->shift, first, last);
    narrow(&query->columns, operand.column, plane->shift, first, last);
}

static guint slot_of_line(const struct lanes *lanes, const struct grid_line *line)
{
    return line == NULL ? 0 : lanes->slot[line - &g_array_index(lanes->lines, struct grid_line, 0)];
}

static struct returned_window window_of(const struct coverage *coverage, struct operand operand)
{
    date first, last;
    coverage_days(coverage, operand, &first, &last);
    if (last < first)
        return (struct returned_window){0, -1};
    return returned_window(coverage->returned, first, last);
}

struct coverage_count coverage_of(const struct coverage *coverage, struct operand operand)
{
    struct coverage_count all = {0};
    if (coverage->returned == NULL)
        return all;
    struct returned_window window = window_of(coverage, operand);
    guint row = slot_of_line(&coverage->rows, operand.row);
    guint column = slot_of_line(&coverage->columns, operand.column);
    for (gint p = window.first; p <= window.last; p++) {
        const struct coverage_count *one = &coverage->counts[count_at(coverage, row, column, p)];
        all.expected += one->expected;
        all.made += one->made;
        all.part += one->part;
    }
    return all;
}

struct like_for_like_count coverage_like(const struct coverage *coverage, struct operand operand)
{
    struct like_for_like_count all = {0};
    if (coverage->likes == NULL)
        return all;
    struct returned_window window = window_of(coverage, operand);
    guint row = slot_of_line(&coverage->rows, operand.row);
    guint column = slot_of_line(&coverage->columns, operand.column);
    for (gint p = window.first; p <= window.last; p++) {
        const struct like_for_like_count *one =
            &coverage->likes[count_at(coverage, row, column, p)];
        all.now += one->now;
        all.before += one->before;
        all.both += one->both;
        all.in_part += one->in_part;
        all.expected_now += one->expected_now;
        all.expected_before += one->expected_before;
    }
    return all;
}

/* Whether a place of an axis takes a value of a column: an entry of that column only its own. */
static gboolean takes_value(const struct axis *axis, const struct grid_line *line, guint column,
                            guint value)
{
    if (line == NULL || line->place.part < 0)
        return TRUE;
    const struct part *part = &axis->part[line->place.part];
    if (part->kind == PART_VALUE && part->column == column &&
        line->place.number != (gint32)value + 1)
        return FALSE;
    return filter_lets_value(part->filter, column, value);
}

/* Whether none of the stages that a cell counts was met in its time, in any unit. */
static gboolean is_undecided_stage(const struct coverage *coverage, struct operand operand)
{
    const struct query *query = coverage->grid->query;
    int stage = dataset_stage_column(query->dataset);
    date first, last;
    coverage_days(coverage, operand, &first, &last);
    if (stage < 0 || query->dataset->kind != DATASET_EVENTS || last < first)
        return FALSE;
    gboolean counts = FALSE;
    for (guint v = 0; v < query->dataset->columns[stage].values_count; v++) {
        if (!filter_lets_value(query->filter, (guint)stage, v) ||
            !takes_value(&query->rows, operand.row, (guint)stage, v) ||
            !takes_value(&query->columns, operand.column, (guint)stage, v))
            continue;
        if (tally_has_stage(coverage->tally, v, first, last))
            return FALSE;
        counts = TRUE;
    }
    return counts;
}

gboolean coverage_is_undecided(const struct coverage *coverage, struct operand operand)
{
    return grid_is_to_come(coverage->grid, operand.span, operand.row, operand.column) ||
           is_undecided_stage(coverage, operand);
}

/* Units and times are expected each for itself; a value that no return has is a zero. */
static const struct place *expected_place(const struct axis *axis, const struct grid_line *line)
{
    static const struct place total = {CUBE_TOTAL, 0, 0};
    if (line == NULL || line->place.part < 0)
        return &total;
    const struct part *part = &axis->part[line->place.part];
    gboolean is_time = part->kind == PART_YEAR || part->kind == PART_MONTH;
    return part->numbering != NULL || is_time || part_asks_unit(part) ? &line->place : &total;
}

/* Whether anything at all came in for the units and the time of a cell, or stands in it. */
static gboolean anything_came(const struct coverage *coverage, struct operand operand)
{
    const struct grid *grid = coverage->grid;
    const struct place *row = expected_place(&grid->query->rows, operand.row);
    const struct place *column = expected_place(&grid->query->columns, operand.column);
    if (grid_is_estimate(grid, row))
        return TRUE;
    if (column->part < 0 && cube_present(grid->cube, operand.span, row) != 0)
        return TRUE;
    return operand_count(grid, operand) != 0 ||
           (column->part >= 0 && grid_occurs(grid, operand.span, row, column));
}

gboolean coverage_is_missing(const struct coverage *coverage, struct operand operand)
{
    if (coverage_is_undecided(coverage, operand))
        return TRUE;
    struct coverage_count count = coverage_of(coverage, operand);
    return count.expected > 0 && count.made + count.part == 0 && !anything_came(coverage, operand);
}

enum likeness coverage_likeness(const struct coverage *coverage, struct operand here,
                                struct operand other)
{
    const struct query *query = coverage->grid->query;
    gboolean same_time = query->planes[here.span].shift == query->planes[other.span].shift;
    if (same_time)
        return coverage_is_missing(coverage, other) ? LIKENESS_NONE : LIKENESS_SAME;
    if (coverage_is_undecided(coverage, other) ||
        (here.row != NULL && grid_is_lost(coverage->grid, &here.row->place)))
        return LIKENESS_NONE;
    struct like_for_like_count count = coverage_like(coverage, here);
    if (count.expected_now + count.expected_before == 0 || like_for_like_is_same(&count))
        return LIKENESS_SAME;
    return like_for_like_is_enough(&count) ? LIKENESS_PART : LIKENESS_NONE;
}

gboolean coverage_is_own(const struct coverage *coverage, const struct grid_line *row)
{
    return row->place.part < 0 || slot_of_line(&coverage->rows, row) > 0 ||
           part_begin(&coverage->grid->query->rows.part[row->place.part], row->place.number) !=
               DATE_NONE;
}

guint coverage_months_met(const struct coverage *coverage, const struct grid_line *row, guint *due)
{
    guint met = 0;
    *due = 0;
    if (coverage->returned == NULL || !returned_in_months(coverage->returned))
        return 0;
    struct returned_window window = window_of(coverage, (struct operand){row, NULL, SPAN_PERIOD});
    for (gint p = window.first; p <= window.last; p++) {
        const struct coverage_count *one = &coverage->counts[count_at(coverage, 0, 0, p)];
        *due += one->expected > 0;
        met += one->made + one->part > 0;
    }
    return met;
}
