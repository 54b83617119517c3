#include "fixture.h"

#include "build/charts.h"

static const char table[] = "  - id: a\n    title: Hình thức\n    from: ky_luat\n"
                            "    unit_note: \"ĐVT: người\"\n"
                            "    rows: [{by: co_so, group: huyen}]\n"
                            "    columns: [{by: hinh_thuc}]\n"
                            "    measures: [{show: count}, {show: share_row}]\n"
                            "charts:\n";

/* Opens a fixture and builds its book with one chart in YAML. */
static struct book *book_with(struct fixture *f, const char *chart)
{
    g_autofree char *tables = g_strconcat(table, chart, NULL);
    fixture_open(f, tables, NULL, "2024");
    fixture_take(f, "ky_luat", "ngay=2024-01-01 ma_don_vi=34.1.1 hinh_thuc=canh_cao");
    fixture_take(f, "ky_luat", "ngay=2024-02-01 ma_don_vi=34.1.1 hinh_thuc=khai_tru");
    struct book *book = fixture_book(f, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(book);
    return book;
}

static const struct book_chart *chart_of(const struct book *book)
{
    GPtrArray *charts = fixture_sheet(book, "a")->charts;
    CU_ASSERT_EQUAL_FATAL(charts->len, 1);
    return charts->pdata[0];
}

/* Codes of the columns or rows that are drawn. New string. */
static char *drawn(const struct book *book, gboolean columns)
{
    const struct book_table *shown = fixture_sheet(book, "a")->table;
    const struct book_chart *chart = chart_of(book);
    GArray *lines = columns ? chart->columns : chart->rows;
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        guint line = g_array_index(lines, guint, i);
        g_string_append_printf(
            codes, "%s ", columns ? book_column(shown, line)->code : book_row(shown, line)->code);
    }
    return g_strdup(codes->str);
}

static void without_columns_all_but_the_total_are_drawn(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book =
        book_with(&f, "  - {id: c, table: a, kind: stacked_bar_100, measure: share_row}\n");
    g_autofree char *columns = drawn(book, TRUE);
    CU_ASSERT_STRING_EQUAL(columns, "khien_trach canh_cao khai_tru ");
    guint first = g_array_index(chart_of(book)->columns, guint, 0);
    CU_ASSERT_EQUAL(book_column(fixture_sheet(book, "a")->table, first)->measure,
                    MEASURE_SHARE_ROW);
}

static void the_columns_that_are_named_are_drawn_in_the_order_of_the_table(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book =
        book_with(&f, "  - {id: c, table: a, kind: grouped_bar, measure: count,\n"
                      "     columns: [total, canh_cao]}\n");
    g_autofree char *columns = drawn(book, TRUE);
    CU_ASSERT_STRING_EQUAL(columns, "canh_cao * ");
}

static void totals_and_rows_that_hold_others_are_never_drawn(void)
{
    g_auto(fixture_t) f = {0};
    g_autoptr(book_t) book =
        book_with(&f, "  - {id: c, table: a, kind: ranked_bar, measure: count,\n"
                      "     columns: [total]}\n");
    g_autofree char *rows = drawn(book, FALSE);
    CU_ASSERT_STRING_EQUAL(rows, "34.1.1 34.1.2 34.2.1 DK ");
}

static void the_subtitle_says_what_is_measured(void)
{
    g_auto(fixture_t) counts = {0};
    g_autoptr(book_t) book =
        book_with(&counts, "  - {id: c, table: a, kind: ranked_bar, measure: count,\n"
                           "     columns: [total]}\n");
    CU_ASSERT_STRING_EQUAL(chart_of(book)->title, "Hình thức");
    CU_ASSERT_STRING_EQUAL(chart_of(book)->subtitle, "Đơn vị 34, năm 2024 – số người");
    CU_ASSERT_STRING_EQUAL(chart_of(book)->source, "Nguồn: ky_luat.csv");

    g_auto(fixture_t) shares = {0};
    g_autoptr(book_t) other =
        book_with(&shares, "  - {id: c, table: a, kind: stacked_bar_100, measure: share_row,\n"
                           "     title: \"Tên khác {period}\"}\n");
    CU_ASSERT_STRING_EQUAL(chart_of(other)->title, "Tên khác năm 2024");
    CU_ASSERT_STRING_EQUAL(chart_of(other)->subtitle,
                           "Đơn vị 34, năm 2024 – % trên số người của mỗi đơn vị");
}

static void years_before_the_period_are_said_to_be_covered(void)
{
    g_auto(fixture_t) f = {0};
    fixture_open(&f,
                 "  - id: a\n    title: Các năm\n    from: ky_luat\n"
                 "    rows: [{by: year, last: \"5\"}]\n    columns: [{by: hinh_thuc}]\n"
                 "    measures: [{show: count}]\n"
                 "charts:\n  - {id: c, table: a, kind: line, measure: count}\n",
                 NULL, "2024");
    fixture_take(&f, "ky_luat", "ngay=2022-01-01 ma_don_vi=34.1.1 hinh_thuc=canh_cao");
    fixture_take(&f, "ky_luat", "ngay=2024-02-01 ma_don_vi=34.1.1 hinh_thuc=khai_tru");
    g_autoptr(book_t) book = fixture_book(&f, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(book);
    CU_ASSERT_STRING_EQUAL(chart_of(book)->subtitle, "Đơn vị 34, giai đoạn 2022–2024 – số lượng");
}

/* The place of a value among those that have colours, as the first column that shows it says. */
static guint place_of(const struct book *book, const char *code)
{
    const struct book_table *shown = fixture_sheet(book, "a")->table;
    for (guint c = 0; c < shown->columns->len; c++)
        if (g_str_equal(book_column(shown, c)->code, code))
            return book_column(shown, c)->series.place;
    return G_MAXUINT;
}

static void a_value_has_its_place_whatever_else_is_drawn(void)
{
    g_auto(fixture_t) all = {0}, some = {0};
    g_autoptr(book_t) whole =
        book_with(&all, "  - {id: c, table: a, kind: stacked_bar, measure: count}\n");
    g_autoptr(book_t) part = book_with(&some, "  - {id: c, table: a, kind: stacked_bar, "
                                              "measure: count,\n     columns: [khai_tru]}\n");
    CU_ASSERT_EQUAL(place_of(whole, "khai_tru"), place_of(part, "khai_tru"));
    CU_ASSERT_EQUAL(place_of(whole, "khai_tru"), place_of(whole, "canh_cao") + 1);
}

static void of_many_values_the_largest_have_colours(void)
{
    g_autoptr(book_t) book = book_new();
    struct book_sheet *sheet = book_add_sheet(book, "a", "a");
    struct book_table *shown = book_sheet_add_table(sheet, "a", "Đơn vị");
    struct book_chart *chart = book_sheet_add_chart(sheet, "c", CHART_STACKED_BAR);
    guint row = book_table_add_row(shown, "1", "Một", -1, 0);
    for (guint c = 0; c < 10; c++) {
        g_autofree char *code = g_strdup_printf("c%u", c);
        book_table_add_column(shown, code, code, MEASURE_COUNT);
        book_column(shown, c)->series =
            (struct book_series){.field = g_strdup("nhom"), .place = 2 * c, .count = 20};
        g_array_append_val(chart->columns, c);
    }
    g_array_append_val(chart->rows, row);
    book_table_close(shown);
    for (guint c = 0; c < 10; c++)
        book_cell(shown, 0, c)->numerator = c == 0 || c == 4 || c == 5 ? 1 : 10 + c;
    charts_settle_series(book);
    for (guint c = 0, own = 0; c < 10; c++) {
        gboolean small = c == 0 || c == 4 || c == 5;
        guint place = book_column(shown, c)->series.place;
        CU_ASSERT_TRUE(small ? place >= CHART_MOST_COLORS : place == own++);
    }
}

static CU_TestInfo tests[] = {
    {"without columns all but the total are drawn", without_columns_all_but_the_total_are_drawn},
    {"the columns that are named are drawn in the order of the table",
     the_columns_that_are_named_are_drawn_in_the_order_of_the_table},
    {"totals and rows that hold others are never drawn",
     totals_and_rows_that_hold_others_are_never_drawn},
    {"the subtitle says what is measured", the_subtitle_says_what_is_measured},
    {"years before the period are said to be covered",
     years_before_the_period_are_said_to_be_covered},
    {"a value has its place whatever else is drawn", a_value_has_its_place_whatever_else_is_drawn},
    {"of many values the largest have colours", of_many_values_the_largest_have_colours},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_pick_suite = {"chart_pick", NULL, NULL, NULL, NULL, tests};
