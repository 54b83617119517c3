#include <CUnit/CUnit.h>

#include "book/book.h"

static void a_table_holds_its_cells_by_row_and_column(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = book_add_sheet(book, "Chi bộ", "Xếp loại chi bộ");
    struct book_table *table = book_sheet_add_table(sheet, "chi-bo", "Đơn vị");
    char code[] = "34.336";
    CU_ASSERT_EQUAL(book_table_add_row(table, code, "Thành phố", -1, 0), 0);
    CU_ASSERT_EQUAL(book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0), 1);
    CU_ASSERT_EQUAL(book_table_add_column(table, "tot", "Tốt", MEASURE_COUNT), 0);
    CU_ASSERT_EQUAL(book_table_add_column(table, "tot", "Tốt", MEASURE_SHARE_ROW), 1);
    book_table_close(table);
    code[0] = '?';
    book_cell(table, 0, 1)->numerator = 5;
    CU_ASSERT_EQUAL(table->cells[1].numerator, 5);
    CU_ASSERT_EQUAL(book_cell(table, 1, 1)->numerator, 0);
    CU_ASSERT_EQUAL(book_cell(table, 1, 1)->state, CELL_OK);
    CU_ASSERT_STRING_EQUAL(book_row(table, 0)->code, "34.336");
    CU_ASSERT_STRING_EQUAL(book_column(table, 1)->heading, "Tỷ lệ %");
    CU_ASSERT_EQUAL(book_column(table, 1)->parent, -1);
}

/* The leak checker sees what this book does not free. */
static void a_book_frees_all_that_was_put_into_it(void)
{
    struct book *book = book_new();
    book->stem = g_strdup("ky-luat-2024");
    book->office.issuer = g_strdup("BAN TỔ CHỨC");
    book->office.recipients = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(book->office.recipients, g_strdup("Lưu"));
    book_add_fact(book, "Kỳ báo cáo", "năm 2024");
    struct book_sheet *sheet = book_add_sheet(book, "Kiểm tra dữ liệu", "");
    struct book_list *list = book_sheet_add_list(sheet, "kiem-tra");
    g_ptr_array_add(list->headings, g_strdup("Tệp"));
    g_ptr_array_add(list->lines, g_strsplit("a.csv", ";", -1));
    struct book_chart *chart = book_sheet_add_chart(sheet, "thang", CHART_LINE);
    chart->title = g_strdup("Kỷ luật theo tháng");
    guint row = 3;
    g_array_append_val(chart->rows, row);
    g_ptr_array_add(sheet->notes, g_strdup("Ghi chú"));
    CU_ASSERT_EQUAL(book->sheets->len, 1);
    CU_ASSERT_EQUAL(sheet->charts->len, 1);
    book_free(book);
    book_free(NULL);
}

/* Rounding as one learns it at school: digit by digit, then a look at what is left over. */
static gint64 long_division(guint64 part, guint64 whole, guint digits)
{
    guint64 result = part / whole, rest = part % whole;
    for (guint i = 0; i < digits; i++) {
        rest *= 10;
        result = 10 * result + rest / whole;
        rest %= whole;
    }
    return (gint64)(result + (rest >= whole - rest));
}

static void a_thousand_values_agree_with_long_division(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2024);
    for (int i = 0; i < 1000; i++) {
        gint32 whole = g_rand_int_range(random, 1, i % 2 == 0 ? 100 : G_MAXINT32);
        gint32 part = g_rand_int_range(random, 0, i % 3 == 0 ? whole : G_MAXINT32);
        gint64 sign = i % 5 == 0 ? -1 : 1, value = 0;
        struct book_cell cell = {.numerator = sign * part, .denominator = whole};
        for (int m = MEASURE_SHARE_ROW; m < MEASURES; m++) {
            guint digits = measure_info(m)->decimals + measure_info(m)->form->power;
            CU_ASSERT_TRUE(cell_value(&cell, (enum measure)m, &value));
            CU_ASSERT_EQUAL(value, sign * long_division((guint64)part, (guint64)whole, digits));
        }
        CU_ASSERT_TRUE(cell_value(&cell, MEASURE_COUNT, &value));
        CU_ASSERT_EQUAL(value, sign * part);
    }
}

static void a_tie_is_rounded_away_from_zero(void)
{
    gint64 value = 0;
    struct book_cell cell = {.numerator = 23, .denominator = 80};
    CU_ASSERT_TRUE(cell_value(&cell, MEASURE_SHARE_ROW, &value));
    CU_ASSERT_EQUAL(value, 288);
    cell.numerator = -23;
    CU_ASSERT_TRUE(cell_value(&cell, MEASURE_DIFF_PP, &value));
    CU_ASSERT_EQUAL(value, -288);
}

static void a_cell_has_a_value_only_when_it_is_ok_and_has_a_base(void)
{
    gint64 value = 77;
    struct book_cell cell = {.numerator = 1, .denominator = 2};
    for (int state = CELL_EMPTY; state < CELL_STATES; state++) {
        cell.state = (enum cell_state)state;
        CU_ASSERT_FALSE(cell_value(&cell, MEASURE_SHARE_ROW, &value));
        CU_ASSERT_FALSE(cell_value(&cell, MEASURE_COUNT, &value));
    }
    struct book_cell without_base = {.numerator = 1};
    CU_ASSERT_FALSE(cell_value(&without_base, MEASURE_SHARE_ROW, &value));
    CU_ASSERT_EQUAL(value, 77);
}

static void a_cell_prints_the_vietnamese_way(void)
{
    static const struct {
        struct book_cell cell;
        enum measure measure;
        const char *text;
    } cases[] = {
        {{.numerator = 1234}, MEASURE_COUNT, "1.234"},
        {{.numerator = 0}, MEASURE_COUNT, "0"},
        {{.numerator = 107, .denominator = 147}, MEASURE_SHARE_ROW, "72,8%"},
        {{.numerator = 29, .denominator = 1000}, MEASURE_DIFF_PP, "+2,9 điểm"},
        {{.numerator = -29, .denominator = 1000}, MEASURE_DIFF_PP, "-2,9 điểm"},
        {{.numerator = 0, .denominator = 1}, MEASURE_DIFF_PP, "0,0 điểm"},
        {{.numerator = 1, .denominator = 9000}, MEASURE_DIFF_PP, "0,0 điểm"},
        {{.numerator = 240, .denominator = 295}, MEASURE_INDEX, "81,4%"},
        {{.numerator = 3, .denominator = 100}, MEASURE_CHANGE_PCT, "+3,0%"},
        {{.numerator = 5, .denominator = 4000}, MEASURE_RATE_1000, "1,25"},
        {{.numerator = 12, .estimate = TRUE}, MEASURE_COUNT, "~12"},
        {{.numerator = 1, .denominator = 2, .estimate = TRUE}, MEASURE_CHANGE_PCT, "~+50,0%"},
        {{.state = CELL_EMPTY}, MEASURE_SHARE_ROW, "–"},
        {{.state = CELL_MISSING}, MEASURE_COUNT, "…"},
        {{.state = CELL_NOT_APPLICABLE}, MEASURE_INDEX, "x"},
        {{.state = CELL_SUPPRESSED, .numerator = 3, .estimate = TRUE}, MEASURE_COUNT, "*"},
        {{.state = CELL_NOT_COMPARABLE}, MEASURE_DIFF_PP, "≠"},
        {{.numerator = 0}, MEASURE_SHARE_ROW, "–"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = cell_text(&cases[i].cell, cases[i].measure);
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
    }
}

static CU_TestInfo tests[] = {
    {"a table holds its cells by row and column", a_table_holds_its_cells_by_row_and_column},
    {"a book frees all that was put into it", a_book_frees_all_that_was_put_into_it},
    {"a thousand values agree with long division", a_thousand_values_agree_with_long_division},
    {"a tie is rounded away from zero", a_tie_is_rounded_away_from_zero},
    {"a cell has a value only when it is ok and has a base",
     a_cell_has_a_value_only_when_it_is_ok_and_has_a_base},
    {"a cell prints the Vietnamese way", a_cell_prints_the_vietnamese_way},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo book_suite = {"book", NULL, NULL, NULL, NULL, tests};
