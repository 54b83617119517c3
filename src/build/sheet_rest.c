#include "build/sheet_rest.h"

#include "base/decimal.h"
#include "build/wording.h"

struct rest {
    const struct grid *grid;
    const struct grid *like; /* the grid with the facts of like units alone; NULL: all are like */
    const struct coverage *coverage;
    struct book_table *table;
    const GArray *rows; /* guint */
    guint at;           /* the row of all of them */
};

static guint row_at(const struct rest *rest, guint i)
{
    return g_array_index(rest->rows, guint, i);
}

/* The operand of one of the rows in a column. */
static struct operand operand_at(const struct rest *rest, const struct grid_line *column, guint i)
{
    return (struct operand){grid_row(rest->grid, row_at(rest, i)), column,
                            column != NULL ? column->span : SPAN_PERIOD};
}

static const struct book_cell *cell_at(const struct rest *rest, guint i, guint column)
{
    return book_cell(rest->table, row_at(rest, i), column);
}

static struct coverage_count returns_of(const struct rest *rest, const struct grid_line *column)
{
    struct coverage_count all = {0};
    for (guint i = 0; i < rest->rows->len; i++) {
        struct coverage_count one = coverage_of(rest->coverage, operand_at(rest, column, i));
        all.expected += one.expected;
        all.made += one.made;
        all.part += one.part;
    }
    return all;
}

static struct coverage_count returns_of_rows(const struct rest *rest)
{
    struct coverage_count all = {0};
    for (guint i = 0; i < rest->rows->len; i++) {
        struct coverage_count one =
            coverage_of_row(rest->coverage, grid_row(rest->grid, row_at(rest, i)));
        all.expected += one.expected;
        all.made += one.made;
        all.part += one.part;
    }
    return all;
}

/* Whether any of the operands counts different things, which no sum of rows does. */
static gboolean is_distinct(const struct operands *operands)
{
    for (guint i = 0; i < operands->count; i++) {
        const struct grid_line *column = operands->at[i].column;
        const struct query *query = column != NULL ? column->query : operands->at[i].row->query;
        const struct adding *adding =
            column != NULL ? place_adding(query, &column->place) : &query->total_adding;
        if (adding->aggregate == AGGREGATE_DISTINCT)
            return TRUE;
    }
    return FALSE;
}

/* Whether a row is not known, or has nothing, in the column; *base: it is the base that is out. */
static gboolean is_without(const struct rest *rest, guint i, guint column,
                           const struct grid_line *line, gboolean *base)
{
    enum cell_state state = cell_at(rest, i, column)->state;
    *base =
        state == CELL_MISSING && !coverage_is_missing(rest->coverage, operand_at(rest, line, i));
    return state == CELL_MISSING || state == CELL_NOT_APPLICABLE;
}

/* What is said where no row has anything: what is not known may yet be something. CELL_OK: some
 * row has. */
static enum cell_state state_of(const struct rest *rest, guint column, const struct grid_line *line)
{
    gboolean missing = FALSE, known = FALSE, out = FALSE, base;
    for (guint i = 0; i < rest->rows->len; i++) {
        known = !is_without(rest, i, column, line, &base) || known;
        missing = missing || cell_at(rest, i, column)->state == CELL_MISSING;
        out = out || base;
    }
    return out || (missing && !known) ? CELL_MISSING : known ? CELL_OK : CELL_NOT_APPLICABLE;
}

/* How all the rows together compare: by the returns of both years of all their units. */
static enum likeness likeness_of(const struct rest *rest, const struct template_shown *shown,
                                 const struct grid_line *column)
{
    struct like_for_like_count all = {0};
    for (guint i = 0; i < rest->rows->len; i++) {
        struct operand here = operand_at(rest, column, i), other;
        if (!operand_compared(rest->grid, shown, here, &other))
            continue;
        enum likeness one = coverage_likeness(rest->coverage, here, other);
        struct like_for_like_count count = coverage_like(rest->coverage, here);
        gboolean by_returns = count.expected_now + count.expected_before > 0;
        if (one == LIKENESS_OTHER || (one == LIKENESS_NONE && !by_returns))
            return one;
        like_count_add(&all, &count);
    }
    if (all.expected_now + all.expected_before == 0 || like_for_like_is_same(&all))
        return LIKENESS_SAME;
    return like_for_like_is_enough(&all) ? LIKENESS_PART : LIKENESS_NONE;
}

/* The counts of the figure over all rows; what is no count of a row, as the base of a whole
 * column, is taken once. FALSE: some operand counts different things. */
static gboolean add_counts(const struct rest *rest, const struct grid *grid,
                           const struct sheet_column *printed, guint column, gint64 *counts)
{
    const struct grid_line *line = grid_column(rest->grid, printed->column);
    gboolean base;
    for (guint i = 0; i < rest->rows->len; i++) {
        struct operand here = operand_at(rest, line, i);
        struct operands operands;
        gboolean whole = operands_find(grid, printed->shown, here, &operands);
        if (is_distinct(&operands))
            return FALSE;
        for (guint k = 0; k < operands.count; k++) {
            gint64 count = operand_count(grid, operands.at[k]);
            if (operands.at[k].row != here.row)
                counts[k] = count;
            else if (!is_without(rest, i, column, line, &base))
                counts[k] += count;
        }
        if (!whole && shown_over_elsewhere(printed->shown))
            counts[1] += cell_at(rest, i, column)->denominator;
    }
    return TRUE;
}

/* Of the rows whose shares are formulas, the two cells that the share of all is made of. */
static void bind_share(const struct rest *rest, guint column, struct book_cell *cell)
{
    for (guint i = 0; i < rest->rows->len && cell->state == CELL_OK; i++) {
        const struct book_cell *one = cell_at(rest, i, column);
        if (one->relation != RELATION_RATIO)
            continue;
        gboolean own = one->whole.row == row_at(rest, i);
        struct cell_place part = {rest->at, one->part.column};
        struct cell_place whole = {own ? rest->at : one->whole.row, one->whole.column};
        const struct book_cell *above = book_cell(rest->table, part.row, part.column);
        const struct book_cell *below = book_cell(rest->table, whole.row, whole.column);
        if (above->state != CELL_OK || below->state != CELL_OK ||
            above->numerator != cell->numerator || below->numerator != cell->denominator)
            return;
        cell->relation = RELATION_RATIO;
        cell->part = part;
        cell->whole = whole;
        return;
    }
}

static void fill_counted(const struct rest *rest, const struct sheet_column *printed, guint column,
                         struct book_cell *cell)
{
    const struct measure_info *measure = measure_info(printed->shown->show);
    const struct grid *grid = rest->grid;
    gint64 counts[OPERANDS_MOST] = {0};
    if (measure->form->compares) {
        enum likeness likeness =
            likeness_of(rest, printed->shown, grid_column(rest->grid, printed->column));
        cell->state =
            likeness == LIKENESS_NONE || likeness == LIKENESS_OTHER ? CELL_NOT_COMPARABLE : CELL_OK;
        grid = likeness == LIKENESS_PART && rest->like != NULL ? rest->like : grid;
    }
    if (cell->state != CELL_OK)
        return;
    if (!add_counts(rest, grid, printed, column, counts)) {
        cell->state = CELL_NOT_APPLICABLE;
        return;
    }
    if (measure->form->is_count) {
        cell->numerator = counts[0];
        cell->relation =
            book_column(rest->table, column)->additive ? RELATION_SUM_ROWS : RELATION_NONE;
        return;
    }
    cell_set_ratio(cell, measure->combine(counts));
    cell->by_chance = measure_by_chance(printed->shown->show, counts);
}

/* Averages and medians are of the numbers of all rows. */
static void fill_values(const struct rest *rest, const struct sheet_column *printed,
                        struct book_cell *cell)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct sample));
    const struct grid_line *line = grid_column(rest->grid, printed->column);
    for (guint i = 0; i < rest->rows->len; i++)
        if (!operand_collect(rest->grid, operand_at(rest, line, i), printed->shown->number,
                             found)) {
            cell->state = CELL_NOT_APPLICABLE;
            return;
        }
    sheet_set_value(printed->shown, found, cell);
}

static void fill_cell(const struct rest *rest, const struct sheet_column *printed, guint column)
{
    struct book_cell *cell = book_cell(rest->table, rest->at, column);
    const struct grid_line *line = grid_column(rest->grid, printed->column);
    struct coverage_count returns = returns_of(rest, line);
    cell->due = (guint)returns.expected;
    cell->made = (guint)returns.made;
    for (guint i = 0; i < rest->rows->len; i++)
        cell->estimate |= cell_at(rest, i, column)->estimate;
    cell->state = state_of(rest, column, line);
    if (cell->state == CELL_OK && measure_info(printed->shown->show)->form->of_values)
        fill_values(rest, printed, cell);
    else if (cell->state == CELL_OK)
        fill_counted(rest, printed, column, cell);
    cell->estimate &= cell->state == CELL_OK;
    sheet_mark_level(printed->shown, FALSE, cell);
}

/* "Còn lại (12 đơn vị; 31/36)". New string. */
static char *label_of(const struct rest *rest)
{
    g_autofree char *noun = wording_lower(rest->table->row_heading);
    g_autofree char *count = decimal_vietnamese(rest->rows->len, 0);
    struct coverage_count returns = returns_of_rows(rest);
    gboolean own = TRUE;
    for (guint i = 0; i < rest->rows->len; i++)
        own = own && coverage_is_own(rest->coverage, grid_row(rest->grid, row_at(rest, i)));
    if (!own || returns.made == returns.expected || returns.made + returns.part == 0)
        return g_strdup_printf("Còn lại (%s %s)", count, noun);
    g_autofree char *made = decimal_vietnamese(returns.made, 0);
    g_autofree char *expected = decimal_vietnamese(returns.expected, 0);
    return g_strdup_printf("Còn lại (%s %s; %s/%s)", count, noun, made, expected);
}

void sheet_fill_rest(const struct sheet_task *task, struct book_table *table, const GArray *rows)
{
    g_autoptr(grid_t) grid = sheet_grid(task->asked, task->scope);
    g_autoptr(GArray) printed = sheet_printed_columns(task->table, grid);
    g_autoptr(coverage_t) coverage = coverage_new(grid, task->source->tally, task->source->like);
    g_autoptr(grid_t) like =
        task->source->liked != NULL ? grid_over(grid, task->source->liked, task->query) : NULL;
    struct rest rest = {grid, like, coverage, table, rows, 0};
    g_autofree char *label = label_of(&rest);
    rest.at = book_table_add_rest(table, label, rows);
    for (guint c = 0; c < printed->len; c++)
        fill_cell(&rest, &g_array_index(printed, struct sheet_column, c), c);
    for (guint c = 0; c < printed->len; c++)
        if (measure_info(book_column(table, c)->measure)->form->is_share)
            bind_share(&rest, c, book_cell(table, rest.at, c));
}
