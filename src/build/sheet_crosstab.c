#include <string.h>

#include "build/coverage.h"
#include "build/grid.h"
#include "build/operand.h"
#include "build/public_set.h"
#include "build/sheet.h"

static const struct query *query_of(const struct sheet_task *task)
{
    return g_ptr_array_index(task->source->plan.queries, task->query);
}

gboolean sheet_shows(const struct template_shown *shown, const char *code)
{
    return shown->only.count == 0 || template_names_hold(&shown->only, code) ||
           template_names_hold(&shown->only, template_inner_code(code));
}

GArray *sheet_printed_columns(const struct template_table *table, const struct grid *grid)
{
    GArray *printed = g_array_new(FALSE, FALSE, sizeof(struct sheet_column));
    for (guint c = 0; c < grid->columns->len; c++)
        for (guint m = 0; m < table->measures_count; m++)
            if (sheet_shows(&table->measures[m], grid_column(grid, c)->code))
                g_array_append_val(printed, ((struct sheet_column){c, &table->measures[m]}));
    return printed;
}

/*
 * Every measure is made of counts; each is asked of the cube at its own place, never added from
 * shown cells. A cell is bound to others (book.h, enum relation) only where they are shown and the
 * figures prove it.
 */
struct figures {
    const struct grid *grid;
    const GArray *printed; /* struct sheet_column */
    const struct coverage *coverage;
    const struct grid *like; /* the grid with the facts of like units alone; NULL: all are like */
    GArray *rates;           /* struct sheet_rate: those that sheet_fill_rates() fills */
    const struct book_table *table;
    const struct public_survey *survey; /* NULL: there is none */
};

/* What the cell is made of, for a public edition. */
static void tell_survey(const struct figures *figures, const struct grid *grid,
                        const struct template_shown *shown, const struct operands *operands,
                        const struct book_cell *cell)
{
    gint64 counts[G_N_ELEMENTS(operands->at)] = {0};
    if (figures->survey == NULL)
        return;
    for (guint i = 0; i < operands->count; i++)
        counts[i] = operand_count(grid, operands->at[i]);
    guint number = (guint)(cell - figures->table->cells), width = figures->table->columns->len;
    public_survey_figure(figures->survey,
                         &(struct public_figure){.at = {number / width, number % width},
                                                 .measure = shown->show,
                                                 .grid = grid,
                                                 .operands = operands,
                                                 .counts = counts,
                                                 .estimate = cell->estimate});
}

/* A figure of known operands. */
static void set_figure(const struct figures *figures, const struct grid *grid,
                       const struct template_shown *shown, const struct operands *operands,
                       struct book_cell *cell)
{
    gint64 counts[G_N_ELEMENTS(operands->at)] = {0};
    for (guint i = 0; i < operands->count; i++)
        counts[i] = operand_count(grid, operands->at[i]);
    tell_survey(figures, grid, shown, operands, cell);
    cell_set_ratio(cell, measure_info(shown->show)->combine(counts));
    cell->by_chance = measure_by_chance(shown->show, counts);
}

static void fill_compared(const struct figures *figures, const struct template_shown *shown,
                          struct operand here, struct book_cell *cell)
{
    const struct grid *grid = figures->grid;
    struct operand other;
    struct operands operands;
    if (!operand_compared(grid, shown, here, &other)) {
        cell_set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    enum likeness likeness = coverage_likeness(figures->coverage, here, other);
    if (likeness == LIKENESS_NONE || likeness == LIKENESS_OTHER) {
        cell->state = CELL_NOT_COMPARABLE;
        return;
    }
    if (likeness == LIKENESS_PART && figures->like != NULL)
        grid = figures->like;
    if (!operands_find(grid, shown, here, &operands)) {
        cell->estimate = FALSE;
        cell_set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    cell->estimate = operands_are_estimate(grid, &operands);
    set_figure(figures, grid, shown, &operands, cell);
}

/* Number of a line of the grid; the total is the last one, if it is shown. */
static guint line_number(const GArray *lines, const struct grid_line *line, gboolean has_total)
{
    if (line != NULL)
        return (guint)(line - &g_array_index(lines, struct grid_line, 0));
    return has_total ? lines->len - 1 : G_MAXUINT;
}

/* Printed column of the count of a grid column, or -1. */
static int count_column(const GArray *printed, int column)
{
    for (guint i = 0; i < printed->len; i++) {
        const struct sheet_column *candidate = &g_array_index(printed, struct sheet_column, i);
        if (column >= 0 && candidate->column == (guint)column &&
            measure_info(candidate->shown->show)->form->is_count)
            return (int)i;
    }
    return -1;
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
    int printed = count_column(figures->printed, (int)column);
    place->column = (guint)printed;
    return printed >= 0;
}

/* What weights cut is rounded figure by figure: a part may come out one above its whole. */
static gboolean passes_whole(const struct template_shown *shown, const struct book_cell *cell)
{
    return cell->estimate && !shown->may_pass_100 && cell->numerator > cell->denominator;
}

static void bind_share(const struct figures *figures, const struct template_shown *shown,
                       const struct operands *operands, struct book_cell *cell)
{
    if (passes_whole(shown, cell))
        cell->numerator = cell->denominator;
    else if (printed_place(figures, operands->at[0], &cell->part) &&
             printed_place(figures, operands->at[1], &cell->whole))
        cell->relation = RELATION_RATIO;
}

/* Where a figure, or its base, is returned above the row, the row has none; what is out may tell
 * it. */
static gboolean is_above(const struct figures *figures, const struct template_shown *shown,
                         struct operand here)
{
    struct operands operands;
    gboolean own;
    if (coverage_is_above(figures->coverage, here, &own))
        return TRUE;
    return !shown_over_elsewhere(shown) && measure_has_base(shown_share(shown)) &&
           operands_find(figures->grid, shown, here, &operands) &&
           (coverage_is_above(figures->coverage, operands.at[1], &own) || own);
}

/* A base of another dataset of which returns are out is too small for what happened in all units.
 */
static gboolean base_is_out(const struct figures *figures, struct operand base)
{
    struct coverage_count count = coverage_of(figures->coverage, base);
    return grid_home(figures->grid, base.column) != figures->grid && count.made < count.expected;
}

/* A share or a rate; over what is not known yet it is not known either. */
static void fill_share(const struct figures *figures, const struct template_shown *shown,
                       struct operand here, struct book_cell *cell)
{
    const struct grid *grid = figures->grid;
    struct operands operands;
    if (!operands_find(grid, shown, here, &operands)) {
        cell_set_ratio(cell, (struct ratio){0, 0});
        return;
    }
    if (coverage_is_missing(figures->coverage, operands.at[1]) ||
        base_is_out(figures, operands.at[1])) {
        cell->state = CELL_MISSING;
        return;
    }
    cell->estimate |= operands_are_estimate(grid, &operands);
    set_figure(figures, grid, shown, &operands, cell);
    if (cell->state == CELL_OK && measure_info(shown->show)->form->is_share)
        bind_share(figures, shown, &operands, cell);
}

/* There is no figure until the other table gives one. */
static void leave_rate(const struct figures *figures, struct sheet_rate rate)
{
    book_cell(rate.table, rate.at.row, rate.at.column)->state = CELL_EMPTY;
    g_array_append_val(figures->rates, rate);
}

static void fill_cell(const struct figures *figures, struct cell_place at, struct book_table *table)
{
    const struct sheet_column *printed =
        &g_array_index(figures->printed, struct sheet_column, at.column);
    const struct grid_line *column = grid_column(figures->grid, printed->column);
    struct operand here = {grid_row(figures->grid, at.row), column, column->span};
    const struct template_shown *shown = printed->shown;
    struct book_cell *cell = book_cell(table, at.row, at.column);
    if (grassroots_are_absent(coverage_grassroots(figures->coverage), here)) {
        cell->state = CELL_NOT_APPLICABLE;
        return;
    }
    if (coverage_is_missing(figures->coverage, here)) {
        cell->state = CELL_MISSING;
        return;
    }
    if (is_above(figures, shown, here)) {
        struct coverage_count all =
            coverage_of(figures->coverage, (struct operand){NULL, column, column->span});
        cell->state = all.made < all.expected ? CELL_MISSING : CELL_NOT_APPLICABLE;
        return;
    }
    struct coverage_count count = coverage_of(figures->coverage, here);
    cell->due = (guint)count.expected;
    cell->made = (guint)count.made;
    cell->estimate = operand_is_estimate(figures->grid, here);
    struct operands own = {.at = {here}, .count = 1};
    if (measure_info(shown->show)->form->is_count || shown_over_elsewhere(shown))
        tell_survey(figures, figures->grid, shown, &own, cell);
    if (measure_info(shown->show)->form->is_count)
        cell->numerator = operand_count(figures->grid, here);
    else if (measure_info(shown->show)->form->compares)
        fill_compared(figures, shown, here, cell);
    else if (measure_info(shown->show)->form->of_values)
        sheet_fill_value(figures->grid, shown, here, cell);
    else if (shown_over_elsewhere(shown))
        leave_rate(figures,
                   (struct sheet_rate){shown, table, at, operand_count(figures->grid, here)});
    else
        fill_share(figures, shown, here, cell);
}

static void figures_fill(const struct figures *figures, struct book_table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            fill_cell(figures, (struct cell_place){r, c}, table);
            sheet_mark_level(g_array_index(figures->printed, struct sheet_column, c).shown,
                             figures->grid->query->public, book_cell(table, r, c));
        }
    if (figures->grid->query->total_adding.aggregate != AGGREGATE_MENTIONS)
        sheet_bind_sums(table);
}

static void add_rows(const struct grid *grid, const struct coverage *coverage,
                     struct book_table *table)
{
    guint series = 0;
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *line = grid_row(grid, r);
        g_autofree char *remark = coverage_remark(coverage, line);
        g_autofree char *label = g_strconcat(line->label, remark, NULL);
        guint row = book_table_add_row(table, line->code, label, line->parent, line->depth);
        book_row(table, row)->name_length = strlen(line->label);
        const struct part *part =
            line->place.part >= 0 ? &grid->query->rows.part[line->place.part] : NULL;
        if (part == NULL || part->kind != PART_TIME)
            continue;
        book_row(table, row)->time = (enum book_time)part->step->months;
        book_row(table, row)->subtotal = part->heads;
        book_row(table, row)->moment = part->first + line->place.number;
        book_row(table, row)->series = series =
            grassroots_series(coverage_grassroots(coverage), r, series);
    }
}

/* Whether a column is the first month or quarter of its year. */
static gboolean opens_year(const struct grid_line *line)
{
    const struct place *place = &line->place;
    const struct part *part = place->part >= 0 ? &line->query->columns.part[place->part] : NULL;
    return part != NULL && part->kind == PART_TIME && part->step->kind != PERIOD_YEAR &&
           date_month_number(part_begin(part, place->number)) % 12 == 0;
}

static void add_columns(const struct coverage *coverage, const struct grid *grid,
                        const GArray *printed, const char *length, struct book_table *table)
{
    for (guint i = 0; i < printed->len; i++) {
        const struct sheet_column *column = &g_array_index(printed, struct sheet_column, i);
        const struct grid_line *line = grid_column(grid, column->column);
        enum measure measure = column->shown->show;
        gboolean within = line->within != NULL;
        const struct grid_line *timed =
            within ? grid_column(grid, (guint)line->within_total) : line;
        g_autofree char *remark = coverage_column_remark(coverage, timed);
        g_autofree char *label = g_strconcat(line->label, within ? "" : remark, NULL);
        guint index = book_table_add_column(table, line->code, label, measure);
        struct book_column *added = book_column(table, index);
        added->group = within ? g_strconcat(line->within, remark, NULL) : g_strdup(line->group);
        added->may_pass = column->shown->may_pass_100 != 0;
        added->series = sheet_series(line);
        if (length != NULL && measure_info(measure)->form->grows_with_time) {
            g_free(added->heading);
            added->heading = g_strdup_printf("%s (%s)", measure_info(measure)->heading, length);
        }
        if (column->shown->number != NULL) {
            g_free(added->heading);
            added->heading = sheet_value_heading(line->query->dataset, column->shown);
        }
        added->opens = opens_year(line) && (i == 0 || (column - 1)->column != column->column);
        enum aggregate aggregate = place_adding(line->query, &line->place)->aggregate;
        added->one_each = dataset_has_one_each(line->query->dataset) && aggregate == AGGREGATE_ROWS;
        if (!measure_info(measure)->form->is_count)
            continue;
        added->additive = aggregate != AGGREGATE_DISTINCT;
        added->parent = count_column(printed, line->parent);
    }
}

/* Whether the count of every column that the total holds is printed. */
static gboolean prints_all_parts(const struct grid *grid, const GArray *printed)
{
    for (guint c = 0; c < grid->columns->len; c++)
        if (grid_column(grid, c)->parent >= 0 && count_column(printed, (int)c) < 0)
            return FALSE;
    return TRUE;
}

struct grid *sheet_grid(const GArray *asked, guint scope)
{
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(struct grid_source));
    for (guint i = 0; i < asked->len; i++) {
        const struct report_asked *one = &g_array_index(asked, struct report_asked, i);
        struct grid_source source = {
            .tally = one->source->tally,
            .query = g_ptr_array_index(one->source->plan.queries, one->query),
            .index = one->query,
            .absent = one->source->absent,
            .lacks = &one->source->lacks,
        };
        g_array_append_val(sources, source);
    }
    return grid_new_joined(&g_array_index(sources, struct grid_source, 0), sources->len, scope);
}

void sheet_fill_crosstab(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = query_of(task);
    g_autoptr(grid_t) grid = sheet_grid(task->asked, task->scope);
    g_autoptr(GArray) printed = sheet_printed_columns(task->table, grid);
    g_autoptr(coverage_t) coverage = coverage_new(grid, task->source->tally, task->source->like);
    g_autoptr(grid_t) like =
        task->source->liked != NULL ? grid_over(grid, task->source->liked, task->query) : NULL;
    struct public_set *set = task->report->public_set;
    struct public_survey survey = {
        set,         task->report,
        task->scope, (guint)(task->table - task->report->template->tables),
        task->asked, like};
    gboolean surveyed = set != NULL && !public_set_is_decided(set);

    struct book_table *table =
        book_sheet_add_table(sheet, task->table->id, sheet_row_heading(task));
    struct figures figures = {
        grid, printed, coverage, like, task->rates, table, surveyed ? &survey : NULL};
    enum part_kind kind = query->rows.count > 0 ? query->rows.part[0].kind : PART_FIXED;
    table->show_codes = kind == PART_UNIT || kind == PART_LEVEL;
    g_autofree char *length = sheet_length(task);
    table->rows_exhaustive = grid->rows_exhaustive;
    table->columns_exhaustive = grid->columns_exhaustive && prints_all_parts(grid, printed);
    add_rows(grid, coverage, table);
    add_columns(coverage, grid, printed, length, table);
    book_table_close(table);
    if (surveyed)
        public_survey_lines(&survey, grid);
    figures_fill(&figures, table);
    sheet_bind_columns(grid, printed, table);
    if (task->table->leave_zeros_out && !task->report->public)
        sheet_leave_zeros_out(table, sheet->notes);
    sheet_note_values(grid, sheet->notes);
    coverage_add_notes(coverage, task->table, sheet);
}
