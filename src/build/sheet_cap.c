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
    cell->part = (struct cell_place){row, CAP_SHOWS_AWARDED};
    cell->whole = (struct cell_place){row, CAP_SHOWS_BASE};
}

static void fill_row(struct book_table *table, guint row, const struct cap *cap)
{
    const struct {
        enum template_cap_number column;
        gint64 count;
    } counts[] = {{CAP_SHOWS_BASE, cap->base},
                  {CAP_SHOWS_LIMIT, cap->limit},
                  {CAP_SHOWS_AWARDED, cap->awarded},
                  {CAP_SHOWS_LEFT, cap->left},
                  {CAP_SHOWS_OVER, cap->over}};
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        book_cell(table, row, counts[i].column)->numerator = counts[i].count;
    cell_set_ratio(book_cell(table, row, CAP_SHOWS_INCLUSIVE), cap->inclusive);
    cell_set_ratio(book_cell(table, row, CAP_SHOWS_EXCLUSIVE), cap->exclusive);
    if (cap->base == cap->inclusive.whole)
        bind_ratio(table, row, CAP_SHOWS_INCLUSIVE);
    else if (cap->base == cap->exclusive.whole)
        bind_ratio(table, row, CAP_SHOWS_EXCLUSIVE);
}

static void add_up(struct cap *sum, const struct cap *cap)
{
    sum->base += cap->base;
    sum->limit += cap->limit;
    sum->awarded += cap->awarded;
    sum->over += cap->over;
    sum->inclusive.part += cap->inclusive.part;
    sum->inclusive.whole += cap->inclusive.whole;
    sum->exclusive.part += cap->exclusive.part;
    sum->exclusive.whole += cap->exclusive.whole;
}

static void note(struct book_sheet *sheet, char *text)
{
    g_ptr_array_add(sheet->notes, text);
}

static void note_rule(struct book_sheet *sheet, const struct cap_rule *rule)
{
    gboolean organizations = rule->subject == CAP_ORGANIZATIONS;
    g_autofree char *cited = law_cited(rule->source, rule->mark);
    note(sheet, g_strdup_printf("Giới hạn: %s%% của “Cơ sở tính” ở từng %s, %s. Căn cứ: %s.",
                                rule->percent, organizations ? "cấp trên" : "tổ chức",
                                g_str_equal(rule->rounding, "floor") ? "bỏ phần lẻ"
                                                                     : "làm tròn đến số gần nhất",
                                cited));
    note(sheet, g_strdup("Dòng Cộng: tổng giới hạn của từng dòng, không phải giới hạn tính trên "
                         "tổng số; chỗ còn lại ở dòng này không dùng cho dòng khác nên không "
                         "cộng."));
    if (!cap_rule_has_groups(rule))
        note(sheet,
             g_strdup_printf("Tham khảo: nhóm để xét giới hạn do cấp quyết định xác định theo "
                             "vị trí, chức trách tương đồng, không có trong dữ liệu; phép tính "
                             "theo từng %s ở đây không phải là kết luận vượt hay không "
                             "vượt.",
                             organizations ? "cấp trên" : "tổ chức"));
}

/* Why nothing is said of a limit. New string; NULL: something is. */
static char *why_no_verdict(const struct cap_rule *rule, struct period period)
{
    int first, last, month, day;
    date_to_civil(period.first, &first, &month, &day);
    date_to_civil(period.last, &last, &month, &day);
    if (first != last)
        return g_strdup("Giới hạn được xét trong từng năm; kỳ này gồm nhiều năm nên không tính.");
    if (!cap_is_judged_in(period))
        return g_strdup("Giới hạn được xét trong từng năm; kỳ này không phải là cả năm nên không "
                        "tính.");
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
            if (c == CAP_SHOWS_AWARDED &&
                coverage_is_missing(coverage,
                                    (struct operand){grid_row(grid, r), NULL, SPAN_PERIOD}))
                book_cell(table, r, c)->state = CELL_MISSING;
            else if (c == CAP_SHOWS_AWARDED)
                book_cell(table, r, c)->numerator =
                    grid_count(grid, SPAN_PERIOD, &grid_row(grid, r)->place,
                               &(struct place){CAP_EXCELLENT, 0, 0});
            else
                *book_cell(table, r, c) = (struct book_cell){.state = CELL_NOT_APPLICABLE};
}

static void add_columns(struct book_table *table, const struct cap_rule *rule)
{
    static const char *const informing[TEMPLATE_CAP_COLUMNS] = {
        [CAP_SHOWS_LEFT] = "Chênh lệch (tham khảo)", [CAP_SHOWS_OVER] = "Vượt (tham khảo)"};
    for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++) {
        gboolean informs = informing[c] != NULL && !cap_rule_has_groups(rule);
        book_table_add_column(table, template_cap_columns[c].code,
                              informs ? informing[c] : template_cap_columns[c].label,
                              template_cap_columns[c].measure);
        struct book_column *column = book_column(table, c);
        gboolean is_count = measure_info(column->measure)->form->is_count;
        column->additive = is_count && c != CAP_SHOWS_LEFT;
        column->may_pass =
            c == CAP_SHOWS_EXCLUSIVE; /* the excellent are no part of those who are good only */
        if (is_count)
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

/* By how many a limit is passed is not known while returns are out. */
static gboolean is_out(const struct coverage_count *count)
{
    return count->made < count->expected;
}

static void fill_line(struct book_table *table, guint row, const struct coverage *coverage,
                      const struct cap *cap)
{
    const struct grid *grid = coverage_grid(coverage);
    struct operand here = {grid_row(grid, row), NULL, SPAN_PERIOD};
    struct coverage_count count = coverage_of(coverage, here);
    gboolean missing = coverage_is_missing(coverage, here);
    if (!missing)
        fill_row(table, row, cap);
    for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++) {
        struct book_cell *cell = book_cell(table, row, c);
        cell->due = (guint)count.expected;
        cell->made = (guint)count.made;
        cell->estimate = !missing && grid_is_estimate(grid, &here.row->place);
        cell->state = missing ? CELL_MISSING : cell->state;
    }
    if (is_out(&count) && here.row->place.part != CUBE_TOTAL)
        *book_cell(table, row, CAP_SHOWS_OVER) = (struct book_cell){.state = CELL_MISSING};
}

/* The figures of a row that is no total; *cap is added to the sum, if it is one of its own. */
static void fill_one(struct book_table *table, guint row, const struct coverage *coverage,
                     const struct cap_rule *rule, struct cap *sum)
{
    const struct grid_line *line = grid_row(coverage_grid(coverage), row);
    struct cap cap = cap_at(coverage_grid(coverage), rule, &line->place);
    struct coverage_count count = coverage_of(coverage, (struct operand){line, NULL, SPAN_PERIOD});
    if (is_out(&count))
        cap.over = 0;
    if (!book_row(table, row)->heading)
        add_up(sum, &cap);
    fill_line(table, row, coverage, &cap);
}

/* Places that are left in one row serve no other. FALSE: the limit is set for none of the rows. */
static gboolean fill_rows(struct book_table *table, const struct coverage *coverage,
                          const struct cap_rule *rule, struct book_sheet *sheet)
{
    const struct grid *grid = coverage_grid(coverage);
    struct cap sum = {0};
    guint above = 0, left = 0;
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *line = grid_row(grid, r);
        gboolean total = line->place.part == CUBE_TOTAL;
        struct operand operand = {line, NULL, SPAN_PERIOD};
        gboolean bare = grassroots_row_is_above(grid, line) ||
                        grassroots_are_absent(coverage_grassroots(coverage), operand);
        if (total ? above > 0 && left == 0 : bare) {
            set_row(table, r, CELL_NOT_APPLICABLE);
            above++;
        } else if (total) {
            fill_line(table, r, coverage, &sum);
            *book_cell(table, r, CAP_SHOWS_LEFT) = (struct book_cell){.state = CELL_NOT_APPLICABLE};
        } else {
            fill_one(table, r, coverage, rule, &sum);
            left += !book_row(table, r)->heading;
        }
    }
    if (rule->subject != CAP_ORGANIZATIONS || above > 0)
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
    if (table->rows->len <= 1 && rule->subject == CAP_ORGANIZATIONS) {
        for (guint r = 0; r < table->rows->len; r++)
            set_row(table, r, CELL_NOT_APPLICABLE);
        note(sheet,
             g_strdup("Trong phạm vi báo cáo không có cấp trên của tổ chức nào thuộc diện này."));
    } else if (fill_rows(table, coverage, rule, sheet)) {
        note_rule(sheet, rule);
    } else if (!cap_rule_has_groups(rule)) {
        note(sheet,
             g_strdup("Bảng này chỉ tính theo từng tổ chức cơ sở đảng (tham khảo) nên ghi x; quy "
                      "định thì xét theo nhóm do cấp quyết định xác định, không có trong dữ liệu, "
                      "nên ở trang các đơn vị cần xem lại là chưa xét được (…)."));
    }
}
