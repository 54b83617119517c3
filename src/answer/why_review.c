#include "answer/why_review.h"

#include <string.h>

#include "answer/why_terms.h"

static const struct report *report_of(const struct why_cell *cell)
{
    return &cell->recompute.plan.report;
}

/* The figure of the cap's own table, in the row of the same code. */
static void fill_reviewed_cap(struct why_cell *cell, guint column)
{
    const struct template_table *table =
        template_cap_table(report_of(cell)->template, template_review_columns[column].cap);
    const struct book_sheet *sheet = recompute_sheet(&cell->recompute, table->id);
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    struct why_cell cap = *cell;
    cap.table = table;
    cap.sheet = sheet;
    for (guint r = 0; r < sheet->table->rows->len; r++) {
        cap.at = (struct cell_place){r, CAP_SHOWS_OVER};
        if (strcmp(book_row(sheet->table, r)->code, code) == 0 &&
            !book_row(sheet->table, r)->heading)
            why_terms_fill(&cap);
    }
    cell->undecided = cap.undecided;
}

/* The units whose verdict a row tells: its own, or all that are marked. */
static GArray *units_reviewed(const struct why_cell *cell, enum review_rule rule)
{
    const struct report *report = report_of(cell);
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    gboolean total = strcmp(code, BOOK_TOTAL_CODE) == 0;
    const GArray *all = scopes_units(report->scopes, 0);
    GArray *units = g_array_new(FALSE, FALSE, sizeof(gint32));
    for (guint i = 0; i < all->len; i++) {
        gint32 unit = g_array_index(all, gint32, i);
        enum review_state state = review_of(report->review, rule, unit);
        if (total ? state == REVIEW_MARKED
                  : state != REVIEW_NOT_APPLICABLE &&
                        strcmp(unit_at(report->scopes->tree, unit)->code, code) == 0)
            g_array_append_val(units, unit);
    }
    return units;
}

static void fill_reviewed_ranking(struct why_cell *cell, guint column)
{
    /* REVIEW_RULES: of every rule. */
    static const struct {
        const char *name;
        enum review_rule rule;
    } datasets[] = {{"xep_loai", REVIEW_RULES},
                    {"xep_loai_dang_vien", REVIEW_PREREQUISITES},
                    {"ky_luat", REVIEW_DISCIPLINE}};
    const struct report *report = report_of(cell);
    enum review_rule rule = (enum review_rule)(column - REVIEW_SHOWS_DISCIPLINE);
    for (guint s = 0; s < report->sources->len && report->review != NULL; s++) {
        const struct report_source *source =
            &g_array_index(report->sources, struct report_source, s);
        struct why_term term = {.role = MESSAGE_WHY_RESTS_ON,
                                .counting = WHY_VERDICTS,
                                .source = source,
                                .unit = UNIT_NONE,
                                .rule = rule};
        for (guint i = 0; i < G_N_ELEMENTS(datasets); i++) {
            if (strcmp(datasets[i].name, source->dataset->name) != 0 ||
                (datasets[i].rule != REVIEW_RULES && datasets[i].rule != rule))
                continue;
            term.what = g_strdup(source->dataset->label);
            term.units = units_reviewed(cell, rule);
            g_array_append_val(cell->terms, term);
        }
    }
}

static void fill_reviewed(struct why_cell *cell, guint column)
{
    enum cell_state state = book_cell(cell->sheet->table, cell->at.row, column)->state;
    if (state == CELL_NOT_APPLICABLE)
        return;
    if (template_review_columns[column].cap != NULL)
        fill_reviewed_cap(cell, column);
    else
        fill_reviewed_ranking(cell, column);
}

void why_review_fill(struct why_cell *cell)
{
    const struct book_table *table = cell->sheet->table;
    if (cell->at.column < TEMPLATE_REVIEW_COLUMNS) {
        fill_reviewed(cell, cell->at.column);
        return;
    }
    for (guint c = 0; c < TEMPLATE_REVIEW_COLUMNS; c++)
        if (book_cell(table, cell->at.row, c)->state == CELL_OK &&
            book_cell(table, cell->at.row, c)->numerator > 0)
            fill_reviewed(cell, c);
}

gboolean why_review_holds(const struct why_cell *cell, const struct why_term *term,
                          const struct dataset *dataset, const struct fact *fact)
{
    for (guint i = 0; i < term->units->len; i++)
        if (review_rests_on(report_of(cell)->review, term->rule,
                            g_array_index(term->units, gint32, i), dataset, fact))
            return TRUE;
    return FALSE;
}
