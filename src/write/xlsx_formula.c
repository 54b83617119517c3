#include "write/xlsx_formula.h"

/* SUM takes 255 arguments; beyond a hundred runs nobody reads the formula. */
#define RUN_LIMIT 100

/* 64 bits do not hold the product of two counts. */
__extension__ typedef __int128 int128;

static void append_cell(GString *out, const struct xlsx_layout *layout, struct cell_place place)
{
    g_autofree char *name = workbook_cell_name(xlsx_layout_cell(layout, place.row, place.column));
    g_string_append(out, name);
}

static char *ratio_formula(const struct book_table *table, const struct xlsx_layout *layout,
                           struct cell_place place)
{
    const struct book_cell *cell = book_cell(table, place.row, place.column);
    const struct book_cell *part = book_cell(table, cell->part.row, cell->part.column);
    const struct book_cell *whole = book_cell(table, cell->whole.row, cell->whole.column);
    enum measure measure = book_column(table, place.column)->measure;
    if (!measure_info(measure)->form->holds_quotient || part->state != CELL_OK ||
        whole->state != CELL_OK || whole->numerator == 0 ||
        (int128)part->numerator * cell->denominator != (int128)cell->numerator * whole->numerator)
        return NULL;

    GString *out = g_string_new("=ROUND(");
    append_cell(out, layout, cell->part);
    g_string_append_c(out, '/');
    append_cell(out, layout, cell->whole);
    g_string_append_printf(out, ",%u)", measure_cell_decimals(measure));
    return g_string_free(out, FALSE);
}

/* A sum under way: cells are visited in order, neighbours become one range. */
struct xlsx_formula_sum {
    GString *out;
    guint runs;
    gint64 total;
    gboolean open; /* `first` and `last` hold a run not yet written */
    struct cell_place first, last;
};

static void close_run(struct xlsx_formula_sum *sum, const struct xlsx_layout *layout)
{
    if (!sum->open)
        return;
    g_string_append(sum->out, sum->runs == 0 ? "=SUM(" : ",");
    append_cell(sum->out, layout, sum->first);
    if (sum->first.row != sum->last.row || sum->first.column != sum->last.column) {
        g_string_append_c(sum->out, ':');
        append_cell(sum->out, layout, sum->last);
    }
    sum->runs++;
    sum->open = FALSE;
}

static void add_cell(struct xlsx_formula_sum *sum, const struct xlsx_layout *layout,
                     const struct book_table *table, struct cell_place place)
{
    const struct book_cell *cell = book_cell(table, place.row, place.column);
    if (cell->state == CELL_OK)
        sum->total += cell->numerator;
    gboolean next = sum->open && place.row - sum->last.row + place.column - sum->last.column == 1;
    if (!next)
        close_run(sum, layout);
    if (!sum->open)
        sum->first = place;
    sum->last = place;
    sum->open = TRUE;
}

static gboolean is_count(const struct book_table *table, guint column)
{
    return measure_info(book_column(table, column)->measure)->form->is_count;
}

/* The rows, or the counts, whose figures this cell's row, or column, holds. */
static void add_children(struct xlsx_formula_sum *sum, const struct xlsx_layout *layout,
                         const struct book_table *table, struct cell_place place)
{
    gboolean down = book_cell(table, place.row, place.column)->relation == RELATION_SUM_ROWS;
    for (guint r = 0; down && r < table->rows->len; r++) {
        const struct book_row *row = book_row(table, r);
        if (row->parent == (int)place.row && !row->heading)
            add_cell(sum, layout, table, (struct cell_place){r, place.column});
    }
    for (guint c = 0; !down && c < table->columns->len; c++)
        if (book_column(table, c)->parent == (int)place.column && is_count(table, c))
            add_cell(sum, layout, table, (struct cell_place){place.row, c});
}

static char *sum_formula(const struct book_table *table, const struct xlsx_layout *layout,
                         struct cell_place place)
{
    if (!is_count(table, place.column))
        return NULL;
    struct xlsx_formula_sum sum = {.out = g_string_new(NULL)};
    add_children(&sum, layout, table, place);
    close_run(&sum, layout);
    g_string_append_c(sum.out, ')');
    gboolean good = sum.runs > 0 && sum.runs <= RUN_LIMIT &&
                    sum.total == book_cell(table, place.row, place.column)->numerator;
    return g_string_free(sum.out, !good);
}

char *xlsx_formula(const struct request *request, const struct book_table *table,
                   const struct xlsx_layout *layout, struct cell_place place)
{
    const struct book_cell *cell = book_cell(table, place.row, place.column);
    if (request->values_only || cell->state != CELL_OK || cell->relation == RELATION_NONE)
        return NULL;
    return cell->relation == RELATION_RATIO ? ratio_formula(table, layout, place)
                                            : sum_formula(table, layout, place);
}
