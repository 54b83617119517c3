#include <string.h>

#include "build/coverage.h"
#include "build/grassroots.h"
#include "build/grid.h"
#include "build/sheet.h"
#include "calc/cap.h"

static struct cap cap_at(const struct grid *grid, const struct cap_rule *rule,
                         const struct place *row)
{
    gint64 counts[CAP_COLUMNS];
    for (gint32 i = 0; i < CAP_COLUMNS; i++)
        counts[i] = grid_count(grid, SPAN_PERIOD, row, &(struct place){i, 0, 0});
    return cap_of(rule, counts[CAP_EXCELLENT], counts[CAP_GOOD], counts[CAP_RANKED]);
}

/* A ratio over the printed base can be a live formula. */
static void bind_ratio(struct book_table *table, guint row, guint column)
{
    struct book_cell *cell = book_cell(table, row, column);
    if (cell->state != CELL_OK)
        return;
    cell->relation = RELATION_RATIO;
    cell->part = (struct cell_place){row, 2};
    cell->whole = (struct cell_place){row, 0};
}

static void fill_row(struct book_table *table, guint row, const struct cap *cap)
{
    const gint64 counts[] = {cap->base, cap->limit, cap->awarded, cap->left};
    for (guint c = 0; c < G_N_ELEMENTS(counts); c++)
        book_cell(table, row, c)->numerator = counts[c];
    cell_set_ratio(book_cell(table, row, 4), cap->inclusive);
    cell_set_ratio(book_cell(table, row, 5), cap->exclusive);
    if (cap->base == cap->inclusive.whole)
        bind_ratio(table, row, 4);
    else if (cap->base == cap->exclusive.whole)
        bind_ratio(table, row, 5);
}

static void add_up(struct cap *sum, const struct cap *cap)
{
    sum->base += cap->base;
    sum->limit += cap->limit;
    sum->awarded += cap->awarded;
    sum->left += cap->left;
    sum->inclusive.part += cap->inclusive.part;
    sum->inclusive.whole += cap->inclusive.whole;
    sum->exclusive.part += cap->exclusive.part;
    sum->exclusive.whole += cap->exclusive.whole;
}

static void note_rule(struct book_sheet *sheet, const struct cap_rule *rule)
{
    g_autofree char *cited = law_cited(rule->source, rule->mark);
    g_ptr_array_add(
        sheet->notes,
        g_strdup_printf(
            "Giới hạn: %s%% của “Cơ sở tính” ở từng tổ chức, %s. Căn cứ: %s.", rule->percent,
            g_str_equal(rule->rounding, "floor") ? "bỏ phần lẻ" : "làm tròn đến số gần nhất",
            cited));
    g_ptr_array_add(sheet->notes,
                    g_strdup("Dòng Cộng: tổng giới hạn của các tổ chức, không phải giới "
                             "hạn tính trên tổng số."));
    if (!cap_rule_has_groups(rule))
        g_ptr_array_add(sheet->notes,
                        g_strdup("Tham khảo: nhóm để xét giới hạn do cấp quyết định xác định theo "
                                 "vị trí, chức trách tương đồng, không có trong dữ liệu; phép tính "
                                 "theo từng tổ chức ở đây không phải là kết luận vượt hay không "
                                 "vượt."));
}

/* Why nothing is said of a limit. New string; NULL: something is. */
static char *why_no_verdict(const struct cap_rule *rule, struct period period)
{
    int first, last, month, day;
    date_to_civil(period.first, &first, &month, &day);
    date_to_civil(period.last, &last, &month, &day);
    if (first != last)
        return g_strdup("Giới hạn được xét trong từng năm; kỳ này gồm nhiều năm nên không tính.");
    if (cap_rule_is_read(rule))
        return NULL;
    g_autofree char *cited = law_cited(rule->source, rule->mark);
    return g_strdup_printf("Không kết luận về giới hạn của năm %d: từ điển chưa có nội dung của "
                           "%s.",
                           last, cited);
}

/* The members who are excellent are counted all the same. */
static void leave_verdict_out(struct book_table *table, const struct grid *grid,
                              const struct coverage *coverage)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
            if (strcmp(template_cap_columns[c].code, "xuat_sac") == 0 &&
                coverage_is_missing(coverage,
                                    (struct operand){grid_row(grid, r), NULL, SPAN_PERIOD}))
                book_cell(table, r, c)->state = CELL_MISSING;
            else if (strcmp(template_cap_columns[c].code, "xuat_sac") == 0)
                book_cell(table, r, c)->numerator =
                    grid_count(grid, SPAN_PERIOD, &grid_row(grid, r)->place,
                               &(struct place){CAP_EXCELLENT, 0, 0});
            else
                *book_cell(table, r, c) = (struct book_cell){.state = CELL_NOT_APPLICABLE};
}

static void add_columns(struct book_table *table, const struct cap_rule *rule)
{
    for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++) {
        gboolean verdict = c != 3 || cap_rule_has_groups(rule);
        book_table_add_column(table, template_cap_columns[c].code,
                              verdict ? template_cap_columns[c].label : "Chênh lệch (tham khảo)",
                              template_cap_columns[c].measure);
        struct book_column *column = book_column(table, c);
        column->additive = measure_info(column->measure)->form->is_count;
        column->may_pass = c == 5; /* the excellent are no part of those who are good only */
        if (column->additive)
            continue;
        g_free(column->heading); /* the label says all: no second line "Tỷ lệ %" below it */
        column->heading = g_strdup(template_cap_columns[c].label);
    }
}

static void set_row(struct book_table *table, guint row, enum cell_state state)
{
    for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++)
        *book_cell(table, row, c) = (struct book_cell){.state = state};
}

/* FALSE: the limit is set for none of the rows. */
static gboolean fill_rows(struct book_table *table, const struct grid *grid,
                          const struct coverage *coverage, const struct cap_rule *rule,
                          struct book_sheet *sheet)
{
    struct cap sum = {0};
    guint above = 0, left = 0;
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *line = grid_row(grid, r);
        struct cap cap = cap_at(grid, rule, &line->place);
        gboolean total = line->place.part == CUBE_TOTAL;
        if (total ? above > 0 && left == 0 : grassroots_row_is_above(grid, line)) {
            set_row(table, r, CELL_NOT_APPLICABLE);
            above++;
            continue;
        }
        if (total)
            cap = sum;
        else if (!book_row(table, r)->heading)
            left++, add_up(&sum, &cap);
        if (coverage_is_missing(coverage, (struct operand){line, NULL, SPAN_PERIOD})) {
            set_row(table, r, CELL_MISSING);
            continue;
        }
        fill_row(table, r, &cap);
        for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++)
            book_cell(table, r, c)->estimate = grid_is_estimate(grid, &line->place);
    }
    grassroots_add_cap_note(grid, above, left, sheet);
    return left > 0 || above == 0;
}

void sheet_fill_cap(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct report *report = task->report;
    const struct query *query = g_ptr_array_index(task->source->plan.queries, task->query);
    const struct cap_rule *rule =
        dictionary_cap(report->dictionary, task->table->rule, report->period.last);
    g_autoptr(grid_t) grid = grid_new(task->source->tally, query, task->query, task->scope);
    g_autoptr(coverage_t) coverage = coverage_new(grid, task->source->tally, NULL);
    struct book_table *table =
        book_sheet_add_table(sheet, task->table->id, sheet_row_heading(task));
    table->show_codes = TRUE;
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *line = grid_row(grid, r);
        gboolean heading = line->place.part >= 0 && query->rows.part[line->place.part].heads;
        g_autofree char *remark = coverage_remark(coverage, line);
        g_autofree char *label = g_strconcat(line->label, remark, NULL);
        guint row = book_table_add_row(table, line->code, label,
                                       line->depth > 0 ? (int)grid->rows->len - 1 : line->parent,
                                       line->depth);
        book_row(table, row)->heading = heading;
    }
    add_columns(table, rule);
    book_table_close(table);

    g_autofree char *why = why_no_verdict(rule, report->period);
    if (why != NULL) {
        leave_verdict_out(table, grid, coverage);
        g_ptr_array_add(sheet->notes, g_steal_pointer(&why));
        return;
    }
    if (fill_rows(table, grid, coverage, rule, sheet))
        note_rule(sheet, rule);
}
