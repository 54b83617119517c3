#include <CUnit/CUnit.h>

#include "write/xlsx_formula.h"
#include "write/xlsx_layout.h"

/*
 * Two districts and a total; "Tổng số", and "Khiển trách" as a count and a share:
 *     10  4  40.0%
 *      5  1  20.0%
 *     15  5  33.3%
 */
static struct book_sheet *sample(struct book *book)
{
    static const gint64 counts[3][2] = {{10, 4}, {5, 1}, {15, 5}};
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng");
    struct book_table *table = book_sheet_add_table(sheet, "bang", "Đơn vị");
    book_table_add_row(table, "01", "Huyện ủy A", 2, 0);
    book_table_add_row(table, "02", "Huyện ủy B", 2, 0);
    book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0);
    book_table_add_column(table, BOOK_TOTAL_CODE, "Tổng số", MEASURE_COUNT);
    book_table_add_column(table, "khien_trach", "Khiển trách", MEASURE_COUNT);
    book_table_add_column(table, "khien_trach", "Khiển trách", MEASURE_SHARE_ROW);
    book_table_close(table);
    for (guint r = 0; r < 3; r++) {
        for (guint c = 0; c < 2; c++) {
            book_cell(table, r, c)->numerator = counts[r][c];
            book_cell(table, r, c)->relation = r == 2 ? RELATION_SUM_ROWS : RELATION_NONE;
        }
        *book_cell(table, r, 2) = (struct book_cell){.numerator = counts[r][1],
                                                     .denominator = counts[r][0],
                                                     .relation = RELATION_RATIO,
                                                     .part = {r, 1},
                                                     .whole = {r, 0}};
    }
    return sheet;
}

static char *formula_of(const struct book *book, const struct book_sheet *sheet, guint row,
                        guint column)
{
    struct xlsx_layout layout;
    xlsx_layout_sheet(book, sheet, &layout);
    struct request request = {0};
    return xlsx_formula(&request, sheet->table, &layout, (struct cell_place){row, column});
}

static void a_table_stands_below_title_and_header(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    struct xlsx_layout layout;
    xlsx_layout_sheet(book, sheet, &layout);
    /* title, air, two header rows, index row */
    CU_ASSERT_EQUAL(layout.header_row, 2);
    CU_ASSERT_EQUAL(layout.header_levels, 2);
    CU_ASSERT_EQUAL(layout.body_row, 5);
    struct workbook_place place = xlsx_layout_cell(&layout, 2, 1);
    CU_ASSERT_EQUAL(place.row, 7);
    CU_ASSERT_EQUAL(place.column, 3);
}

static void codes_and_paragraphs_move_the_table(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    sheet->table->show_codes = TRUE;
    g_ptr_array_add(sheet->paragraphs, g_strdup("Một đoạn."));
    struct xlsx_layout layout;
    xlsx_layout_sheet(book, sheet, &layout);
    struct workbook_place place = xlsx_layout_cell(&layout, 0, 0);
    CU_ASSERT_EQUAL(place.row, 6);
    CU_ASSERT_EQUAL(place.column, 3);
}

static void a_lone_count_is_merged_down_the_header(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    g_autoptr(GArray) cells = xlsx_header_cells(sheet->table);
    CU_ASSERT_EQUAL_FATAL(cells->len, 4);
    struct xlsx_header total = g_array_index(cells, struct xlsx_header, 0);
    struct xlsx_header label = g_array_index(cells, struct xlsx_header, 1);
    CU_ASSERT_EQUAL(total.last_row, 1);
    CU_ASSERT_EQUAL(label.last_row, 0);
    CU_ASSERT_EQUAL(label.first_column, 1);
    CU_ASSERT_EQUAL(label.last_column, 2);
}

static void a_share_divides_the_cells_it_comes_from(void)
{
    g_autoptr(book_t) book = book_new();
    g_autofree char *formula = formula_of(book, sample(book), 0, 2);
    CU_ASSERT_STRING_EQUAL(formula, "=ROUND(D6/C6,3)");
}

static void a_total_sums_its_rows(void)
{
    g_autoptr(book_t) book = book_new();
    g_autofree char *formula = formula_of(book, sample(book), 2, 0);
    CU_ASSERT_STRING_EQUAL(formula, "=SUM(C6:C7)");
}

static void rows_apart_are_summed_one_by_one(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    book_row(sheet->table, 1)->parent = 0;
    book_cell(sheet->table, 2, 0)->numerator = 10;
    g_autofree char *formula = formula_of(book, sheet, 2, 0);
    CU_ASSERT_STRING_EQUAL(formula, "=SUM(C6)");
}

static void a_sum_that_would_not_come_out_is_a_value(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    book_cell(sheet->table, 0, 0)->state = CELL_SUPPRESSED;
    g_autofree char *total = formula_of(book, sheet, 2, 0);
    g_autofree char *share = formula_of(book, sheet, 0, 2);
    CU_ASSERT_PTR_NULL(total);
    CU_ASSERT_PTR_NULL(share);
}

static void rows_of_two_levels_bear_roman_numerals(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    book_row(sheet->table, 1)->depth = 1;
    book_row(sheet->table, 1)->parent = 0;
    g_autoptr(xlsx_rows_t) rows = xlsx_rows_new(sheet->table);
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(rows->numbers, 0), "I");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(rows->numbers, 1), "1");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(rows->numbers, 2), "");
    CU_ASSERT_TRUE(rows->groups[0]);
    CU_ASSERT_FALSE(rows->groups[1]);
}

static void a_sum_of_many_columns_side_by_side_names_its_ends(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = sample(book);
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint c = 1; c <= 8; c++)
        g_array_append_val(parts, c);
    book_column(sheet->table, 0)->parts = parts;
    g_autofree char *all = xlsx_column_number(sheet->table, 0);
    CU_ASSERT_STRING_EQUAL(all, "1=2+3+4+5+6+7+8+9");
    const guint more[] = {9, 12, 14};
    g_array_append_vals(parts, more, G_N_ELEMENTS(more));
    g_autofree char *ends = xlsx_column_number(sheet->table, 0);
    CU_ASSERT_STRING_EQUAL(ends, "1=2+3+…+10+13+15");
}

static CU_TestInfo tests[] = {
    {"a table stands below title and header", a_table_stands_below_title_and_header},
    {"codes and paragraphs move the table", codes_and_paragraphs_move_the_table},
    {"a lone count is merged down the header", a_lone_count_is_merged_down_the_header},
    {"a share divides the cells it comes from", a_share_divides_the_cells_it_comes_from},
    {"a total sums its rows", a_total_sums_its_rows},
    {"rows apart are summed one by one", rows_apart_are_summed_one_by_one},
    {"a sum that would not come out is a value", a_sum_that_would_not_come_out_is_a_value},
    {"a sum of many columns side by side names its ends",
     a_sum_of_many_columns_side_by_side_names_its_ends},
    {"rows of two levels bear roman numerals", rows_of_two_levels_bear_roman_numerals},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_layout_suite = {"xlsx_layout", NULL, NULL, NULL, NULL, tests};
