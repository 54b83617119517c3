#include "build/laws.h"

#include "base/error.h"
#include "fixture.h"

/*
 * Two districts, two classes, a row and a column of totals, and the share of each count:
 *
 *          tot  %   kem  %   Cộng
 *   h1      6  60     4  40    10
 *   h2      3  30     7  70    10
 *   Cộng    9  45    11  55    20
 */
static struct book_table *add_table(struct book *book)
{
    static const gint64 figures[3][3] = {{6, 4, 10}, {3, 7, 10}, {9, 11, 20}};
    static const char *const codes[] = {"h1", "h2", BOOK_TOTAL_CODE};
    static const char *const columns[] = {"tot", "kem", BOOK_TOTAL_CODE};
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng");
    struct book_table *table = book_sheet_add_table(sheet, "bang", "Đơn vị");
    for (guint r = 0; r < 3; r++)
        book_table_add_row(table, codes[r], codes[r], r < 2 ? 2 : -1, 0);
    for (guint c = 0; c < 3; c++) {
        guint count = book_table_add_column(table, columns[c], columns[c], MEASURE_COUNT);
        book_column(table, count)->additive = TRUE;
        book_column(table, count)->parent = c < 2 ? 4 : -1;
        if (c < 2)
            book_table_add_column(table, columns[c], columns[c], MEASURE_SHARE_ROW);
    }
    table->rows_exhaustive = table->columns_exhaustive = TRUE;
    book_table_close(table);
    for (guint r = 0; r < 3; r++)
        for (guint c = 0; c < 3; c++) {
            book_cell(table, r, 2 * c)->numerator = figures[r][c];
            if (c == 2)
                continue;
            *book_cell(table, r, 2 * c + 1) = (struct book_cell){
                .numerator = figures[r][c],
                .denominator = figures[r][2],
                .relation = RELATION_RATIO,
                .part = {r, 2 * c},
                .whole = {r, 4},
            };
        }
    for (guint c = 0; c <= 4; c += 2)
        book_cell(table, 2, c)->relation = RELATION_SUM_ROWS;
    book_cell(table, 0, 4)->relation = book_cell(table, 1, 4)->relation = RELATION_SUM_COLUMNS;
    return table;
}

/* What a book that breaks a law is refused with; "" when all laws hold. New string. */
static char *refusal(struct book *book)
{
    g_autoptr(GError) error = NULL;
    if (laws_check(book, &error))
        return g_strdup("");
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_EQUAL(error->code, 4);
    return g_strdup(error->message);
}

/* Whether the refusal names this law and this cell, and none else. */
static gboolean is_refused(struct book *book, const char *law, const char *cell)
{
    g_autofree char *said = refusal(book);
    g_autofree char *expected = message_text(LANGUAGE_ENGLISH, MESSAGE_LAW_BROKEN, law, cell, NULL);
    if (strcmp(said, expected) != 0)
        g_printerr("expected: %s\n    said: %s\n", expected, said);
    return strcmp(said, expected) == 0;
}

static void a_book_that_keeps_all_laws_says_how_often_each_was_tested(void)
{
    g_autoptr(book_t) book = book_new();
    add_table(book);
    g_autofree char *said = refusal(book);
    CU_ASSERT_STRING_EQUAL(said, "");
    CU_ASSERT_EQUAL_FATAL(book->laws->len, 4);
    CU_ASSERT_STRING_EQUAL(book->laws->pdata[0], "Các dòng cộng lại bằng dòng Cộng (3 phép thử)");
    CU_ASSERT_STRING_EQUAL(book->laws->pdata[1], "Các cột cộng lại bằng cột Cộng (3 phép thử)");
    CU_ASSERT_STRING_EQUAL(book->laws->pdata[3],
                           "Công thức cho đúng số đếm từ dữ liệu (11 phép thử)");
}

static void rows_that_do_not_make_the_total_are_refused(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 1, 2)->numerator = 8;
    CU_ASSERT_TRUE(is_refused(book, "Các dòng cộng lại bằng dòng Cộng", "bang/*/kem/count"));
}

static void columns_that_do_not_make_the_total_are_refused(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 0, 0)->numerator = 7;
    book_cell(table, 1, 0)->numerator = 2;
    CU_ASSERT_TRUE(is_refused(book, "Các cột cộng lại bằng cột Cộng", "bang/h1/*/count"));
}

static void a_part_that_is_more_than_its_whole_is_refused(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 1, 3)->denominator = 6;
    CU_ASSERT_TRUE(is_refused(book, "Phần không lớn hơn tổng thể", "bang/h2/kem/share_row"));
}

static void a_formula_that_gives_another_figure_is_refused(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 0, 1)->whole.column = 2;
    CU_ASSERT_TRUE(
        is_refused(book, "Công thức cho đúng số đếm từ dữ liệu", "bang/h1/tot/share_row"));
}

static void a_sum_without_children_is_no_formula(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 1, 0)->relation = RELATION_SUM_ROWS;
    CU_ASSERT_TRUE(is_refused(book, "Công thức cho đúng số đếm từ dữ liệu", "bang/h2/tot/count"));
}

static void a_formula_over_a_suppressed_cell_is_refused(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 1, 0)->state = CELL_SUPPRESSED;
    CU_ASSERT_TRUE(
        is_refused(book, "Công thức cho đúng số đếm từ dữ liệu", "bang/h2/tot/share_row"));
}

static void a_chart_may_draw_only_cells_of_its_table(void)
{
    g_autoptr(book_t) book = book_new();
    add_table(book);
    struct book_sheet *sheet = g_ptr_array_index(book->sheets, 0);
    struct book_chart *chart = book_sheet_add_chart(sheet, "bang", CHART_RANKED_BAR);
    guint row = 1, column = 4;
    g_array_append_val(chart->rows, row);
    g_array_append_val(chart->columns, column);
    g_autofree char *held = refusal(book);
    CU_ASSERT_STRING_EQUAL(held, "");
    row = 3;
    g_array_append_val(chart->rows, row);
    CU_ASSERT_TRUE(is_refused(book, "Biểu đồ vẽ đúng ô của bảng", "bang/h1/tot/count"));
}

static void totals_that_need_not_add_up_are_not_tested(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_table *table = add_table(book);
    book_cell(table, 2, 4)->numerator = 25; /* facts above the rows */
    for (guint c = 0; c <= 4; c += 2)
        book_cell(table, 2, c)->relation = RELATION_NONE;
    book_cell(table, 2, 1)->relation = book_cell(table, 2, 3)->relation = RELATION_NONE;
    table->rows_exhaustive = table->columns_exhaustive = FALSE;
    g_autofree char *said = refusal(book);
    CU_ASSERT_STRING_EQUAL(said, "");
}

static void a_row_that_is_spent_nowhere_breaks_the_law_of_rows(void)
{
    static char file[] = "ky_luat.csv";
    struct account_told account = {.file = file,
                                   .placed = TRUE,
                                   .used = 5,
                                   .counted = 2,
                                   .outside_period = 1,
                                   .outside_unit = 2};
    g_autoptr(GArray) accounts = g_array_new(FALSE, FALSE, sizeof account);
    g_array_append_val(accounts, account);
    g_autoptr(book_t) book = book_new();
    g_autoptr(GError) error = NULL;
    CU_ASSERT_TRUE(laws_check_rows(accounts, book, &error));
    CU_ASSERT_EQUAL(book->laws->len, 1);

    g_array_index(accounts, struct account_told, 0).used = 6;
    CU_ASSERT_FALSE(laws_check_rows(accounts, book, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_SPEC));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, "ky_luat.csv"));
}

static CU_TestInfo tests[] = {
    {"a row that is spent nowhere breaks the law of rows",
     a_row_that_is_spent_nowhere_breaks_the_law_of_rows},
    {"a book that keeps all laws says how often each was tested",
     a_book_that_keeps_all_laws_says_how_often_each_was_tested},
    {"rows that do not make the total are refused", rows_that_do_not_make_the_total_are_refused},
    {"columns that do not make the total are refused",
     columns_that_do_not_make_the_total_are_refused},
    {"a part that is more than its whole is refused",
     a_part_that_is_more_than_its_whole_is_refused},
    {"a formula that gives another figure is refused",
     a_formula_that_gives_another_figure_is_refused},
    {"a sum without children is no formula", a_sum_without_children_is_no_formula},
    {"a formula over a suppressed cell is refused", a_formula_over_a_suppressed_cell_is_refused},
    {"a chart may draw only cells of its table", a_chart_may_draw_only_cells_of_its_table},
    {"totals that need not add up are not tested", totals_that_need_not_add_up_are_not_tested},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo laws_suite = {"laws", NULL, NULL, NULL, NULL, tests};
