#include <string.h>

#include "build/figures.h"
#include "build/sheet.h"

static const struct query *query_of(const struct sheet_task *task)
{
    return g_ptr_array_index(task->source->plan.queries, task->query);
}

gboolean sheet_shows(const struct shown *shown, const char *code)
{
    for (guint i = 0; i < shown->only.count; i++)
        if (strcmp(template_code(shown->only.item[i]), code) == 0)
            return TRUE;
    return shown->only.count == 0;
}

GArray *sheet_printed_columns(const struct table *table, const struct grid *grid)
{
    GArray *printed = g_array_new(FALSE, FALSE, sizeof(struct printed));
    for (guint c = 0; c < grid->columns->len; c++)
        for (guint m = 0; m < table->measures_count; m++)
            if (sheet_shows(&table->measures[m], grid_column(grid, c)->code))
                g_array_append_val(printed, ((struct printed){c, &table->measures[m]}));
    return printed;
}

static void add_rows(const struct grid *grid, const struct coverage *coverage,
                     struct book_table *table)
{
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct line *line = grid_row(grid, r);
        g_autofree char *remark = coverage_remark(coverage, line);
        g_autofree char *label = g_strconcat(line->label, remark, NULL);
        guint row = book_table_add_row(table, line->code, label, line->parent, line->depth);
        const struct part *part =
            line->place.part >= 0 ? &grid->query->rows.part[line->place.part] : NULL;
        if (part == NULL || (part->kind != PART_YEAR && part->kind != PART_MONTH))
            continue;
        book_row(table, row)->time = part->kind == PART_YEAR ? BOOK_TIME_YEARS : BOOK_TIME_MONTHS;
        book_row(table, row)->moment = part->first + line->place.number;
    }
}

/* Printed column of the count of a grid column, or -1. */
static int count_column(const GArray *printed, int column)
{
    for (guint i = 0; i < printed->len; i++) {
        const struct printed *candidate = &g_array_index(printed, struct printed, i);
        if (column >= 0 && candidate->column == (guint)column &&
            measure_info(candidate->shown->show)->form->is_count)
            return (int)i;
    }
    return -1;
}

/* Whether a column is the January of a table of months. */
static gboolean opens_year(const struct query *query, const struct place *place)
{
    const struct part *part = place->part >= 0 ? &query->columns.part[place->part] : NULL;
    return part != NULL && part->kind == PART_MONTH && (part->first + (int)place->number) % 12 == 0;
}

static void add_columns(const struct coverage *coverage, const struct grid *grid,
                        const GArray *printed, struct book_table *table)
{
    const struct query *query = grid->query;
    for (guint i = 0; i < printed->len; i++) {
        const struct printed *column = &g_array_index(printed, struct printed, i);
        const struct line *line = grid_column(grid, column->column);
        enum measure measure = column->shown->show;
        g_autofree char *remark = coverage_column_remark(coverage, line);
        g_autofree char *label = g_strconcat(line->label, remark, NULL);
        guint index = book_table_add_column(table, line->code, label, measure);
        struct book_column *added = book_column(table, index);
        added->group = g_strdup(line->group);
        added->may_pass = column->shown->may_pass_100 != 0;
        added->opens =
            opens_year(query, &line->place) && (i == 0 || (column - 1)->column != column->column);
        added->one_each = dataset_has_one_each(query->dataset) &&
                          query_adding(query, &line->place)->aggregate == AGGREGATE_ROWS;
        if (!measure_info(measure)->form->is_count)
            continue;
        added->additive = query_adding(query, &line->place)->aggregate != AGGREGATE_DISTINCT;
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

void sheet_fill_crosstab(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = query_of(task);
    g_autoptr(grid_t) grid = grid_new(task->source->tally, query, task->query, task->scope);
    g_autoptr(GArray) printed = sheet_printed_columns(task->table, grid);
    g_autoptr(coverage_t) coverage = coverage_new(grid, task->source->tally, task->source->like);
    g_autoptr(grid_t) like =
        task->source->liked != NULL ? grid_over(grid, task->source->liked, task->query) : NULL;
    struct figures figures = {grid, printed, coverage, like, task->rates, NULL};

    struct book_table *table =
        book_sheet_add_table(sheet, task->table->id, sheet_row_heading(task));
    enum part_kind kind = query->rows.count > 0 ? query->rows.part[0].kind : PART_FIXED;
    table->show_codes = kind == PART_UNIT || kind == PART_LEVEL;
    table->rows_exhaustive = grid->rows_exhaustive;
    table->columns_exhaustive = grid->columns_exhaustive && prints_all_parts(grid, printed);
    add_rows(grid, coverage, table);
    add_columns(coverage, grid, printed, table);
    book_table_close(table);
    figures_fill(&figures, table);
    coverage_add_notes(coverage, task->table, sheet);
}
