#include "build/figures.h"

#include <string.h>

#include "build/operand.h"
#include "build/suppression.h"

static gint64 count_on(const struct figures *figures, const struct grid *grid,
                       struct operand operand)
{
    gint64 count = operand_count(grid, operand);
    if (figures->met_small != NULL && count > 0 && count < SUPPRESSION_LEAST)
        *figures->met_small = TRUE;
    return count;
}

static gint64 count_of(const struct figures *figures, struct operand operand)
{
    return count_on(figures, figures->grid, operand);
}

static struct ratio ratio_of(const struct figures *figures, const struct grid *grid,
                             struct quotient quotient)
{
    if (!quotient.known)
        return (struct ratio){0, 0};
    return (struct ratio){count_on(figures, grid, quotient.part),
                          count_on(figures, grid, quotient.whole)};
}

static struct ratio points(const struct figures *figures, const struct grid *grid,
                           const struct shown *shown, struct operand here, struct operand other)
{
    return ratio_difference(
        ratio_of(figures, grid, operand_share(grid, shown->of, shown->over, here)),
        ratio_of(figures, grid, operand_share(grid, shown->of, shown->over, other)));
}

/* Whether a figure and what it is compared with rest on weights. */
static gboolean change_is_estimate(const struct grid *grid, const struct shown *shown,
                                   struct operand here, struct operand other)
{
    if (shown->show != MEASURE_DIFF_PP)
        return operand_is_estimate(grid, here) || operand_is_estimate(grid, other);
    return quotient_is_estimate(grid, operand_share(grid, shown->of, shown->over, here)) ||
           quotient_is_estimate(grid, operand_share(grid, shown->of, shown->over, other));
}

static struct ratio change(const struct figures *figures, const struct grid *grid,
                           const struct shown *shown, struct operand here, struct operand other)
{
    gint64 now = count_on(figures, grid, here), before = count_on(figures, grid, other);
    return (struct ratio){shown->show == MEASURE_INDEX ? now : now - before, before};
}

/* Sets a cell to a figure, or to empty if the figure has no base. */
static void set_ratio(struct cell *cell, struct ratio ratio)
{
    cell->numerator = ratio.part;
    cell->denominator = ratio.whole;
    if (ratio_has_value(ratio))
        return;
    cell->state = CELL_EMPTY;
    cell->numerator = cell->denominator = 0;
}

static void fill_compared(const struct figures *figures, const struct shown *shown,
                          struct operand here, struct cell *cell)
{
    const struct grid *grid = NULL;
    struct operand other;
    if (!operand_compared(figures->grid, shown, here, &other)) {
        set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    switch (coverage_likeness(figures->coverage, here, other)) {
    case LIKENESS_SAME:
        grid = figures->grid;
        break;
    case LIKENESS_PART:
        grid = figures->like != NULL ? figures->like : figures->grid;
        break;
    case LIKENESS_NONE:
        cell->state = CELL_NOT_COMPARABLE;
        return;
    }
    cell->estimate = change_is_estimate(grid, shown, here, other);
    set_ratio(cell, shown->show == MEASURE_DIFF_PP ? points(figures, grid, shown, here, other)
                                                   : change(figures, grid, shown, here, other));
}

/* Number of a line of the grid; the total is the last one, if it is shown. */
static guint line_number(const GArray *lines, const struct line *line, gboolean has_total)
{
    if (line != NULL)
        return (guint)(line - &g_array_index(lines, struct line, 0));
    return has_total ? lines->len - 1 : G_MAXUINT;
}

/* Where a count is printed in the table; FALSE if it is not shown. */
static gboolean printed_place(const struct figures *figures, struct operand operand,
                              struct cell_place *place)
{
    const struct grid *grid = figures->grid;
    place->row = line_number(grid->rows, operand.row, grid->total_row);
    guint column = line_number(grid->columns, operand.column, grid->total_column);
    if (place->row == G_MAXUINT || column == G_MAXUINT ||
        grid_column(grid, column)->span != operand.span)
        return FALSE;
    for (guint i = 0; i < figures->printed->len; i++) {
        const struct printed *printed = &g_array_index(figures->printed, struct printed, i);
        if (printed->column == column && printed->shown->show == MEASURE_COUNT) {
            place->column = i;
            return TRUE;
        }
    }
    return FALSE;
}

/* What weights cut is rounded figure by figure: a part may come out one above its whole. */
static gboolean passes_whole(const struct shown *shown, const struct cell *cell)
{
    return cell->estimate && !shown->may_pass_100 && cell->numerator > cell->denominator;
}

static void bind_share(const struct figures *figures, const struct shown *shown,
                       struct quotient quotient, struct cell *cell)
{
    if (passes_whole(shown, cell))
        cell->numerator = cell->denominator;
    else if (quotient.known && printed_place(figures, quotient.part, &cell->part) &&
             printed_place(figures, quotient.whole, &cell->whole))
        cell->relation = RELATION_RATIO;
}

/* A rate over another table: rates_fill() finds the whole. */
static gboolean is_rate_elsewhere(const struct shown *shown)
{
    return shown->show == MEASURE_RATE_1000 && strchr(shown->over, '/') != NULL;
}

/* A share over what is not known yet is not known either. */
static gboolean lacks_base(const struct figures *figures, struct quotient quotient)
{
    return quotient.known && coverage_is_missing(figures->coverage, quotient.whole);
}

static void fill_cell(const struct figures *figures, guint row, const struct printed *printed,
                      struct cell *cell)
{
    const struct line *column = grid_column(figures->grid, printed->column);
    struct operand here = {grid_row(figures->grid, row), column, column->span};
    const struct shown *shown = printed->shown;
    if (coverage_is_missing(figures->coverage, here)) {
        cell->state = CELL_MISSING;
        return;
    }
    struct coverage_count count = coverage_of(figures->coverage, here);
    cell->due = (guint)count.expected;
    cell->made = (guint)count.made;
    cell->estimate = operand_is_estimate(figures->grid, here);
    if (shown->show == MEASURE_COUNT) {
        cell->numerator = count_of(figures, here);
        return;
    }
    if (measure_compares(shown->show)) {
        fill_compared(figures, shown, here, cell);
        return;
    }
    struct quotient quotient = operand_share(figures->grid, shown->show, shown->over, here);
    if (lacks_base(figures, quotient)) {
        cell->state = CELL_MISSING;
        return;
    }
    cell->estimate |= quotient_is_estimate(figures->grid, quotient);
    set_ratio(cell, ratio_of(figures, figures->grid, quotient));
    if (cell->state == CELL_EMPTY)
        cell->numerator = is_rate_elsewhere(shown) ? count_of(figures, here) : 0;
    else if (measure_info(shown->show)->form == MEASURE_FORM_PERCENT)
        bind_share(figures, shown, quotient, cell);
}

/* Which rows are the sum of their children in every additive column. */
static guint8 *rows_that_add_up(const struct book_table *table)
{
    guint rows = table->rows->len;
    guint8 *adds_up = g_malloc0(MAX(rows, 1));
    g_autofree gint64 *sum = g_new(gint64, MAX(rows, 1));
    for (guint r = 0; r < rows; r++)
        if (book_row(table, r)->parent >= 0)
            adds_up[book_row(table, r)->parent] = 1;
    for (guint c = 0; c < table->columns->len; c++) {
        if (!book_column(table, c)->additive)
            continue;
        memset(sum, 0, rows * sizeof(gint64));
        for (guint r = 0; r < rows; r++)
            if (book_row(table, r)->parent >= 0)
                sum[book_row(table, r)->parent] += book_cell(table, r, c)->numerator;
        for (guint r = 0; r < rows; r++)
            if (sum[r] != book_cell(table, r, c)->numerator)
                adds_up[r] = 0;
    }
    return adds_up;
}

static gboolean columns_add_up(const struct book_table *table, guint parent)
{
    gboolean any = FALSE;
    for (guint r = 0; r < table->rows->len; r++) {
        gint64 sum = 0;
        for (guint c = 0; c < table->columns->len; c++)
            if (book_column(table, c)->parent == (int)parent) {
                sum += book_cell(table, r, c)->numerator;
                any = TRUE;
            }
        if (sum != book_cell(table, r, parent)->numerator)
            return FALSE;
    }
    return any;
}

static void bind(struct cell *cell, enum relation relation)
{
    if (cell->state == CELL_OK)
        cell->relation = relation;
}

/* Sums are bound last, on finished figures: by columns first, so that a grand total adds rows. */
static void bind_sums(struct book_table *table)
{
    for (guint c = 0; c < table->columns->len; c++)
        if (book_column(table, c)->additive && columns_add_up(table, c))
            for (guint r = 0; r < table->rows->len; r++)
                bind(book_cell(table, r, c), RELATION_SUM_COLUMNS);
    g_autofree guint8 *adds_up = rows_that_add_up(table);
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len && adds_up[r]; c++)
            if (book_column(table, c)->additive)
                bind(book_cell(table, r, c), RELATION_SUM_ROWS);
}

void figures_fill(const struct figures *figures, struct book_table *table)
{
    gboolean met_small;
    struct figures watched = *figures;
    watched.met_small = &met_small;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            met_small = FALSE;
            fill_cell(&watched, r, &g_array_index(figures->printed, struct printed, c),
                      book_cell(table, r, c));
            book_cell(table, r, c)->sensitive =
                met_small && book_column(table, c)->measure != MEASURE_COUNT;
        }
    if (figures->grid->query->total_adding.aggregate != AGGREGATE_MENTIONS)
        bind_sums(table);
}
