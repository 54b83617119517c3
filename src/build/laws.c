#include "build/laws.h"

#include <string.h>

#include "base/error.h"

/* Where a law is broken. */
struct breach {
    guint row, column;
};

/* How many times the law was tested on a table; -1 and *breach when it is broken. */
typedef gint64 (*law_test)(const struct book_sheet *sheet, struct breach *breach);

static gint64 broken(struct breach *breach, guint row, guint column)
{
    *breach = (struct breach){row, column};
    return -1;
}

static gint64 sum_of_rows(const struct book_table *table, guint parent, guint column)
{
    gint64 sum = 0;
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent == (int)parent)
            sum += book_cell(table, r, column)->numerator;
    return sum;
}

static gint64 sum_of_columns(const struct book_table *table, guint row, guint parent)
{
    gint64 sum = 0;
    for (guint c = 0; c < table->columns->len; c++)
        if (book_column(table, c)->parent == (int)parent)
            sum += book_cell(table, row, c)->numerator;
    return sum;
}

static gint64 rows_make_the_total(const struct book_sheet *sheet, struct breach *breach)
{
    const struct book_table *table = sheet->table;
    gint64 tests = 0;
    if (!table->rows_exhaustive || table->rows->len == 0)
        return 0;
    guint total = table->rows->len - 1;
    for (guint c = 0; c < table->columns->len; c++) {
        if (!book_column(table, c)->additive)
            continue;
        if (sum_of_rows(table, total, c) != book_cell(table, total, c)->numerator)
            return broken(breach, total, c);
        tests++;
    }
    return tests;
}

static gint64 columns_make_the_total(const struct book_sheet *sheet, struct breach *breach)
{
    const struct book_table *table = sheet->table;
    gint64 tests = 0;
    if (!table->columns_exhaustive)
        return 0;
    for (guint c = 0; c < table->columns->len; c++) {
        const struct book_column *column = book_column(table, c);
        if (!column->additive || strcmp(column->code, BOOK_TOTAL_CODE) != 0)
            continue;
        for (guint r = 0; r < table->rows->len; r++, tests++)
            if (!book_row(table, r)->heading &&
                book_cell(table, r, c)->state != CELL_MISSING && /* one of them may not be known */
                sum_of_columns(table, r, c) != book_cell(table, r, c)->numerator)
                return broken(breach, r, c);
    }
    return tests;
}

/* Sums and shares that stand as formulas: the formula gives the figure counted from the facts. */
static gboolean formula_holds(const struct book_table *table, guint row, guint column)
{
    const struct book_cell *cell = book_cell(table, row, column);
    switch (cell->relation) {
    case RELATION_SUM_ROWS:
        return sum_of_rows(table, row, column) == cell->numerator;
    case RELATION_SUM_COLUMNS:
        return sum_of_columns(table, row, column) == cell->numerator;
    case RELATION_RATIO: {
        const struct book_cell *part = book_cell(table, cell->part.row, cell->part.column);
        const struct book_cell *whole = book_cell(table, cell->whole.row, cell->whole.column);
        return part->state == CELL_OK && whole->state == CELL_OK && cell->denominator != 0 &&
               part->numerator == cell->numerator && whole->numerator == cell->denominator;
    }
    default:
        return TRUE;
    }
}

static gint64 formulas_give_the_counts(const struct book_sheet *sheet, struct breach *breach)
{
    const struct book_table *table = sheet->table;
    gint64 tests = 0;
    g_autofree guint8 *has_children = g_malloc0(MAX(table->rows->len, 1));
    for (guint r = 0; r < table->rows->len; r++)
        if (book_row(table, r)->parent >= 0)
            has_children[book_row(table, r)->parent] = 1;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            enum relation relation = book_cell(table, r, c)->relation;
            if (relation == RELATION_NONE)
                continue;
            if ((relation == RELATION_SUM_ROWS && !has_children[r]) || !formula_holds(table, r, c))
                return broken(breach, r, c);
            tests++;
        }
    return tests;
}

/* A part is never more than its whole. */
static gint64 parts_stay_within_wholes(const struct book_sheet *sheet, struct breach *breach)
{
    const struct book_table *table = sheet->table;
    gint64 tests = 0;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++) {
            const struct book_column *column = book_column(table, c);
            const struct book_cell *cell = book_cell(table, r, c);
            if (!measure_info(column->measure)->form->is_share || column->may_pass)
                continue;
            if (cell->state == CELL_OK &&
                (cell->numerator < 0 || cell->numerator > cell->denominator))
                return broken(breach, r, c);
            tests++;
        }
    return tests;
}

/* A chart draws cells of its own table. */
static gint64 charts_draw_the_table(const struct book_sheet *sheet, struct breach *breach)
{
    const struct book_table *table = sheet->table;
    gint64 tests = 0;
    for (guint i = 0; i < sheet->charts->len; i++) {
        const struct book_chart *chart = g_ptr_array_index(sheet->charts, i);
        for (guint c = 0; c < chart->columns->len; c++, tests++)
            if (g_array_index(chart->columns, guint, c) >= table->columns->len)
                return broken(breach, 0, 0);
        for (guint r = 0; r < chart->rows->len; r++, tests++)
            if (g_array_index(chart->rows, guint, r) >= table->rows->len)
                return broken(breach, 0, 0);
    }
    return tests;
}

static const struct {
    law_test test;
    const char *text; /* {0}: how many times it was tested */
} laws[] = {
    {rows_make_the_total, "Các dòng cộng lại bằng dòng Cộng"},
    {columns_make_the_total, "Các cột cộng lại bằng cột Cộng"},
    {parts_stay_within_wholes, "Phần không lớn hơn tổng thể"},
    {formulas_give_the_counts, "Công thức cho đúng số đếm từ dữ liệu"},
    {charts_draw_the_table, "Biểu đồ vẽ đúng ô của bảng"},
};

static gboolean refuse(const struct book_sheet *sheet, const char *law, const struct breach *breach,
                       GError **error)
{
    const struct book_row *row = book_row(sheet->table, breach->row);
    const struct book_column *column = book_column(sheet->table, breach->column);
    g_autofree char *cell = g_strdup_printf("%s/%s/%s/%s", sheet->table->id, row->code,
                                            column->code, measure_info(column->measure)->code);
    return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_LAW_BROKEN, law, cell, NULL);
}

/* Behind a law and how often it was tested. */
#define TESTS_ENDING " phép thử)"

gboolean laws_check(struct book *book, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(laws); i++) {
        gint64 tests = 0;
        for (guint s = 0; s < book->sheets->len; s++) {
            const struct book_sheet *sheet = g_ptr_array_index(book->sheets, s);
            struct breach breach = {0, 0};
            if (sheet->table == NULL)
                continue;
            gint64 tested = laws[i].test(sheet, &breach);
            if (tested < 0)
                return refuse(sheet, laws[i].text, &breach, error);
            tests += tested;
        }
        if (tests > 0)
            g_ptr_array_add(book->laws, g_strdup_printf("%s (%" G_GINT64_FORMAT TESTS_ENDING,
                                                        laws[i].text, tests));
    }
    return TRUE;
}

#define LAW_OF_ROWS "Dòng dùng được bằng dòng được tính, ngoài kỳ và ngoài đơn vị báo cáo"

gboolean laws_check_rows(const GArray *accounts, struct book *book, GError **error)
{
    guint tests = 0;
    for (guint i = 0; i < accounts->len; i++) {
        const struct account_told *account = &g_array_index(accounts, struct account_told, i);
        if (!account->placed)
            continue;
        if (account->used != account->counted + account->outside_period + account->outside_unit)
            return error_raise(error, TONGKET_ERROR_SPEC, MESSAGE_LAW_BROKEN, LAW_OF_ROWS,
                               account->file, NULL);
        tests++;
    }
    if (tests > 0)
        g_ptr_array_add(book->laws, g_strdup_printf(LAW_OF_ROWS " (%u" TESTS_ENDING, tests));
    return TRUE;
}

void laws_untell(struct book *book)
{
    for (guint i = 0; i < book->laws->len; i++) {
        char *law = g_ptr_array_index(book->laws, i);
        *strrchr(law, '(') = '\0';
        g_strchomp(law);
    }
}
