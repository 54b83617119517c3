/* The order of the rows of a table, and those that are printed as one. */
#include <string.h>

#include "base/decimal.h"
#include "build/sheet.h"
#include "build/sheet_rest.h"
#include "build/wording.h"

/* So many units are named in a note. */
#define MOST_NAMED 5

/* The column that the rows are sorted by; -1: it did not occur. */
static int sorted_column(const struct sheet_task *task, const struct book_table *table)
{
    const char *code;
    enum measure measure;
    g_autofree char *column = template_sort_column(task->table->sort, &code);
    for (guint c = 0; c < table->columns->len && measure_from_code(code, &measure); c++)
        if (book_column(table, c)->measure == measure &&
            strcmp(book_column(table, c)->code, column) == 0)
            return (int)c;
    return -1;
}

static gboolean lacks_figure(const struct book_table *table, guint row, guint column)
{
    return book_cell(table, row, column)->state != CELL_OK;
}

/* Whether a row is one of those that are sorted, not of what they make up. */
static gboolean is_single(const struct book_table *table, guint row)
{
    const struct book_row *about = book_row(table, row);
    return strcmp(about->code, BOOK_TOTAL_CODE) != 0 && !book_row_is_rest(about);
}

static void note_order(const struct sheet_task *task, guint column, struct book_sheet *sheet)
{
    const struct book_table *table = sheet->table;
    g_autofree char *name = book_column_name(book_column(table, column));
    gboolean count = measure_info(book_column(table, column)->measure)->form->is_count;
    g_autofree char *heading =
        count ? g_strdup("") : g_strdup_printf(" (%s)", book_column(table, column)->heading);
    gboolean lacking = FALSE;
    for (guint r = 0; r < table->rows->len; r++)
        lacking = lacking || (is_single(table, r) && lacks_figure(table, r, column));
    g_ptr_array_add(
        sheet->notes,
        g_strdup_printf("Xếp theo “%s”%s từ %s; bằng nhau thì theo thứ tự danh sách%s.", name,
                        heading,
                        task->table->order == SORTED_RISING ? "thấp đến cao" : "cao đến thấp",
                        lacking ? "; dòng không có số ở cột ấy đứng sau cùng" : ""));
}

/* The rows behind the first `top` ones; none where only one would be left, which is printed then.
 * New array of guint. */
static GArray *rows_behind(const struct book_table *table, guint column, gboolean rising, guint top)
{
    GArray *order = book_table_order(table, column, rising);
    guint rows = order->len;
    while (rows > 0 && !is_single(table, g_array_index(order, guint, rows - 1)))
        rows--;
    g_array_set_size(order, rows);
    if (rows <= top + 1)
        g_array_set_size(order, 0);
    else
        g_array_remove_range(order, 0, top);
    return order;
}

/* Rows of the rest that have the figure of the last one that is printed: nothing but the order of
 * the list parts them from it. */
static guint rows_level_with_last(const struct book_table *table, guint column, guint last,
                                  const GArray *rest)
{
    guint count = 0;
    for (guint i = 0; i < rest->len && !lacks_figure(table, last, column); i++) {
        guint row = g_array_index(rest, guint, i);
        count +=
            !lacks_figure(table, row, column) &&
            book_cell_compare(book_cell(table, row, column), book_cell(table, last, column)) == 0;
    }
    return count;
}

/* Who has no figure is in the rest by want of one, and not because it is small. */
static void note_lacking(const struct book_table *table, guint column, const GArray *rest,
                         GPtrArray *notes)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint count = 0;
    for (guint i = 0; i < rest->len; i++) {
        guint row = g_array_index(rest, guint, i);
        if (lacks_figure(table, row, column) && count++ < MOST_NAMED)
            g_string_append_printf(names, "%s%s", count > 1 ? ", " : "",
                                   book_row(table, row)->label);
    }
    if (count > MOST_NAMED)
        g_string_append_printf(names, " và %u dòng nữa", count - MOST_NAMED);
    if (count > 0)
        g_ptr_array_add(notes,
                        g_strdup_printf("Nằm ở dòng “Còn lại” vì không có số ở cột xếp thứ tự, "
                                        "không phải vì số lớn hay nhỏ: %s.",
                                        names->str));
}

static void gather_rest(const struct sheet_task *task, guint column, struct book_sheet *sheet)
{
    struct book_table *table = sheet->table;
    gboolean rising = task->table->order == SORTED_RISING;
    guint top = template_top(task->table);
    g_autoptr(GArray) rest = rows_behind(table, column, rising, top);
    if (top == 0 || rest->len == 0)
        return;
    g_autoptr(GArray) order = book_table_order(table, column, rising);
    guint level = rows_level_with_last(table, column, g_array_index(order, guint, top - 1), rest);
    sheet_fill_rest(task, table, rest);
    g_ptr_array_add(sheet->notes,
                    g_strdup_printf("In %u dòng đầu; dòng “Còn lại” tính lại từ số liệu của các "
                                    "dòng khác, có đủ trong bảng CSV và ở các hàng ẩn.",
                                    top));
    if (level > 0)
        g_ptr_array_add(
            sheet->notes,
            g_strdup_printf("Bằng dòng cuối được in nhưng nằm ở dòng “Còn lại”: %u.", level));
    note_lacking(table, column, rest, sheet->notes);
}

void sheet_order(const struct sheet_task *task, struct book_sheet *sheet)
{
    if (task->table->sort == NULL || sheet->table == NULL)
        return;
    if (task->report->public) {
        g_ptr_array_add(sheet->notes, g_strdup("Bản công khai nêu đủ các dòng theo thứ tự danh "
                                               "sách, vì thứ tự theo số có thể lộ số không công "
                                               "bố."));
        return;
    }
    int column = sorted_column(task, sheet->table);
    if (column < 0) {
        g_ptr_array_add(sheet->notes, g_strdup("Các dòng theo thứ tự danh sách: cột để xếp thứ tự "
                                               "không có số liệu."));
        return;
    }
    note_order(task, (guint)column, sheet);
    gather_rest(task, (guint)column, sheet);
    book_table_sort(sheet->table, (guint)column, task->table->order == SORTED_RISING);
}
