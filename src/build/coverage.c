#include "build/coverage.h"

#include "build/lacking.h"
#include "build/lanes.h"
#include "check/completeness.h"

struct coverage {
    const struct grid *grid;
    const struct tally *tally;
    const struct like_for_like *like;
    struct grassroots *grassroots;
    const struct returned *returned; /* NULL: nobody owes returns */
    struct lanes rows, columns;
    gint first, periods;               /* what returned_first() says, and how many there are */
    date *last_day;                    /* by period */
    struct coverage_count *counts;     /* row slot x column slot x period */
    struct like_for_like_count *likes; /* the same; NULL without `like` */
    GPtrArray *beside;                 /* struct coverage *, by the grids beside */
};

static gsize count_at(const struct coverage *coverage, guint row, guint column, gint period)
{
    return ((gsize)row * coverage->columns.count + column) * (gsize)coverage->periods +
           (gsize)(period - coverage->first);
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

/* What a unit is in a period, added to the cells that it stands in. */
static void add_to_cells(struct coverage *coverage, gint32 unit, gint period,
                         const struct unit_stand *stand)
{
    date day = coverage->last_day[period - coverage->first];
    const GArray *rows = coverage->rows.found, *columns = coverage->columns.found;
    for (guint r = 0; r < rows->len; r++) {
        guint row = g_array_index(rows, guint, r);
        for (guint c = 0; c < columns->len && lanes_pass(&coverage->rows, row, unit, day); c++) {
            guint column = g_array_index(columns, guint, c);
            if (lanes_pass(&coverage->columns, column, unit, day))
                add(coverage, count_at(coverage, row, column, period), stand);
        }
    }
}

/* The unit owes returns. */
static void add_unit(struct coverage *coverage, gint32 unit)
{
    const struct query *query = coverage->grid->query;
    const struct returned *returned = coverage->returned;
    for (gint p = coverage->first; p < coverage->first + coverage->periods; p++) {
        date day = coverage->last_day[p - coverage->first];
        struct unit_stand stand = {
            unit_is_valid(query->scopes->tree, unit, day), returned_state(returned, unit, p), {0}};
        if (!filter_passes_unit(query->filter, unit, day))
            continue;
        if (coverage->likes != NULL)
            like_for_like_add(coverage->like, unit, p, &stand.like);
        add_to_cells(coverage, unit, p, &stand);
    }
}

static void count_units(struct coverage *coverage)
{
    const struct query *query = coverage->grid->query;
    const GArray *units = scopes_units(query->scopes, coverage->grid->scope);
    guint levels = completeness_levels(query->dataset);
    for (guint i = 0; i < units->len; i++) {
        gint32 unit = g_array_index(units, gint32, i);
        if (!completeness_owes(levels, unit_at(query->scopes->tree, unit)) ||
            !filter_passes_unit(query->filter, unit, FILTER_ANY_DAY))
            continue;
        lanes_find(&coverage->rows, unit, coverage->grid->scope);
        lanes_find(&coverage->columns, unit, coverage->grid->scope);
        add_unit(coverage, unit);
    }
}

static void free_coverage(gpointer coverage)
{
    coverage_free(coverage);
}

struct coverage *coverage_new(const struct grid *grid, const struct tally *tally,
                              const struct like_for_like *like)
{
    struct coverage *coverage = g_new0(struct coverage, 1);
    coverage->grid = grid;
    coverage->tally = tally;
    coverage->like = like = grid->query->by_quarter ? NULL : like;
    coverage->grassroots = grassroots_new(grid);
    coverage->returned = tally_returned_for(tally, grid->query);
    coverage->beside = g_ptr_array_new_with_free_func(free_coverage);
    for (guint i = 0; i < grid->beside->len; i++) {
        const struct grid *other = g_ptr_array_index(grid->beside, i);
        g_ptr_array_add(coverage->beside, coverage_new(other, other->tally, NULL));
    }
    lanes_init(&coverage->rows, grid->query, &grid->query->rows, grid->rows);
    lanes_init(&coverage->columns, grid->query, &grid->query->columns, grid->columns);
    if (coverage->returned == NULL)
        return coverage;
    coverage->first = returned_first(coverage->returned);
    coverage->periods = (gint)returned_periods(coverage->returned) - coverage->first;
    gsize size = (gsize)coverage->rows.count * coverage->columns.count * (gsize)coverage->periods;
    coverage->counts = g_new0(struct coverage_count, size + 1);
    coverage->likes = like != NULL ? g_new0(struct like_for_like_count, size + 1) : NULL;
    coverage->last_day = g_new0(date, coverage->periods + 1);
    for (gint i = 0; i < coverage->periods; i++) {
        date first;
        returned_period(coverage->returned, i + coverage->first, &first, &coverage->last_day[i]);
    }
    count_units(coverage);
    return coverage;
}

void coverage_free(struct coverage *coverage)
{
    if (coverage == NULL)
        return;
    grassroots_free(coverage->grassroots);
    lanes_clear(&coverage->rows);
    lanes_clear(&coverage->columns);
    g_ptr_array_unref(coverage->beside);
    g_free(coverage->last_day);
    g_free(coverage->counts);
    g_free(coverage->likes);
    g_free(coverage);
}

const struct grid *coverage_grid(const struct coverage *coverage)
{
    return coverage->grid;
}

const struct grassroots *coverage_grassroots(const struct coverage *coverage)
{
    return coverage->grassroots;
}

/* Who should have returned what a column counts, in the dataset that it is from. */
static const struct coverage *home_of(const struct coverage *coverage, struct operand operand)
{
    const struct grid *home = grid_home(coverage->grid, operand.column);
    for (guint i = 0; i < coverage->beside->len; i++) {
        const struct coverage *other = g_ptr_array_index(coverage->beside, i);
        if (other->grid == home)
            return other;
    }
    return coverage;
}

const char *coverage_unit_word(const struct coverage *coverage)
{
    return coverage->returned != NULL && returned_in_months(coverage->returned) &&
                   returned_periods(coverage->returned) != 1
               ? "lượt"
               : "đơn vị";
}

static struct returned_window window_of(const struct coverage *coverage, struct operand operand)
{
    date first, last;
    operand_days(coverage->grid->query, operand, &first, &last);
    if (last < first)
        return (struct returned_window){0, -1};
    return returned_window(coverage->returned, first, last);
}

struct coverage_count coverage_of(const struct coverage *coverage, struct operand operand)
{
    struct coverage_count all = {0};
    coverage = home_of(coverage, operand);
    if (coverage->returned == NULL)
        return all;
    struct returned_window window = window_of(coverage, operand);
    guint row = lanes_slot(&coverage->rows, operand.row);
    guint column = lanes_slot(&coverage->columns, operand.column);
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
    coverage = home_of(coverage, operand);
    if (coverage->likes == NULL)
        return all;
    struct returned_window window = window_of(coverage, operand);
    guint row = lanes_slot(&coverage->rows, operand.row);
    guint column = lanes_slot(&coverage->columns, operand.column);
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
    gint32 number = part->step != NULL ? line->place.number % part->inner : line->place.number;
    if (part->kind == PART_VALUE && part->column == column && number != (gint32)value + 1)
        return FALSE;
    return filter_lets_value(part->filter, column, value);
}

/* Whether none of the stages that a cell counts was met in its time, in any unit. */
static gboolean is_undecided_stage(const struct coverage *coverage, struct operand operand)
{
    const struct query *query = coverage->grid->query;
    int stage = dataset_stage_column(query->dataset);
    date first, last;
    operand_days(coverage->grid->query, operand, &first, &last);
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
           is_undecided_stage(home_of(coverage, operand), operand);
}

/* Units and times are expected each for itself; a value that no return has is a zero. */
static struct place expected_place(const struct axis *axis, const struct grid_line *line)
{
    struct place total = {CUBE_TOTAL, 0, 0};
    if (line == NULL || line->place.part < 0)
        return total;
    const struct part *part = &axis->part[line->place.part];
    if (part->kind != PART_TIME && part->step != NULL)
        return (struct place){part->group_part, line->place.number / part->inner, 0};
    return part->numbering != NULL || part->kind == PART_TIME || part_asks_unit(part) ? line->place
                                                                                      : total;
}

/* Whether anything at all came in for the units and the time of a cell, or stands in it. */
static gboolean anything_came(const struct coverage *coverage, struct operand operand)
{
    const struct grid *grid = coverage->grid;
    struct place row = expected_place(&grid->query->rows, operand.row);
    struct place column = expected_place(&grid->query->columns, operand.column);
    if (grid_is_estimate(grid, &row))
        return TRUE;
    if (column.part < 0 && cube_present(grid->cube, operand.span, &row) != 0)
        return TRUE;
    return operand_count(grid, operand) != 0 ||
           (column.part >= 0 && grid_occurs(grid, operand.span, &row, &column));
}

const struct column *coverage_lacking(const struct coverage *coverage, struct operand operand)
{
    return lacking_column(home_of(coverage, operand)->grid, operand.row, operand.column);
}

gboolean coverage_is_missing(const struct coverage *coverage, struct operand operand)
{
    coverage = home_of(coverage, operand);
    if (coverage->grid->absent || coverage_is_undecided(coverage, operand) ||
        coverage_lacking(coverage, operand) != NULL)
        return TRUE;
    struct coverage_count count = coverage_of(coverage, operand);
    return count.expected > 0 && count.made + count.part == 0 && !anything_came(coverage, operand);
}

enum likeness coverage_likeness(const struct coverage *coverage, struct operand here,
                                struct operand other)
{
    const struct query *query = coverage->grid->query;
    if (grassroots_changed(coverage->grassroots, here, other))
        return LIKENESS_OTHER;
    gboolean same_time = query->planes[here.span].shift == query->planes[other.span].shift;
    if (same_time)
        return coverage_is_missing(coverage, other) ? LIKENESS_NONE : LIKENESS_SAME;
    if (coverage_is_of_other_scale(coverage, here, other))
        return LIKENESS_NONE;
    if (coverage_is_undecided(coverage, other) ||
        (here.row != NULL && grid_is_lost(coverage->grid, &here.row->place)))
        return LIKENESS_NONE;
    struct like_for_like_count count = coverage_like(coverage, here);
    if (count.expected_now + count.expected_before == 0 || like_for_like_is_same(&count))
        return LIKENESS_SAME;
    return like_for_like_is_enough(&count) ? LIKENESS_PART : LIKENESS_NONE;
}

/* The unit of a row; UNIT_NONE: it is of none. */
static gint32 unit_of_row(const struct grid *grid, const struct grid_line *row)
{
    const struct part *part =
        row != NULL && row->place.part >= 0 ? &grid->query->rows.part[row->place.part] : NULL;
    if (part == NULL || part->numbering == NULL)
        return UNIT_NONE;
    return g_array_index((GArray *)g_ptr_array_index(part->numbering->units, grid->scope), gint32,
                         row->place.number);
}

gboolean coverage_is_above(const struct coverage *coverage, struct operand operand, gboolean *own)
{
    const struct coverage *home = home_of(coverage, operand);
    const struct query *query = home->grid->query;
    const struct unit_tree *tree = query->scopes->tree;
    gint32 unit = unit_of_row(home->grid, operand.row);
    *own = FALSE;
    if (unit == UNIT_NONE)
        return FALSE;
    enum level rows = g_array_index(query->scopes->row_levels, enum level, home->grid->scope);
    guint levels = completeness_levels(query->dataset);
    gboolean owes = completeness_owes(levels, unit_at(tree, unit));
    if (home == coverage && (owes || query->dataset->kind != DATASET_RETURNS))
        return FALSE;
    *own = owes && unit_at(tree, unit)->level < rows;
    operand.column = home == coverage ? NULL : operand.column; /* a row has all figures, or none */
    if (coverage_of(home, operand).expected > 0 || operand_count(home->grid, operand) != 0)
        return FALSE;
    do
        unit = unit_at(tree, unit)->parent;
    while (unit != UNIT_NONE && !completeness_owes(levels, unit_at(tree, unit)));
    return unit != UNIT_NONE;
}

gboolean coverage_is_own(const struct coverage *coverage, const struct grid_line *row)
{
    return row->place.part < 0 || lanes_slot(&coverage->rows, row) > 0 ||
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
