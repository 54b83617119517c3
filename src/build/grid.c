#include "build/grid.h"

static const struct place total_place = {CUBE_TOTAL, 0, 0};

static GArray *portions_of(const struct tally *tally, const struct scopes *scopes, guint query,
                           guint scope)
{
    GArray *portions = g_array_new(FALSE, FALSE, sizeof(struct grid_portion));
    for (guint i = 0; i < scopes->portions->len; i++) {
        struct grid_portion one = {scopes_portion(scopes, i), tally_portion_cube(tally, query, i),
                                   i};
        if (one.portion->scope == scope)
            g_array_append_val(portions, one);
    }
    return portions;
}

static void free_grid(gpointer grid)
{
    grid_free(grid);
}

/* Without rows and columns. */
static struct grid *grid_bare(const struct grid_source *source, guint scope)
{
    struct grid *grid = g_new0(struct grid, 1);
    const struct query *query = source->query;
    enum total total = query->table->total;
    grid->query = query;
    grid->tally = source->tally;
    grid->absent = source->absent;
    grid->lacks = source->lacks;
    grid->beside = g_ptr_array_new_with_free_func(free_grid);
    grid->cube = tally_cube(source->tally, source->index, scope);
    grid->scope = scope;
    grid->portions = portions_of(source->tally, query->scopes, source->index, scope);
    grid->row_part = grid->column_part = -1;
    grid->total_row = total == TOTAL_BOTH || total == TOTAL_ROWS;
    grid->total_column = query->own && !table_is_nested(query->table) &&
                         (total == TOTAL_BOTH || total == TOTAL_COLUMNS);
    return grid;
}

struct grid *grid_new_joined(const struct grid_source *sources, guint count, guint scope)
{
    struct grid *grid = grid_bare(&sources[0], scope);
    for (guint i = 1; i < count; i++)
        g_ptr_array_add(grid->beside, grid_bare(&sources[i], scope));
    grid->rows = grid_lines(grid, FALSE, &grid->rows_exhaustive);
    grid->columns = grid_lines(grid, TRUE, &grid->columns_exhaustive);
    for (guint i = 0; i < grid->beside->len; i++) {
        struct grid *other = g_ptr_array_index(grid->beside, i);
        other->rows = g_array_ref(grid->rows);
        other->columns = g_array_ref(grid->columns);
        other->row_part = grid->row_part;
    }
    return grid;
}

struct grid *grid_new(const struct tally *tally, const struct query *query, guint query_index,
                      guint scope)
{
    return grid_new_joined(&(struct grid_source){tally, query, query_index, FALSE, NULL}, 1, scope);
}

const struct grid *grid_home(const struct grid *grid, const struct grid_line *column)
{
    for (guint i = 0; column != NULL && i < grid->beside->len; i++) {
        const struct grid *other = g_ptr_array_index(grid->beside, i);
        if (other->query == column->query)
            return other;
    }
    return grid;
}

struct grid *grid_over(const struct grid *grid, const struct tally *tally, guint query_index)
{
    struct grid *over = g_memdup2(grid, sizeof *grid);
    over->tally = tally;
    over->cube = tally_cube(tally, query_index, grid->scope);
    over->portions = portions_of(tally, grid->query->scopes, query_index, grid->scope);
    g_array_ref(over->rows);
    g_array_ref(over->columns);
    g_ptr_array_ref(over->beside);
    return over;
}

void grid_free(struct grid *grid)
{
    if (grid == NULL)
        return;
    g_array_unref(grid->rows);
    g_array_unref(grid->columns);
    g_ptr_array_unref(grid->beside);
    g_array_unref(grid->portions);
    g_free(grid);
}

const struct grid_line *grid_row(const struct grid *grid, guint row)
{
    return &g_array_index(grid->rows, struct grid_line, row);
}

const struct grid_line *grid_column(const struct grid *grid, guint column)
{
    return &g_array_index(grid->columns, struct grid_line, column);
}

/* A count that is to be cut, and how much of the same facts has been cut before it. */
struct stretch {
    gint64 before, count;
};

/* The numbering of the part a row stands in; NULL: its rows are no units. */
static const struct numbering *numbering_of(const struct grid *grid, const struct place *row)
{
    return row->part < 0 ? NULL : grid->query->rows.part[row->part].numbering;
}

static const struct grid_portion *portion_at(const struct grid *grid, guint i)
{
    return &g_array_index(grid->portions, struct grid_portion, i);
}

/* The lines of the part that makes the total, if they are known and the place is one of them. */
static guint lines_of(const GArray *lines, gint32 part, const struct place *place,
                      const struct grid_line **first)
{
    gboolean known = lines != NULL && part >= 0 && place->part == part;
    *first = known ? &g_array_index(lines, struct grid_line, 0) : NULL;
    return known ? lines->len : 0;
}

static gboolean is_same(const struct place *a, const struct place *b)
{
    return a->part == b->part && a->number == b->number;
}

/* Facts of the columns before this one, of those that make the total. */
static gint64 before_column(const struct grid *grid, const struct cube *cube, enum span span,
                            const struct place *row, const struct place *column)
{
    const struct grid_line *line;
    gint64 sum = 0;
    guint count = lines_of(grid->columns, grid->column_part, column, &line);
    for (guint i = 0; i < count && !is_same(&line[i].place, column); i++)
        if (line[i].place.part == column->part)
            sum += cube_sum(cube, span, row, &line[i].place);
    return sum;
}

/* Facts of the rows before this one, of those that make the total and are no units. */
static gint64 before_row(const struct grid *grid, const struct cube *cube, enum span span,
                         const struct place *row, const struct place *column)
{
    const struct grid_line *line;
    gint64 sum = 0;
    guint count = lines_of(grid->rows, grid->row_part, row, &line);
    const struct place *within =
        column->part >= 0 && column->part == grid->column_part ? &total_place : column;
    for (guint i = 0; i < count && !is_same(&line[i].place, row); i++)
        if (line[i].place.part == row->part)
            sum += cube_sum(cube, span, &line[i].place, within);
    return sum;
}

static struct stretch stretch_of(const struct grid *grid, const struct cube *cube, enum span span,
                                 const struct place *row, const struct place *column)
{
    return (struct stretch){
        before_row(grid, cube, span, row, column) + before_column(grid, cube, span, row, column),
        cube_sum(cube, span, row, column),
    };
}

/* What the units above a row's number get of all that is shared out. */
static gint64 shared_into(const struct grid *grid, enum span span, const struct place *row,
                          const struct place *column)
{
    const GArray *shares = g_ptr_array_index(numbering_of(grid, row)->shares, grid->scope);
    gint64 sum = 0;
    for (guint i = 0, p = 0; i < shares->len; i++) {
        const struct row_share *share = &g_array_index(shares, struct row_share, i);
        if (share->target != row->number)
            continue;
        while (portion_at(grid, p)->number != share->portion)
            p++;
        const struct grid_portion *one = portion_at(grid, p);
        struct stretch s = stretch_of(grid, one->cube, span, &total_place, column);
        sum += shares_cut(one->portion->shares, share->share, s.before + s.count) -
               shares_cut(one->portion->shares, share->share, s.before);
    }
    return sum;
}

/* What the scope gets of units that it holds in part only. */
static gint64 partly_inside(const struct grid *grid, enum span span, const struct place *row,
                            const struct place *column)
{
    gint64 sum = 0;
    for (guint i = 0; i < grid->portions->len; i++) {
        const struct grid_portion *one = portion_at(grid, i);
        if (one->portion->whole)
            continue;
        struct stretch s = stretch_of(grid, one->cube, span, row, column);
        sum += portion_inside(one->portion, s.before + s.count) -
               portion_inside(one->portion, s.before);
    }
    return sum;
}

/* Whether the cut cells of a column are told by their rows: the total can only be their sum. */
static gboolean rows_are_cut(const struct grid *grid, const struct place *row,
                             const struct place *column)
{
    return row->part < 0 && column->part >= 0 && column->part == grid->column_part &&
           grid->rows_exhaustive && grid->rows != NULL &&
           numbering_of(grid, &(struct place){grid->row_part, 0, 0}) == NULL;
}

gint64 grid_count(const struct grid *grid, enum span span, const struct place *row,
                  const struct place *column)
{
    gint64 count = cube_sum(grid->cube, span, row, column);
    if (grid->portions->len == 0)
        return count;
    if (numbering_of(grid, row) != NULL)
        return count + shared_into(grid, span, row, column);
    if (!rows_are_cut(grid, row, column))
        return count + partly_inside(grid, span, row, column);
    for (guint i = 0; i < grid->rows->len; i++)
        if (grid_row(grid, i)->place.part == grid->row_part)
            count += partly_inside(grid, span, &grid_row(grid, i)->place, column);
    return count;
}

gboolean grid_occurs(const struct grid *grid, enum span span, const struct place *row,
                     const struct place *column)
{
    const struct numbering *numbering = numbering_of(grid, row);
    gboolean met = cube_sum(grid->cube, span, row, column) != 0;
    for (guint i = 0; i < grid->portions->len && !met && numbering == NULL; i++)
        met = !portion_at(grid, i)->portion->whole &&
              cube_sum(portion_at(grid, i)->cube, span, row, column) != 0;
    return met || (numbering != NULL && grid->portions->len > 0 &&
                   shared_into(grid, span, row, column) != 0);
}

/* Whether a portion has facts at a row, on any plane. */
static gboolean has_facts(const struct grid_portion *one, const struct place *row)
{
    for (guint span = 0; span < SPANS; span++)
        if (cube_sum(one->cube, span, row, &total_place) != 0)
            return TRUE;
    return FALSE;
}

/* How many of the shares of a portion stand in a row. */
static guint shares_in(const struct grid_portion *one, const GArray *shares, gint32 row)
{
    guint here = 0;
    for (guint i = 0; i < shares->len; i++) {
        const struct row_share *share = &g_array_index(shares, struct row_share, i);
        here += share->portion == one->number && share->target == row;
    }
    return here;
}

static gboolean has_a_part(const struct grid_portion *one, const GArray *shares, gint32 row)
{
    guint here = shares_in(one, shares, row);
    return here > 0 && here < one->portion->shares->len;
}

static gboolean has_all(const struct grid_portion *one, const GArray *shares, gint32 row)
{
    return shares_in(one, shares, row) == one->portion->shares->len;
}

/* Whether the facts of a portion are cut for a row. */
static gboolean is_cut(const struct grid *grid, const struct grid_portion *one,
                       const struct place *row)
{
    const struct numbering *numbering = numbering_of(grid, row);
    return numbering != NULL
               ? has_a_part(one, g_ptr_array_index(numbering->shares, grid->scope), row->number)
               : !one->portion->whole;
}

gboolean grid_is_estimate(const struct grid *grid, const struct place *row)
{
    const struct place *within = numbering_of(grid, row) != NULL ? &total_place : row;
    for (guint i = 0; i < grid->portions->len; i++)
        if (is_cut(grid, portion_at(grid, i), row) && has_facts(portion_at(grid, i), within))
            return TRUE;
    return FALSE;
}

gboolean grid_collect(const struct grid *grid, const struct sample *like, GArray *found)
{
    struct place row = {like->row_part, like->row_number, 0};
    const struct numbering *numbering = numbering_of(grid, &row);
    const GArray *shares =
        numbering != NULL ? g_ptr_array_index(numbering->shares, grid->scope) : NULL;
    if (grid_is_estimate(grid, &row))
        return FALSE;
    cube_collect(grid->cube, like, found);
    struct sample all = *like;
    all.row_part = CUBE_TOTAL;
    all.row_number = 0;
    for (guint i = 0; shares != NULL && i < grid->portions->len; i++)
        if (has_all(portion_at(grid, i), shares, row.number))
            cube_collect(portion_at(grid, i)->cube, &all, found);
    return TRUE;
}

gboolean grid_count_is_estimate(const struct grid *grid, enum span span, const struct place *row,
                                const struct place *column)
{
    const struct place *within = numbering_of(grid, row) != NULL ? &total_place : row;
    for (guint i = 0; i < grid->portions->len; i++)
        if (is_cut(grid, portion_at(grid, i), row) &&
            cube_sum(portion_at(grid, i)->cube, span, within, column) != 0)
            return TRUE;
    return FALSE;
}

gboolean grid_is_lost(const struct grid *grid, const struct place *row)
{
    const struct numbering *numbering = numbering_of(grid, row);
    if (numbering == NULL)
        return FALSE;
    const GArray *units = g_ptr_array_index(numbering->units, grid->scope);
    return unit_map_is_lost(grid->query->scopes->map, g_array_index(units, gint32, row->number));
}

static gboolean is_to_come(const struct query *query, const struct axis *axis,
                           const struct grid_line *line, int shift)
{
    if (line == NULL || line->place.part < 0)
        return FALSE;
    date begin = part_begin(&axis->part[line->place.part], line->place.number);
    return begin != DATE_NONE && period_is_to_come(&query->period, date_add_months(begin, -shift));
}

gboolean grid_is_to_come(const struct grid *grid, enum span span, const struct grid_line *row,
                         const struct grid_line *column)
{
    const struct query *query = grid_home(grid, column)->query;
    int shift = query->planes[span].shift;
    return is_to_come(query, &query->rows, row, shift) ||
           is_to_come(query, &query->columns, column, shift);
}

gboolean grid_part_is_disjoint(const struct query *query, const struct part *part)
{
    const struct adding *total = &query->total_adding;
    if (part->kind == PART_FIXED || part->entry->span != SPAN_PERIOD ||
        (part->field != NULL && part->field->overlaps))
        return FALSE;
    if (part->adding.aggregate != total->aggregate || part->adding.column != total->column)
        return FALSE;
    return part->kind != PART_MENTION || total->aggregate == AGGREGATE_MENTIONS;
}

/* Whether the steps of a part of time reach back to the first day of every plane: a column to date
 * may not begin with the period. */
static gboolean holds_all_planes(const struct query *query, const struct part *part)
{
    for (guint span = 0; span < SPANS; span++) {
        date first = date_add_months(query->planes[span].first, query->planes[span].shift);
        if (query->wanted[span] && period_step_number(part->step, first) < part->first)
            return FALSE;
    }
    return TRUE;
}

static gboolean is_exhaustive(const struct grid *grid, gboolean columns, gint32 index)
{
    const struct query *query = grid->query;
    const struct part *part = columns ? &query->columns.part[index] : &query->rows.part[index];
    if (part->entry->where_count > 0 || part->except != NULL || part->kind == PART_LEVEL)
        return FALSE;
    if (part->kind == PART_UNIT && columns && grid->portions->len > 0)
        return FALSE;
    if (part->kind == PART_TIME)
        return query->dataset->kind != DATASET_STOCK && holds_all_planes(query, part);
    return TRUE;
}

gboolean grid_part_is_exhaustive(const struct grid *grid, gboolean columns, gint32 index)
{
    gboolean all = is_exhaustive(grid, columns, index);
    for (guint i = 0; i < grid->beside->len && !columns; i++)
        all = all && is_exhaustive(g_ptr_array_index(grid->beside, i), FALSE, index);
    return all;
}
