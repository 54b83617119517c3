#include "answer/why_missing.h"

#include <string.h>

static void add_missing_term(struct why_cell *cell, enum message role, enum why_counting counting,
                             guint column)
{
    const struct report *report = &cell->recompute.plan.report;
    const struct book_table *table = cell->sheet->table;
    const struct book_row *row = book_row(table, cell->at.row);
    struct why_term term = {
        .role = role,
        .counting = counting,
        .what = g_strdup_printf("%s × %s", row->label, book_column(table, column)->label),
        .unit = unit_tree_find(report->scopes->tree, row->code, -1),
        .value = book_cell(table, cell->at.row, column)->numerator,
    };
    for (guint i = 0; i < report->sources->len; i++) {
        term.source = &g_array_index(report->sources, struct report_source, i);
        if (strcmp(term.source->dataset->name, cell->table->from) == 0)
            break;
    }
    g_array_append_val(cell->terms, term);
}

void why_missing_fill(struct why_cell *cell)
{
    if (cell->at.column != 1)
        add_missing_term(cell, MESSAGE_WHY_EXPECTED, WHY_EXPECTED, 0);
    if (cell->at.column != 0)
        add_missing_term(cell, MESSAGE_WHY_RETURNED, WHY_RETURNS, 1);
}
