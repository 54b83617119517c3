#include "build/sheet_review.h"

#include <string.h>

#include "base/decimal.h"
#include "calc/cap.h"

static struct book_table *table_of(const struct sheet_task *task,
                                   const struct template_table *table)
{
    guint number = (guint)(table - task->report->template->tables);
    return ((struct book_sheet *)g_ptr_array_index(task->book->sheets, number))->table;
}

static void clear_row(gpointer data)
{
    struct review_row *row = data;
    for (guint c = 0; c < REVIEW_COLUMNS; c++)
        g_free(row->cells[c].words);
}

static void open_cap(struct reviewer *reviewer, guint column)
{
    const struct report *report = reviewer->task->report;
    struct review_cap *cap = &reviewer->caps[column];
    const struct template_table *table =
        template_cap_table(report->template, template_review_columns[column].cap);
    cap->table = table_of(reviewer->task, table);
    cap->rule = dictionary_cap(report->dictionary, table->rule, report->period.last);
    cap->judged = cap_is_judged_in(report->period) && cap_rule_is_read(cap->rule);
    cap->rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint r = 0; r < cap->table->rows->len; r++) {
        const struct book_row *row = book_row(cap->table, r);
        if (!row->heading && strcmp(row->code, BOOK_TOTAL_CODE) != 0)
            g_hash_table_insert(cap->rows, row->code, GUINT_TO_POINTER(r + 1));
    }
}

/* "9 trên 8" above the limit; "8 trên 38: 21,1%" above the percentage. New string. */
static char *words_of_cap(const struct book_table *table, guint row, gboolean over)
{
    const struct book_cell *awarded = book_cell(table, row, CAP_SHOWS_AWARDED);
    const struct book_cell *base = book_cell(table, row, CAP_SHOWS_BASE);
    const struct book_cell *limit = book_cell(table, row, CAP_SHOWS_LIMIT);
    g_autofree char *count = decimal_vietnamese(awarded->numerator, 0);
    if (over) {
        g_autofree char *most = decimal_vietnamese(limit->numerator, 0);
        return g_strdup_printf("%s trên %s", count, most);
    }
    if (base->numerator == 0)
        return NULL;
    g_autofree char *whole = decimal_vietnamese(base->numerator, 0);
    struct ratio ratio = {awarded->numerator, base->numerator};
    struct book_cell share = {0};
    cell_set_ratio(&share, ratio);
    g_autofree char *percent = cell_text(&share, book_column(table, CAP_SHOWS_INCLUSIVE)->measure);
    return g_strdup_printf("%s/%s = %s", count, whole, percent);
}

/*
 * What a cap says of a unit: what is out may still decide, unless it is so whoever is ranked how.
 * How many members a unit has that has not returned is not known.
 */
static struct review_cell judge_cap(const struct review_cap *cap, const char *code, guint column)
{
    struct review_cell cell = {REVIEW_NOT_APPLICABLE, FALSE, NULL};
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(cap->rows, code));
    if (found == 0)
        return cell;
    guint row = found - 1;
    const struct book_cell *limit = book_cell(cap->table, row, CAP_SHOWS_LIMIT);
    gboolean grouped = cap_rule_has_groups(cap->rule);
    if (!cap->judged || (grouped && limit->state == CELL_NOT_APPLICABLE))
        return cell;
    gint64 open = (gint64)limit->due - limit->made;
    cell.state = REVIEW_MISSING;
    cell.estimate = limit->estimate;
    if (limit->state != CELL_OK || !grouped ||
        (open > 0 && cap->rule->subject != CAP_ORGANIZATIONS))
        return cell;
    gboolean over =
        column == REVIEW_SHOWS_OVER_MEMBERS || column == REVIEW_SHOWS_OVER_ORGANIZATIONS;
    guint wanted = over ? CAP_OVER : CAP_TOUCHING;
    guint outcomes =
        cap_outcomes(cap->rule, book_cell(cap->table, row, CAP_SHOWS_BASE)->numerator,
                     book_cell(cap->table, row, CAP_SHOWS_AWARDED)->numerator, MAX(open, 0));
    if ((outcomes & wanted) == 0)
        cell.state = REVIEW_CLEAR;
    else if (outcomes == wanted) {
        cell.state = REVIEW_MARKED;
        cell.words = words_of_cap(cap->table, row, over);
    }
    return cell;
}

static struct review_cell judge_ranking(const struct reviewer *reviewer, gint32 unit, guint column)
{
    const struct review *review = reviewer->task->report->review;
    enum review_rule rule = (enum review_rule)(column - REVIEW_SHOWS_DISCIPLINE);
    struct review_cell cell = {REVIEW_NOT_APPLICABLE, FALSE, NULL};
    if (review != NULL) {
        cell.state = review_of(review, rule, unit);
        cell.words = review_words(review, rule, unit);
    }
    return cell;
}

static void add_up(struct review_sum *sum, const struct review_cell *cell)
{
    sum->due += cell->state == REVIEW_MISSING || cell->state == REVIEW_CLEAR ||
                cell->state == REVIEW_MARKED;
    sum->unconcerned += cell->state == REVIEW_UNCONCERNED;
    sum->made += cell->state == REVIEW_CLEAR || cell->state == REVIEW_MARKED;
    sum->marked += cell->state == REVIEW_MARKED;
    sum->estimate |= cell->estimate;
}

/*
 * Caps are of the units of the map, rankings of the units as they were at the end of the year: a
 * version that is neither has no verdict.
 */
static void look_at(struct reviewer *reviewer, gint32 unit)
{
    const struct scopes *scopes = reviewer->task->report->scopes;
    date last_day = reviewer->task->report->period.last;
    struct review_row row = {.unit = unit};
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        struct review_cell *cell = &row.cells[c];
        gboolean caps = reviewer->caps[c].table != NULL;
        if (unit_version(scopes->tree, unit, caps ? scopes->map_day : last_day) != unit)
            continue;
        *cell = caps ? judge_cap(&reviewer->caps[c], unit_at(scopes->tree, unit)->code, c)
                     : judge_ranking(reviewer, unit, c);
        add_up(&reviewer->sums[c], cell);
        row.marks += cell->state == REVIEW_MARKED;
    }
    if (row.marks > 0)
        g_array_append_val(reviewer->rows, row);
    else
        clear_row(&row);
}

static enum cell_state state_of(enum review_state state)
{
    static const enum cell_state states[] = {
        [REVIEW_NOT_APPLICABLE] = CELL_NOT_APPLICABLE,
        [REVIEW_MISSING] = CELL_MISSING,
        [REVIEW_UNCONCERNED] = CELL_OK,
        [REVIEW_CLEAR] = CELL_OK,
        [REVIEW_MARKED] = CELL_OK,
    };
    return states[state];
}

static void set_cell(struct book_table *table, struct cell_place at, const struct review_cell *from)
{
    struct book_cell *cell = book_cell(table, at.row, at.column);
    cell->state = state_of(from->state);
    cell->numerator = from->state == REVIEW_MARKED;
    cell->estimate = cell->state == CELL_OK && from->estimate;
    if (from->state == REVIEW_MARKED)
        book_table_set_words(table, at, from->words);
}

/* The row of totals: units marked by each rule, and units in all. */
static void set_totals(const struct reviewer *reviewer, struct book_table *table, guint row)
{
    gboolean estimate = FALSE;
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        const struct review_sum *sum = &reviewer->sums[c];
        struct book_cell *cell = book_cell(table, row, c);
        cell->state = state_of(review_sum_state(sum));
        cell->numerator = sum->marked;
        cell->due = sum->due;
        cell->made = sum->made;
        cell->estimate = cell->state == CELL_OK && sum->estimate;
        cell->relation = cell->state == CELL_OK && row > 0 ? RELATION_SUM_ROWS : RELATION_NONE;
        estimate |= cell->estimate;
    }
    struct book_cell *all = book_cell(table, row, REVIEW_COLUMNS);
    all->state = state_of(reviewer_state(reviewer));
    all->numerator = row;
    all->estimate = all->state == CELL_OK && estimate;
}

static void set_row(const struct review_row *from, struct book_table *table, guint row)
{
    struct book_cell *marks = book_cell(table, row, REVIEW_COLUMNS);
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        set_cell(table, (struct cell_place){row, c}, &from->cells[c]);
        marks->estimate |= from->cells[c].state == REVIEW_MARKED && from->cells[c].estimate;
    }
    marks->numerator = from->marks;
    marks->relation = RELATION_SUM_COLUMNS;
}

static void set_table(const struct reviewer *reviewer, struct book_table *table)
{
    const struct unit_tree *tree = reviewer->task->report->scopes->tree;
    guint count = reviewer->rows->len;
    table->show_codes = TRUE;
    for (guint r = 0; r < count; r++) {
        gint32 unit = g_array_index(reviewer->rows, struct review_row, r).unit;
        g_autofree char *name = unit_full_name(tree, unit);
        book_table_add_row(table, unit_at(tree, unit)->code, name, (int)count, 0);
    }
    book_table_add_row(table, BOOK_TOTAL_CODE, "Số đơn vị cần xem lại", -1, 0);
    for (guint c = 0; c < REVIEW_COLUMNS; c++) {
        const struct template_review_column *shown = &template_review_columns[c];
        book_table_add_column(table, shown->code, shown->label, shown->measure);
        struct book_column *column = book_column(table, c);
        column->group = g_strdup(shown->group);
        column->additive = TRUE;
        column->parent = REVIEW_COLUMNS;
    }
    book_table_add_column(table, BOOK_TOTAL_CODE, "Số việc cần xem lại",
                          template_review_columns[0].measure);
    book_table_close(table);
    table->rows_exhaustive = TRUE;
    for (guint r = 0; r < count; r++)
        set_row(&g_array_index(reviewer->rows, struct review_row, r), table, r);
    set_totals(reviewer, table, count);
}

void sheet_fill_review(const struct sheet_task *task, struct book_sheet *sheet)
{
    struct reviewer reviewer = {.task = task};
    reviewer.rows = g_array_new(FALSE, FALSE, sizeof(struct review_row));
    g_array_set_clear_func(reviewer.rows, clear_row);
    for (guint c = 0; c < REVIEW_COLUMNS; c++)
        if (template_review_columns[c].cap != NULL)
            open_cap(&reviewer, c);
    const GArray *units = scopes_units(task->report->scopes, task->scope);
    for (guint i = 0; i < units->len; i++)
        look_at(&reviewer, g_array_index(units, gint32, i));
    set_table(&reviewer, book_sheet_add_table(sheet, task->table->id, "Đơn vị"));
    char *sentence = reviewer_sentence(&reviewer);
    g_ptr_array_add(sheet->paragraphs, sentence);
    g_ptr_array_add(task->book->paragraphs, g_strdup(sentence));
    reviewer_add_notes(&reviewer, sheet);
    sheet_leave_inapplicable_out(sheet->table, sheet->notes);
    for (guint c = 0; c < REVIEW_COLUMNS; c++)
        if (reviewer.caps[c].rows != NULL)
            g_hash_table_unref(reviewer.caps[c].rows);
    g_array_unref(reviewer.rows);
}
