#include "answer/why_terms.h"

#include <string.h>

#include "answer/why_rest.h"
#include "answer/why_review.h"
#include "answer/why_values.h"
#include "build/coverage.h"
#include "build/operand.h"
#include "build/sheet.h"
#include "calc/cap.h"
#include "check/completeness.h"

/* A table with its grid: where terms are taken from. */
struct origin {
    struct why_cell *cell;
    const struct report_source *source;
    const struct query *query;
    struct grid *grid;
    struct coverage *coverage;
    struct grid *like; /* the grid with the facts of like units alone; NULL: all are like */
};

static const struct report *report_of(const struct why_cell *cell)
{
    return &cell->recompute.plan.report;
}

static gboolean origin_open(struct why_cell *cell, const struct template_table *table,
                            struct origin *origin)
{
    const struct report *report = report_of(cell);
    guint index = (guint)(table - report->template->tables);
    g_autoptr(GArray) asked = report_asked_by(report, index);
    const struct report_asked *own = &g_array_index(asked, struct report_asked, 0);
    if (own->source->plan.queries->len == 0)
        return FALSE;
    const struct query *query = g_ptr_array_index(own->source->plan.queries, own->query);
    *origin = (struct origin){.cell = cell, .source = own->source, .query = query};
    origin->grid = sheet_grid(asked, 0);
    origin->coverage = coverage_new(origin->grid, own->source->tally, own->source->like);
    if (own->source->liked != NULL)
        origin->like = grid_over(origin->grid, own->source->liked, own->query);
    return TRUE;
}

static void origin_close(struct origin *origin)
{
    coverage_free(origin->coverage);
    grid_free(origin->like);
    grid_free(origin->grid);
}

/* The same as seen from a column: of the dataset that it is from. */
static struct origin origin_of(const struct origin *origin, const struct grid_line *column)
{
    const struct grid *home = grid_home(origin->grid, column);
    struct origin own = *origin;
    const GArray *sources = report_of(origin->cell)->sources;
    for (guint i = 0; i < sources->len && home != origin->grid; i++) {
        const struct report_source *source = &g_array_index(sources, struct report_source, i);
        if (source->dataset == home->query->dataset)
            own = (struct origin){.cell = origin->cell,
                                  .source = source,
                                  .query = home->query,
                                  .grid = (struct grid *)home,
                                  .coverage = origin->coverage};
    }
    return own;
}

/* The line of the row asked about: the table may have sorted them. */
static const struct grid_line *row_of(const struct origin *origin)
{
    const struct why_cell *cell = origin->cell;
    const char *code = book_row(cell->sheet->table, cell->at.row)->code;
    guint row = 0, last = origin->grid->rows->len - 1;
    while (row < last && strcmp(grid_row(origin->grid, row)->code, code) != 0)
        row++;
    return grid_row(origin->grid, row);
}

/* The line's place; a value that only the data know goes by its code. */
static struct why_place place_of(const struct origin *origin, const struct axis *axis,
                                 const struct grid_line *line)
{
    struct why_place place = {.place = {CUBE_TOTAL, 0, 0}};
    if (line == NULL || line->place.part < 0)
        return place;
    place.place = line->place;
    const struct part *part = &axis->part[line->place.part];
    if ((part->kind != PART_VALUE && part->kind != PART_MENTION) || part->step != NULL)
        return place;
    gint32 known = (gint32)origin->query->dataset->columns[part->column].values_count;
    if (line->place.number > known && part->other == 0)
        place.code = tally_value_code(origin->source->tally, part->column, line->place.number - 1);
    return place;
}

/* The portions of which a share stands in this row. */
static GArray *portions_in(const struct origin *origin, const struct place *row)
{
    GArray *portions = g_array_new(FALSE, FALSE, sizeof(guint));
    const struct numbering *numbering =
        row->part >= 0 ? origin->query->rows.part[row->part].numbering : NULL;
    const GArray *shares =
        numbering != NULL ? g_ptr_array_index(numbering->shares, origin->grid->scope) : NULL;
    for (guint i = 0; shares != NULL && i < shares->len; i++) {
        const struct row_share *share = &g_array_index(shares, struct row_share, i);
        if (share->target == row->number)
            g_array_append_val(portions, share->portion);
    }
    return portions;
}

static char *words(const struct grid_line *row, const struct grid_line *column)
{
    return g_strdup_printf("%s × %s", row != NULL ? row->label : "Cộng",
                           column != NULL ? column->label : "Cộng");
}

static struct why_term *add_term(const struct origin *table, enum message role,
                                 struct operand operand)
{
    struct origin home = origin_of(table, operand.column);
    const struct origin *origin = &home;
    struct why_term term = {
        .role = role,
        .what = words(operand.row, operand.column),
        .source = origin->source,
        .query = origin->query,
        .span = operand.span,
        .rows = g_array_new(FALSE, FALSE, sizeof(struct why_place)),
        .columns = g_array_new(FALSE, FALSE, sizeof(struct why_place)),
        .unit = UNIT_NONE,
        .value = operand_count(origin->grid, operand),
    };
    struct why_place row = place_of(origin, &origin->query->rows, operand.row);
    struct why_place column = place_of(origin, &origin->query->columns, operand.column);
    operand_days(origin->query, operand, &term.first, &term.last);
    g_array_append_val(term.rows, row);
    g_array_append_val(term.columns, column);
    term.portions = portions_in(origin, &row.place);
    term.estimate = grid_is_estimate(origin->grid, &row.place);
    g_array_append_val(origin->cell->terms, term);
    return &g_array_index(origin->cell->terms, struct why_term, origin->cell->terms->len - 1);
}

/* The count of the row of the same code in another table. */
static void add_foreign_base(const struct origin *origin, const struct grid_line *row,
                             const struct template_shown *shown)
{
    g_auto(GStrv) path = g_strsplit(shown->over, "/", 2);
    struct origin other;
    if (!origin_open(origin->cell, template_table(report_of(origin->cell)->template, path[0]),
                     &other))
        return;
    for (guint r = 0; r < other.grid->rows->len; r++)
        for (guint c = 0; c < other.grid->columns->len; c++) {
            const struct grid_line *column = grid_column(other.grid, c);
            if (strcmp(grid_row(other.grid, r)->code, row->code) != 0 ||
                strcmp(column->code, template_code(path[1])) != 0)
                continue;
            struct operand base = {grid_row(other.grid, r), column, column->span};
            add_term(&other, MESSAGE_WHY_DENOMINATOR, base);
        }
    origin_close(&other);
}

/* Terms from here on are of like units alone, where the figure is. */
static void keep_to_like(const struct origin *origin, struct operand here, struct operand other,
                         guint from)
{
    enum likeness likeness = coverage_likeness(origin->coverage, here, other);
    gboolean gathered = origin->cell->gathered && likeness != LIKENESS_OTHER;
    if (origin->like == NULL || (likeness != LIKENESS_PART && !gathered))
        return;
    for (guint i = from; i < origin->cell->terms->len; i++) {
        struct why_term *term = &g_array_index(origin->cell->terms, struct why_term, i);
        term->marks = like_for_like_marks(origin->source->like);
        term->value = grid_count(origin->like, term->span,
                                 &g_array_index(term->rows, struct why_place, 0).place,
                                 &g_array_index(term->columns, struct why_place, 0).place);
    }
}

/* What the counts of a figure are called, by how many there are. */
static const enum message *roles_of(const struct template_shown *shown)
{
    static const enum message count[] = {MESSAGE_WHY_COUNT};
    static const enum message changed[] = {MESSAGE_WHY_NOW, MESSAGE_WHY_BEFORE};
    static const enum message share[] = {MESSAGE_WHY_NUMERATOR, MESSAGE_WHY_DENOMINATOR,
                                         MESSAGE_WHY_NUMERATOR_BEFORE,
                                         MESSAGE_WHY_DENOMINATOR_BEFORE};
    const struct measure_form *form = measure_info(shown->show)->form;
    return form->is_count || form->of_values    ? count
           : form->compares && !form->of_shares ? changed
                                                : share;
}

static void add_operands(const struct origin *origin, const struct template_shown *shown,
                         const struct operands *operands)
{
    guint from = origin->cell->terms->len;
    for (guint i = 0; i < operands->count; i++)
        add_term(origin, roles_of(shown)[i], operands->at[i]);
    if (measure_info(shown->show)->form->compares)
        keep_to_like(origin, operands->at[0], operands->at[operands->count / 2], from);
}

/* Who should have returned for a count that is missing. */
static void add_expected_count(const struct origin *origin, struct operand here)
{
    origin->cell->undecided = coverage_is_undecided(origin->coverage, here);
    origin->cell->lacking = coverage_lacking(origin->coverage, here);
    if (origin->cell->undecided || origin->cell->lacking != NULL)
        return;
    struct why_term *term = add_term(origin, MESSAGE_WHY_EXPECTED, here);
    term->counting = WHY_EXPECTED;
}

/* The same for any figure; a share may lack its base alone. */
static void add_expected(const struct origin *origin, const struct template_shown *shown,
                         struct operand here)
{
    struct operands operands;
    if (!coverage_is_missing(origin->coverage, here) && measure_has_base(shown->show) &&
        operands_find(origin->grid, shown, here, &operands))
        here = operands.at[1];
    add_expected_count(origin, here);
}

/* What makes the figure of a measure in a row and column. */
static void add_terms(const struct origin *origin, const struct template_shown *shown,
                      struct operand here)
{
    struct cell_place at = origin->cell->at;
    struct operands operands;
    enum cell_state state = book_cell(origin->cell->sheet->table, at.row, at.column)->state;
    if (state == CELL_NOT_APPLICABLE)
        return;
    if (state == CELL_MISSING)
        add_expected(origin, shown, here);
    else if (shown_over_elsewhere(shown)) {
        add_term(origin, MESSAGE_WHY_NUMERATOR, here);
        add_foreign_base(origin, here.row, shown);
    } else if (operands_find(origin->grid, shown, here, &operands))
        add_operands(origin, shown, &operands);
}

static void fill_crosstab(struct why_cell *cell)
{
    struct origin origin;
    if (!origin_open(cell, cell->table, &origin))
        return;
    g_autoptr(GArray) printed = sheet_printed_columns(cell->table, origin.grid);
    const struct sheet_column *one = &g_array_index(printed, struct sheet_column, cell->at.column);
    const struct grid_line *column = grid_column(origin.grid, one->column);
    struct operand here = {row_of(&origin), column, column->span};
    cell->to_come = grid_is_to_come(origin.grid, here.span, here.row, here.column);
    date first;
    operand_days(origin.query, here, &first, &cell->above_on);
    cell->above = grassroots_are_absent(coverage_grassroots(origin.coverage), here);
    if (!cell->to_come)
        add_terms(&origin, one->shown, here);
    why_values_fill(cell, origin.grid, one->shown, here);
    origin_close(&origin);
}

/* One term over several columns of the cap query; the total is that of the rows shown. */
static void add_cap_term(const struct origin *origin, enum message role,
                         const enum cap_column *wanted, guint count)
{
    const struct grid *grid = origin->grid;
    const struct grid_line *row = row_of(origin);
    struct operand operand = {row, grid_column(grid, wanted[0]), SPAN_PERIOD};
    struct why_term *term = add_term(origin, role, operand);
    g_free(term->what);
    term->what = g_strdup(row->label);
    for (guint i = 1; i < count; i++) {
        struct why_place place =
            place_of(origin, &origin->query->columns, grid_column(grid, wanted[i]));
        g_array_append_val(term->columns, place);
    }
    if (row->place.part == CUBE_TOTAL)
        g_array_set_size(term->rows, 0);
    for (guint r = 0; r < grid->rows->len && row->place.part == CUBE_TOTAL; r++) {
        const struct place *place = &grid_row(grid, r)->place;
        struct why_place one = {.place = *place};
        if (place->part >= 0 && !origin->query->rows.part[place->part].heads &&
            !grassroots_row_is_above(grid, grid_row(grid, r)))
            g_array_append_val(term->rows, one);
    }
    term->value = 0;
    for (guint r = 0; r < term->rows->len; r++)
        for (guint c = 0; c < term->columns->len; c++)
            term->value +=
                grid_count(grid, SPAN_PERIOD, &g_array_index(term->rows, struct why_place, r).place,
                           &g_array_index(term->columns, struct why_place, c).place);
}

static void add_cap_base(const struct origin *origin, const struct cap_rule *rule)
{
    static const enum cap_column good_or_better[] = {CAP_EXCELLENT, CAP_GOOD};
    static const enum cap_column good[] = {CAP_GOOD}, ranked[] = {CAP_RANKED};
    if (strcmp(rule->base, "good_or_better") == 0)
        add_cap_term(origin, MESSAGE_WHY_BASE, good_or_better, 2);
    else if (strcmp(rule->base, "good_only") == 0)
        add_cap_term(origin, MESSAGE_WHY_BASE, good, 1);
    else
        add_cap_term(origin, MESSAGE_WHY_BASE, ranked, 1);
}

static void add_cap_terms(const struct origin *origin)
{
    static const enum cap_column both[] = {CAP_EXCELLENT, CAP_GOOD};
    const guint shown = origin->cell->at.column;
    gboolean compared = shown == CAP_SHOWS_LEFT || shown == CAP_SHOWS_OVER;
    if (shown == CAP_SHOWS_BASE || shown == CAP_SHOWS_LIMIT || compared)
        add_cap_base(origin, why_terms_cap(origin->cell));
    if (shown == CAP_SHOWS_AWARDED || compared)
        add_cap_term(origin, MESSAGE_WHY_AWARDED, &both[0], 1);
    if (shown == CAP_SHOWS_INCLUSIVE || shown == CAP_SHOWS_EXCLUSIVE) {
        add_cap_term(origin, MESSAGE_WHY_NUMERATOR, &both[0], 1);
        gboolean inclusive = shown == CAP_SHOWS_INCLUSIVE;
        add_cap_term(origin, MESSAGE_WHY_DENOMINATOR, inclusive ? both : &both[1], 1 + inclusive);
    }
}

static void fill_cap(struct why_cell *cell)
{
    struct origin origin;
    enum cell_state state = book_cell(cell->sheet->table, cell->at.row, cell->at.column)->state;
    if (!origin_open(cell, cell->table, &origin))
        return;
    struct operand here = {row_of(&origin), NULL, SPAN_PERIOD};
    cell->above = state == CELL_NOT_APPLICABLE && grassroots_row_is_above(origin.grid, here.row);
    cell->above_on = origin.query->period.last;
    if (state == CELL_MISSING)
        add_expected_count(&origin, here);
    else if (state != CELL_NOT_APPLICABLE)
        add_cap_terms(&origin);
    origin_close(&origin);
}

static void fill_streak(struct why_cell *cell)
{
    struct origin origin;
    if (!origin_open(cell, cell->table, &origin))
        return;
    const struct grid_line *row = row_of(&origin);
    for (gint32 number = origin.query->columns.part[0].count, asked = -1; number-- > 0;)
        for (guint c = 0; c < origin.grid->columns->len; c++) {
            struct operand operand = {row, grid_column(origin.grid, c), SPAN_PERIOD};
            struct coverage_count count = coverage_of(origin.coverage, operand);
            if (operand.column->place.part < 0 || operand.column->place.number != number)
                continue;
            if (operand_count(origin.grid, operand) > 0)
                add_term(&origin, MESSAGE_WHY_COUNT, operand);
            else if (asked != number && count.made < count.expected)
                add_expected_count(&origin, operand);
            asked = number;
        }
    origin_close(&origin);
}

void why_terms_fill(struct why_cell *cell)
{
    static void (*const fills[])(struct why_cell *) = {fill_crosstab, fill_cap, why_terms_missing,
                                                       why_review_fill, fill_streak};
    if (book_row_is_rest(book_row(cell->sheet->table, cell->at.row)))
        why_rest_fill(cell);
    else
        fills[cell->table->kind](cell);
}
