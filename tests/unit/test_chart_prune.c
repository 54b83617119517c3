#include <CUnit/CUnit.h>

#include "build/charts.h"

/* A sheet with a chart over all rows of one column of counts; -1 is hidden, -2 without a base. */
static struct book *book_of(enum chart_kind kind, const gint64 *counts, guint rows)
{
    struct book *book = book_new();
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng");
    struct book_table *table = book_sheet_add_table(sheet, "bang", "Đơn vị");
    struct book_chart *chart = book_sheet_add_chart(sheet, "hinh", kind);
    chart->title = g_strdup("Hình");
    table->show_codes = TRUE;
    for (guint r = 0; r < rows; r++)
        book_table_add_row(table, "007", "Huyện ủy", -1, 0);
    guint column = book_table_add_column(table, "*", "Cộng", MEASURE_COUNT);
    g_array_append_val(chart->columns, column);
    book_table_close(table);
    for (guint r = 0; r < rows; r++) {
        struct book_cell *cell = book_cell(table, r, 0);
        cell->numerator = MAX(counts[r], 0);
        if (counts[r] < 0)
            cell->state = counts[r] == -1 ? CELL_SUPPRESSED : CELL_EMPTY;
        g_array_append_val(chart->rows, r);
    }
    charts_prune(book);
    return book;
}

static const struct book_sheet *sheet_of(const struct book *book)
{
    return g_ptr_array_index(book->sheets, 0);
}

static void check_note(const struct book *book, const char *note)
{
    CU_ASSERT_EQUAL_FATAL(sheet_of(book)->notes->len, 1);
    CU_ASSERT_STRING_EQUAL(sheet_of(book)->notes->pdata[0], note);
}

static void check_left_out(enum chart_kind kind, const gint64 *counts, guint rows, const char *note)
{
    g_autoptr(book_t) book = book_of(kind, counts, rows);
    CU_ASSERT_EQUAL(sheet_of(book)->charts->len, 0);
    check_note(book, note);
}

/* Rows drawn; 0 when the chart was left out. */
static guint drawn(enum chart_kind kind, const gint64 *counts, guint rows)
{
    g_autoptr(book_t) book = book_of(kind, counts, rows);
    if (sheet_of(book)->charts->len == 0)
        return 0;
    const struct book_chart *chart = sheet_of(book)->charts->pdata[0];
    return chart->rows->len;
}

static void one_year_makes_no_slope_and_no_line(void)
{
    const gint64 one[] = {7}, two[] = {7, 8}, middle[] = {-2, 7, 8};
    check_left_out(CHART_SLOPE, one, 1,
                   "Không vẽ biểu đồ “Hình”: cần số liệu của ít nhất hai đơn vị.");
    check_left_out(CHART_LINE, one, 1,
                   "Không vẽ biểu đồ “Hình”: cần số liệu của ít nhất hai đơn vị.");
    CU_ASSERT_EQUAL(drawn(CHART_SLOPE, two, 2), 2);
    CU_ASSERT_EQUAL(drawn(CHART_SLOPE, middle, 3), 0);
    CU_ASSERT_EQUAL(drawn(CHART_LINE, middle, 3), 3);
}

static void two_units_make_no_funnel(void)
{
    const gint64 counts[] = {7, 8, 9};
    check_left_out(CHART_FUNNEL, counts, 2,
                   "Không vẽ biểu đồ “Hình”: cần số liệu của ít nhất ba đơn vị.");
    CU_ASSERT_EQUAL(drawn(CHART_FUNNEL, counts, 3), 3);
}

static void a_chart_of_zeros_is_left_out(void)
{
    const gint64 counts[] = {0, 0, -2};
    check_left_out(CHART_RANKED_BAR, counts, 3,
                   "Không vẽ biểu đồ “Hình”: không có số liệu nào khác 0.");
}

static void a_chart_that_is_mostly_hidden_is_left_out(void)
{
    const gint64 counts[] = {9, -1, -1, 0};
    check_left_out(CHART_RANKED_BAR, counts, 4,
                   "Không vẽ biểu đồ “Hình”: phần lớn số liệu không công bố.");
    CU_ASSERT_EQUAL(drawn(CHART_RANKED_BAR, counts, 2), 2);
}

static void shares_of_one_thing_each_are_left_out(void)
{
    for (gint64 base = 1; base <= 2; base++) {
        const gint64 counts[] = {1, 0, 1};
        g_autoptr(book_t) book = book_of(CHART_RANKED_BAR, counts, 3);
        struct book_table *table = sheet_of(book)->table;
        book_column(table, 0)->measure = MEASURE_SHARE_ROW;
        for (guint row = 0; row < 3; row++)
            book_cell(table, row, 0)->denominator = row == 1 ? base : 1;
        charts_prune(book);
        CU_ASSERT_EQUAL(sheet_of(book)->charts->len, base == 1 ? 0 : 1);
        if (base == 1)
            check_note(book, "Không vẽ biểu đồ “Hình”: mỗi tỷ lệ chỉ tính trên một trường hợp.");
    }
}

static void units_without_a_base_are_left_out_where_most_are(void)
{
    const gint64 counts[] = {-2, -2, 5, 0, -2, -2};
    g_autoptr(book_t) book = book_of(CHART_RANKED_BAR, counts, 6);
    check_note(book, "Biểu đồ “Hình” chỉ vẽ đơn vị có số liệu: 2 trong 6.");
    CU_ASSERT_EQUAL(drawn(CHART_RANKED_BAR, counts + 2, 3), 3);
}

static void zeros_are_left_out_only_among_many_units(void)
{
    gint64 counts[13] = {5, -1, 4};
    CU_ASSERT_EQUAL(drawn(CHART_RANKED_BAR, counts, 12), 12);
    CU_ASSERT_EQUAL(drawn(CHART_RANKED_BAR, counts, 13), 3);
    CU_ASSERT_EQUAL(drawn(CHART_FUNNEL, counts, 13), 13); /* the level of all rests on them */
}

static CU_TestInfo tests[] = {
    {"one year makes no slope and no line", one_year_makes_no_slope_and_no_line},
    {"two units make no funnel", two_units_make_no_funnel},
    {"a chart of zeros is left out", a_chart_of_zeros_is_left_out},
    {"a chart that is mostly hidden is left out", a_chart_that_is_mostly_hidden_is_left_out},
    {"shares of one thing each are left out", shares_of_one_thing_each_are_left_out},
    {"units without a base are left out where most are",
     units_without_a_base_are_left_out_where_most_are},
    {"zeros are left out only among many units", zeros_are_left_out_only_among_many_units},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_prune_suite = {"chart_prune", NULL, NULL, NULL, NULL, tests};
