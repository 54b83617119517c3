#include "base/decimal.h"
#include "build/coverage.h"
#include "build/lacking.h"
#include "build/sheet.h"

gboolean coverage_is_of_other_scale(const struct coverage *coverage, struct operand here,
                                    struct operand other)
{
    const struct query *query =
        here.column != NULL ? here.column->query : coverage_grid(coverage)->query;
    date since = dataset_since(query->dataset), first, then, unused;
    operand_days(query, here, &first, &unused);
    operand_days(query, other, &then, &unused);
    return since != DATE_NONE && then < since && first >= since;
}

/* "8 tháng", "từ 15/03", "đến 20/08": how much of a year or month the data may hold; NULL: all. */
static char *time_remark(const struct query *query, const struct axis *axis,
                         const struct grid_line *line)
{
    if (line->place.part < 0)
        return NULL;
    const struct part *part = &axis->part[line->place.part];
    date begin = part_begin(part, line->place.number), end = part_end(part, line->place.number);
    int time = dataset_time_column(query->dataset);
    enum column_type type = time >= 0 ? query->dataset->columns[time].type : COLUMN_YEAR;
    if (begin == DATE_NONE || (type != COLUMN_DATE && type != COLUMN_MONTH))
        return NULL;
    date first = MAX(begin, query->period.first), last = MIN(end, query->period.last);
    last = period_cut(&query->period, last, 0, type == COLUMN_MONTH);
    if (last < first || (first == begin && last == end))
        return NULL;
    int months = date_month_number(last) - date_month_number(first) + 1;
    date next = last + 1;
    g_autofree char *from = date_vietnamese(first), *to = date_vietnamese(last);
    if (date_month_number(first - 1) != date_month_number(first) &&
        date_month_number(next) != date_month_number(last) && part->step->kind == PERIOD_YEAR)
        return g_strdup_printf("%d tháng", months);
    if (first == begin)
        return g_strdup_printf("đến %s", to);
    return last == end ? g_strdup_printf("từ %s", from) : g_strdup_printf("từ %s đến %s", from, to);
}

/* "8 tháng": months of a year or quarter for which anybody returned, where they are fewer than are
 * due. */
static char *months_remark(const struct coverage *coverage, const struct grid_line *row)
{
    const struct part *part =
        row->place.part < 0 ? NULL : &coverage_grid(coverage)->query->rows.part[row->place.part];
    if (part == NULL || part->kind != PART_TIME || part->step->kind == PERIOD_MONTH)
        return NULL;
    guint due, met = coverage_months_met(coverage, row, &due);
    return met > 0 && met < due ? g_strdup_printf("%u tháng", met) : NULL;
}

struct coverage_count coverage_of_row(const struct coverage *coverage, const struct grid_line *row)
{
    const struct grid *grid = coverage_grid(coverage);
    struct coverage_count all = {0};
    gboolean nested = FALSE;
    for (guint c = 0; c < grid->columns->len; c++) {
        const struct grid_line *column = grid_column(grid, c);
        if (column->within == NULL || column->within_total != (int)c)
            continue;
        struct coverage_count one =
            coverage_of(coverage, (struct operand){row, column, SPAN_PERIOD});
        nested = TRUE;
        all.expected += one.expected;
        all.made += one.made;
        all.part += one.part;
    }
    return nested ? all : coverage_of(coverage, (struct operand){row, NULL, SPAN_PERIOD});
}

/* "31/36", "một phần": of returns that are due. New string; NULL: all came, or none. */
static char *returns_remark(const struct coverage *coverage, struct coverage_count count)
{
    if (count.made == count.expected || count.made + count.part == 0)
        return NULL;
    if (count.expected == 1 || coverage_grid(coverage)->query->public)
        return g_strdup("một phần");
    g_autofree char *made = decimal_vietnamese(count.made, 0);
    g_autofree char *expected = decimal_vietnamese(count.expected, 0);
    return g_strdup_printf("%s/%s", made, expected);
}

/* " (first; second)", either may be NULL. New string. */
static char *in_brackets(const char *first, const char *second)
{
    if (first == NULL && second == NULL)
        return g_strdup("");
    return g_strdup_printf(" (%s%s%s)", first != NULL ? first : "",
                           first != NULL && second != NULL ? "; " : "",
                           second != NULL ? second : "");
}

/* The first column of another dataset of which not all returns of a row are in; NULL: none. */
static const struct grid_line *column_beside(const struct coverage *coverage,
                                             const struct grid_line *row)
{
    const struct grid *grid = coverage_grid(coverage);
    for (guint c = 0; c < grid->columns->len; c++) {
        const struct grid_line *column = grid_column(grid, c);
        struct coverage_count count =
            coverage_of(coverage, (struct operand){row, column, column->span});
        if (grid_home(grid, column) != grid && count.made < count.expected)
            return column;
    }
    return NULL;
}

/* Values of a column share the returns that the table has. */
char *coverage_remark(const struct coverage *coverage, const struct grid_line *row)
{
    const struct query *query = coverage_grid(coverage)->query;
    g_autofree char *time = time_remark(query, &query->rows, row);
    g_autofree char *months = time == NULL ? months_remark(coverage, row) : NULL;
    g_autofree char *returns = coverage_is_own(coverage, row)
                                   ? returns_remark(coverage, coverage_of_row(coverage, row))
                                   : NULL;
    const struct grid_line *beside = returns == NULL ? column_beside(coverage, row) : NULL;
    if (beside != NULL)
        returns = returns_remark(
            coverage, coverage_of(coverage, (struct operand){row, beside, beside->span}));
    return in_brackets(time != NULL ? time : months, returns);
}

char *coverage_column_remark(const struct coverage *coverage, const struct grid_line *column)
{
    const struct query *query = column->query;
    gboolean is_time =
        column->place.part >= 0 &&
        part_begin(&query->columns.part[column->place.part], column->place.number) != DATE_NONE;
    g_autofree char *time = column->span == SPAN_YEAR_END
                                ? date_vietnamese(query->planes[column->span].last)
                                : time_remark(query, &query->columns, column);
    g_autofree char *returns =
        is_time ? returns_remark(
                      coverage, coverage_of(coverage, (struct operand){NULL, column, column->span}))
                : NULL;
    return in_brackets(time, returns);
}

/* What the rows of a table are like, as to one comparison. */
struct likeness_note {
    const struct coverage *coverage;
    const struct template_shown *shown;
    const struct grid_line *column;
    gboolean in_part, too_few; /* some row is */
    gboolean told;             /* by the note on a total or a year */
};

static void note(struct book_sheet *sheet, char *text)
{
    g_ptr_array_add(sheet->notes, text);
}

static gboolean has_remark(const struct coverage *coverage, gboolean returns)
{
    const struct grid *grid = coverage_grid(coverage);
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *row = grid_row(grid, r);
        struct coverage_count count = coverage_of_row(coverage, row);
        gboolean out = count.made < count.expected || column_beside(coverage, row) != NULL;
        g_autofree char *remark = coverage_remark(coverage, row);
        if (*remark != '\0' && returns == out)
            return TRUE;
    }
    return FALSE;
}

/* "so trên 35 đơn vị có cả hai năm (năm nay 36, năm trước 35)". New string. */
static char *like_words(const struct likeness_note *survey, const struct grid_line *row)
{
    struct like_for_like_count count = coverage_like(
        survey->coverage, (struct operand){row, survey->column, survey->column->span});
    g_autofree char *both = decimal_vietnamese(count.both, 0);
    g_autofree char *now = decimal_vietnamese(count.now, 0);
    g_autofree char *before = decimal_vietnamese(count.before, 0);
    return g_strdup_printf("so trên %s %s có cả hai năm (năm nay %s, năm trước %s)", both,
                           coverage_unit_word(survey->coverage), now, before);
}

static enum likeness likeness_of(const struct likeness_note *survey, const struct grid_line *row)
{
    struct operand here = {row, survey->column, survey->column->span}, other;
    if (grassroots_are_absent(coverage_grassroots(survey->coverage), here) ||
        coverage_is_missing(survey->coverage, here) ||
        !operand_compared(coverage_grid(survey->coverage), survey->shown, here, &other))
        return LIKENESS_SAME;
    return coverage_likeness(survey->coverage, here, other);
}

/* Rows of years, and the total, are named one by one; of units it is said once. */
static void note_rows(struct likeness_note *survey, struct book_sheet *sheet)
{
    const struct grid *grid = coverage_grid(survey->coverage);
    for (guint r = 0; r < grid->rows->len; r++) {
        const struct grid_line *row = grid_row(grid, r);
        enum likeness likeness = likeness_of(survey, row);
        gboolean units =
            row->place.part >= 0 && grid->query->rows.part[row->place.part].numbering != NULL;
        survey->in_part |= likeness == LIKENESS_PART && units;
        survey->too_few |= likeness == LIKENESS_NONE && !grid_is_lost(grid, &row->place);
        if (likeness != LIKENESS_PART || units)
            continue;
        g_autofree char *words = like_words(survey, row);
        note(sheet, g_strdup_printf("Tăng, giảm ở dòng “%s”: %s%s.", row->label, words,
                                    survey->in_part ? "; các dòng khác cũng vậy" : ""));
        survey->told = TRUE;
    }
}

static void note_likeness(const struct coverage *coverage, const struct template_shown *shown,
                          const struct grid_line *column, struct book_sheet *sheet)
{
    struct likeness_note survey = {.coverage = coverage, .shown = shown, .column = column};
    note_rows(&survey, sheet);
    if (survey.in_part && !survey.told)
        note(sheet, g_strdup("Dòng có đơn vị chỉ báo cáo một trong hai năm: tăng, giảm chỉ tính "
                             "trên các đơn vị có cả hai năm."));
    if (survey.too_few)
        note(sheet, g_strdup("Không so sánh (≠) khi số đơn vị có cả hai năm chưa bằng một nửa số "
                             "phải báo cáo của mỗi năm."));
}

/* The first column that a comparison is shown in stands for the others: they are of the same units.
 */
static const struct grid_line *first_compared(const struct grid *grid,
                                              const struct template_shown *shown)
{
    for (guint c = 0; c < grid->columns->len; c++)
        if (sheet_shows(shown, grid_column(grid, c)->code))
            return grid_column(grid, c);
    return NULL;
}

/* Whether a unit above a row returns for all below it, so that the row has no figure of its own. */
static gboolean has_row_below_returns(const struct coverage *coverage)
{
    const struct grid *grid = coverage_grid(coverage);
    struct coverage_count all = coverage_of(coverage, (struct operand){NULL, NULL, SPAN_PERIOD});
    gboolean own, found = FALSE;
    for (guint r = 0; r < grid->rows->len && !found && all.made == all.expected; r++)
        found = coverage_is_above(coverage, (struct operand){grid_row(grid, r), NULL, SPAN_PERIOD},
                                  &own);
    return found;
}

void coverage_add_notes(const struct coverage *coverage, const struct template_table *table,
                        struct book_sheet *sheet)
{
    const struct grid *grid = coverage_grid(coverage);
    lacking_add_notes(grid, sheet);
    for (guint i = 0; i < grid->beside->len; i++)
        lacking_add_notes(g_ptr_array_index(grid->beside, i), sheet);
    if (has_remark(coverage, TRUE))
        note(sheet, g_strdup("Số trong ngoặc sau tên: số báo cáo đã nhận trên số phải có."));
    if (has_remark(coverage, FALSE))
        note(sheet,
             g_strdup("Năm, tháng ghi trong ngoặc số tháng hay ngày: mới có số liệu của chừng "
                      "ấy; so với năm trước thì lấy cùng chừng ấy."));
    if (has_row_below_returns(coverage))
        note(sheet, g_strdup("Số của các dòng ghi x do đơn vị cấp trên báo cáo chung, không tách "
                             "riêng từng đơn vị."));
    const struct grid_line *told = NULL;
    for (guint m = 0; m < table->measures_count; m++) {
        const struct template_shown *shown = &table->measures[m];
        const struct grid_line *column =
            measure_info(shown->show)->form->compares ? first_compared(grid, shown) : NULL;
        if (column == NULL || column == told)
            continue;
        told = column;
        note_likeness(coverage, shown, column, sheet);
    }
    grassroots_add_note(coverage_grassroots(coverage), table, sheet);
}
