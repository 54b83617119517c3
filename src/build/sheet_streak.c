#include <string.h>

#include "base/decimal.h"
#include "build/coverage.h"
#include "build/grid.h"
#include "build/sheet.h"
#include "calc/streak.h"

/* The parts of the columns: years that count, that end the run, that do neither. */
enum streak_part { PART_MET, PART_NOT_MET, PART_SKIPPED, STREAK_PARTS };

/* Rows that a page holds: a table that is no longer is printed whole. */
#define PAGE_OF_ROWS 35
/* Units that a sentence names. */
#define MOST_NAMED 30

/* A table under way: rows of the grid, and the years from the first that has any rows. */
struct streaks {
    const struct sheet_task *task;
    const struct query *query;
    const struct grid *grid;
    const struct coverage *coverage;
    struct book_sheet *sheet;
    int first, last;    /* years */
    GArray *line;       /* by year: const struct grid_line *, any column of it */
    date scale;         /* the first day of today's scale; DATE_NONE: it was always the same */
    struct streak *row; /* by row of the table */
};

static const struct part *years_of(const struct streaks *streaks)
{
    return &streaks->query->columns.part[PART_MET];
}

/* The column of a year, whichever of its parts has it; NULL: nobody has a row of the year. */
static const struct grid_line *line_of_year(const struct grid *grid, gint32 number)
{
    for (guint c = 0; c < grid->columns->len; c++)
        if (grid_column(grid, c)->place.part >= 0 && grid_column(grid, c)->place.number == number)
            return grid_column(grid, c);
    return NULL;
}

/* Years before the first of which there are rows are not looked at: the data begin later. */
static void find_years(struct streaks *streaks)
{
    const struct part *years = years_of(streaks);
    gint32 first = 0;
    while (first + 1 < years->count && line_of_year(streaks->grid, first) == NULL)
        first++;
    streaks->first = years->first + first;
    streaks->last = years->first + years->count - 1;
    for (; first < years->count; first++) {
        const struct grid_line *line = line_of_year(streaks->grid, first);
        g_array_append_val(streaks->line, line);
    }
}

static enum streak_year year_of(const struct streaks *streaks, const struct grid_line *row,
                                guint index)
{
    const struct grid_line *column = g_array_index(streaks->line, const struct grid_line *, index);
    int year = streaks->first + (int)index;
    gint32 number = year - years_of(streaks)->first;
    struct streak_returns returns = {.other_scale = streaks->scale != DATE_NONE &&
                                                    date_from_civil(year, 1, 1) < streaks->scale};
    if (column == NULL)
        return STREAK_UNKNOWN;
    struct operand operand = {row, column, SPAN_PERIOD};
    if (coverage_is_undecided(streaks->coverage, operand))
        return STREAK_UNKNOWN;
    struct coverage_count count = coverage_of(streaks->coverage, operand);
    gint64 said[STREAK_PARTS];
    for (gint32 p = 0; p < STREAK_PARTS; p++) {
        struct place place = {p, number, 0};
        said[p] = grid_count(streaks->grid, SPAN_PERIOD, &row->place, &place);
        returns.estimate = returns.estimate ||
                           grid_count_is_estimate(streaks->grid, SPAN_PERIOD, &row->place, &place);
    }
    returns.due = count.expected;
    returns.in = count.made;
    returns.met = said[PART_MET];
    returns.not_met = said[PART_NOT_MET];
    returns.skipped = said[PART_SKIPPED];
    return streak_year_of(&returns);
}

static void fill_cell(struct book_cell *cell, struct streak_count count)
{
    static const enum cell_state states[] = {
        [STREAK_MET] = CELL_OK,
        [STREAK_UNKNOWN] = CELL_MISSING,
        [STREAK_UNLIKE] = CELL_NOT_COMPARABLE,
    };
    cell->state = states[count.state];
    cell->numerator = cell->state == CELL_OK ? count.years : 0;
}

static void fill_row(struct streaks *streaks, guint r, const struct grid_line *row)
{
    guint count = streaks->line->len;
    g_autofree enum streak_year *years = g_new(enum streak_year, count);
    for (guint i = 0; i < count; i++)
        years[i] = year_of(streaks, row, i);
    streaks->row[r] = streak_of(years, count);
    fill_cell(book_cell(streaks->sheet->table, r, 0), streaks->row[r].all);
    fill_cell(book_cell(streaks->sheet->table, r, 1), streaks->row[r].running);
}

/* In all years that the template looks at, and known to be. */
static gboolean is_whole(const struct streaks *streaks, guint r)
{
    const struct streak_count *running = &streaks->row[r].running;
    return running->state == STREAK_MET && running->years == (guint)years_of(streaks)->count;
}

/* "A; B; và 12 đơn vị khác". New string; "" for none. */
static char *names_of_whole(const struct streaks *streaks)
{
    const struct book_table *table = streaks->sheet->table;
    g_autoptr(GString) text = g_string_new(NULL);
    guint met = 0;
    for (guint r = 0; r < table->rows->len; r++) {
        if (!is_whole(streaks, r) || ++met > MOST_NAMED)
            continue;
        g_string_append_printf(text, "%s%s", met > 1 ? "; " : "", book_row(table, r)->label);
    }
    if (met > MOST_NAMED)
        g_string_append_printf(text, "; và %u đơn vị khác ghi trong bảng", met - MOST_NAMED);
    return g_strdup(text->str);
}

static void name_whole(const struct streaks *streaks)
{
    int count = years_of(streaks)->count, begin = years_of(streaks)->first;
    g_autofree char *names = names_of_whole(streaks);
    char *text;
    if (begin < streaks->first)
        text = g_strdup_printf("Chưa xét được %d năm liên tục: số liệu chỉ có từ năm %d.", count,
                               streaks->first);
    else if (*names == '\0')
        text = g_strdup_printf("Chưa có đơn vị nào được xác định đạt cả %d năm liên tục %d–%d.",
                               count, begin, streaks->last);
    else
        text = g_strdup_printf("Đạt cả %d năm liên tục %d–%d: %s.", count, begin, streaks->last,
                               names);
    g_ptr_array_add(streaks->sheet->paragraphs, text);
}

/* Units of which nothing is said, by the reason. */
static void count_open(const struct streaks *streaks)
{
    guint unknown = 0, unlike = 0;
    for (guint r = 0; r < streaks->sheet->table->rows->len; r++) {
        enum streak_year state = streaks->row[r].running.state;
        unknown += state == STREAK_UNKNOWN;
        unlike += state == STREAK_UNLIKE;
    }
    if (unknown + unlike == 0)
        return;
    g_autofree char *few = decimal_vietnamese(unknown, 0), *other = decimal_vietnamese(unlike, 0);
    g_autoptr(GString) text = g_string_new("Chưa kết luận được số năm liên tục của ");
    if (unknown > 0)
        g_string_append_printf(text, "%s đơn vị vì có năm chưa có kết quả xếp loại", few);
    if (unlike > 0)
        g_string_append_printf(text, "%s%s đơn vị vì có năm không so sánh được",
                               unknown > 0 ? ", " : "", other);
    g_string_append_c(text, '.');
    g_ptr_array_add(streaks->sheet->paragraphs, g_strdup(text->str));
}

/* So many years running that those who have them fill no more than a page; two at least. */
static guint least_printed(const struct streaks *streaks)
{
    guint least = 1, printed;
    do {
        least++;
        printed = 0;
        for (guint r = 0; r < streaks->sheet->table->rows->len; r++)
            printed += streaks->row[r].running.years >= least;
    } while (printed > PAGE_OF_ROWS && least < streaks->line->len);
    return least;
}

/* A long table is printed without those of whom there is little to say. */
static void leave_rows_out(const struct streaks *streaks)
{
    struct book_table *table = streaks->sheet->table;
    if (table->rows->len <= PAGE_OF_ROWS)
        return;
    guint least = least_printed(streaks);
    for (guint r = 0; r < table->rows->len; r++)
        book_row(table, r)->unprinted = streaks->row[r].running.years < least;
    g_ptr_array_add(streaks->sheet->notes,
                    g_strdup_printf("Bản in chỉ nêu đơn vị có từ %u năm liên tục đến năm %d trở "
                                    "lên; các đơn vị khác ở dòng ẩn và trong tệp %s.csv.",
                                    least, streaks->last, table->id));
}

static void add_notes(const struct streaks *streaks)
{
    GPtrArray *notes = streaks->sheet->notes;
    gboolean unlike = FALSE;
    for (guint r = 0; r < streaks->sheet->table->rows->len; r++)
        unlike = unlike || streaks->row[r].all.state == STREAK_UNLIKE;
    g_ptr_array_add(
        notes, g_strdup("Năm được miễn đánh giá không tính và không làm gián đoạn; năm chưa có kết "
                        "quả thì ghi dấu …, trừ khi các năm sau đã đủ để kết luận."));
    if (unlike)
        g_ptr_array_add(notes, g_strdup("Dấu ≠: trong các năm ấy có năm mà các đơn vị hợp thành có "
                                        "kết quả khác nhau, đơn vị được chia tách, hoặc xếp theo "
                                        "thang khác."));
}

static void add_rows(const struct streaks *streaks)
{
    const struct unit_tree *tree = streaks->query->scopes->tree;
    for (guint r = 0; r < streaks->grid->rows->len; r++) {
        const struct grid_line *line = grid_row(streaks->grid, r);
        if (line->place.part == CUBE_TOTAL)
            continue;
        gint32 unit = unit_tree_find(tree, line->code, -1);
        g_autofree char *name =
            unit != UNIT_NONE ? unit_full_name(tree, unit) : g_strdup(line->label);
        book_table_add_row(streaks->sheet->table, line->code, name, -1, 0);
    }
}

static void add_columns(const struct streaks *streaks)
{
    int count = streaks->last - streaks->first + 1;
    g_autofree char *all =
        g_strdup_printf("Số năm đạt, trong %d năm %d–%d", count, streaks->first, streaks->last);
    g_autofree char *running = g_strdup_printf("Số năm liên tục đến %d", streaks->last);
    const char *labels[] = {all, running};
    for (guint c = 0; c < TEMPLATE_STREAK_COLUMNS; c++)
        book_table_add_column(streaks->sheet->table, template_streak_columns[c].code, labels[c],
                              template_streak_columns[c].measure);
}

void sheet_fill_streak(const struct sheet_task *task, struct book_sheet *sheet)
{
    const struct query *query = g_ptr_array_index(task->source->plan.queries, task->query);
    g_autoptr(grid_t) grid = grid_new(task->source->tally, query, task->query, task->scope);
    g_autoptr(coverage_t) coverage = coverage_new(grid, task->source->tally, NULL);
    g_autoptr(GArray) line = g_array_new(FALSE, FALSE, sizeof(const struct grid_line *));
    struct streaks streaks = {.task = task,
                              .query = query,
                              .grid = grid,
                              .coverage = coverage,
                              .sheet = sheet,
                              .line = line,
                              .scale = dataset_since(task->source->dataset)};
    find_years(&streaks);
    struct book_table *table =
        book_sheet_add_table(sheet, task->table->id, sheet_row_heading(task));
    table->show_codes = TRUE;
    add_rows(&streaks);
    add_columns(&streaks);
    book_table_close(table);
    streaks.row = g_new0(struct streak, table->rows->len + 1);
    for (guint r = 0, next = 0; r < grid->rows->len; r++)
        if (grid_row(grid, r)->place.part != CUBE_TOTAL)
            fill_row(&streaks, next++, grid_row(grid, r));
    name_whole(&streaks);
    count_open(&streaks);
    leave_rows_out(&streaks);
    add_notes(&streaks);
    g_free(streaks.row);
}
