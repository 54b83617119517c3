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

/* A figure of known operands. */
static struct ratio ratio_of(const struct figures *figures, const struct grid *grid,
                             const struct shown *shown, const struct operands *operands)
{
    gint64 counts[G_N_ELEMENTS(operands->at)] = {0};
    for (guint i = 0; i < operands->count; i++)
        counts[i] = count_on(figures, grid, operands->at[i]);
    return measure_info(shown->show)->combine(counts);
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
    const struct grid *grid = figures->grid;
    struct operand other;
    struct operands operands;
    if (!operand_compared(grid, shown, here, &other)) {
        set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    enum likeness likeness = coverage_likeness(figures->coverage, here, other);
    if (likeness == LIKENESS_NONE) {
        cell->state = CELL_NOT_COMPARABLE;
        return;
    }
    if (likeness == LIKENESS_PART && figures->like != NULL)
        grid = figures->like;
    gboolean known = operands_find(grid, shown, here, &operands);
    cell->estimate = known && operands_are_estimate(grid, &operands);
    set_ratio(cell, known ? ratio_of(figures, grid, shown, &operands) : (struct ratio){0, 0});
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
        if (printed->column == column && measure_info(printed->shown->show)->form->is_count) {
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
                       const struct operands *operands, struct cell *cell)
{
    if (passes_whole(shown, cell))
        cell->numerator = cell->denominator;
    else if (printed_place(figures, operands->at[0], &cell->part) &&
             printed_place(figures, operands->at[1], &cell->whole))
        cell->relation = RELATION_RATIO;
}

/* A share or a rate; over what is not known yet it is not known either. */
static void fill_share(const struct figures *figures, const struct shown *shown,
                       struct operand here, struct cell *cell)
{
    const struct grid *grid = figures->grid;
    struct operands operands;
    if (!operands_find(grid, shown, here, &operands)) {
        set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    if (coverage_is_missing(figures->coverage, operands.at[1])) {
        cell->state = CELL_MISSING;
        return;
    }
    cell->estimate |= operands_are_estimate(grid, &operands);
    set_ratio(cell, ratio_of(figures, grid, shown, &operands));
    if (cell->state == CELL_OK && measure_info(shown->show)->form->is_share)
        bind_share(figures, shown, &operands, cell);
}

/* There is no figure until the other table gives one. */
static void leave_rate(const struct figures *figures, struct rate rate)
{
    book_cell(rate.table, rate.at.row, rate.at.column)->state = CELL_EMPTY;
    g_array_append_val(figures->rates, rate);
}

static void fill_cell(const struct figures *figures, struct cell_place at, struct book_table *table)
{
    const struct printed *printed = &g_array_index(figures->printed, struct printed, at.column);
    const struct line *column = grid_column(figures->grid, printed->column);
    struct operand here = {grid_row(figures->grid, at.row), column, column->span};
    const struct shown *shown = printed->shown;
    struct cell *cell = book_cell(table, at.row, at.column);
    if (coverage_is_missing(figures->coverage, here)) {
        cell->state = CELL_MISSING;
        return;
    }
    struct coverage_count count = coverage_of(figures->coverage, here);
    cell->due = (guint)count.expected;
    cell->made = (guint)count.made;
    cell->estimate = operand_is_estimate(figures->grid, here);
    if (measure_info(shown->show)->form->is_count)
        cell->numerator = count_on(figures, figures->grid, here);
    else if (measure_info(shown->show)->form->compares)
        fill_compared(figures, shown, here, cell);
    else if (shown_over_elsewhere(shown))
        leave_rate(figures,
                   (struct rate){shown, table, at, count_on(figures, figures->grid, here)});
    else
        fill_share(figures, shown, here, cell);
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
            fill_cell(&watched, (struct cell_place){r, c}, table);
            book_cell(table, r, c)->sensitive =
                met_small && !measure_info(book_column(table, c)->measure)->form->is_count;
        }
    if (figures->grid->query->total_adding.aggregate != AGGREGATE_MENTIONS)
        bind_sums(table);
}

/* The count of a row and column by code; NULL if the table does not show it. */
static const struct cell *count_at(const struct book_table *table, const char *row,
                                   const char *column)
{
    for (guint c = 0; c < table->columns->len; c++) {
        const struct book_column *candidate = book_column(table, c);
        if (!measure_info(candidate->measure)->form->is_count ||
            strcmp(candidate->code, column) != 0)
            continue;
        for (guint r = 0; r < table->rows->len; r++)
            if (strcmp(book_row(table, r)->code, row) == 0)
                return book_cell(table, r, c);
    }
    return NULL;
}

/* A base of which returns are out is too small for what happened in all units. */
static gboolean is_out(const struct cell *base)
{
    return base->state == CELL_MISSING || base->made < base->due;
}

static void fill_rate(const struct rate *rate, const struct book_table *other, const char *code)
{
    struct cell *cell = book_cell(rate->table, rate->at.row, rate->at.column);
    const struct cell *base = count_at(other, book_row(rate->table, rate->at.row)->code, code);
    if (cell->state != CELL_EMPTY)
        return;
    gboolean known = base != NULL && base->state == CELL_OK && !is_out(base);
    const gint64 counts[] = {rate->count, known ? base->numerator : 0};
    cell->state = CELL_OK;
    set_ratio(cell, measure_info(rate->shown->show)->combine(counts));
    if (base != NULL && is_out(base))
        cell->state = CELL_MISSING;
}

void figures_fill_rates(const GArray *rates, const struct template *template, struct book *book)
{
    for (guint i = 0; i < rates->len; i++) {
        const struct rate *rate = &g_array_index(rates, struct rate, i);
        g_auto(GStrv) path = g_strsplit(rate->shown->over, "/", 2);
        guint table = (guint)(template_table(template, path[0]) - template->tables);
        const struct book_sheet *sheet = g_ptr_array_index(book->sheets, table);
        fill_rate(rate, sheet->table, template_code(path[1]));
    }
}
