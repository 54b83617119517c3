#include <CUnit/CUnit.h>

#include "build/charts.h"

/* A unit of a cap of 20 %, rounded: base, limit, excellent; base 0: it has not reported. */
struct unit_of_cap {
    const char *name;
    gint64 base, limit, awarded;
};

static const struct unit_of_cap units[] = {
    {"Ngang mức", 100, 20, 20}, {"Trong giới hạn", 98, 20, 20}, {"Chưa báo cáo", 0, 0, 0},
    {"Vượt một", 102, 20, 21},  {"Dưới mức", 101, 20, 5},       {"Vượt ba", 203, 41, 44},
};

static const struct cap_rule rule = {.percent = "20", .rounding = "nearest"};

static struct book *book_of(const struct cap_rule *law, guint count)
{
    struct book *book = book_new();
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng");
    struct book_table *table = book_sheet_add_table(sheet, "tran", "Đơn vị");
    struct book_chart *chart = book_sheet_add_chart(sheet, "tran", CHART_DOT_PLOT);
    guint over = CAP_SHOWS_OVER;
    chart->title = g_strdup("Hình");
    table->show_codes = TRUE;
    for (guint r = 0; r < count; r++)
        book_table_add_row(table, "007", units[r].name, -1, 0);
    for (guint c = 0; c < TEMPLATE_CAP_COLUMNS; c++)
        book_table_add_column(table, template_cap_columns[c].code, template_cap_columns[c].label,
                              template_cap_columns[c].measure);
    book_table_close(table);
    for (guint r = 0; r < count; r++) {
        book_cell(table, r, CAP_SHOWS_BASE)->numerator = units[r].base;
        book_cell(table, r, CAP_SHOWS_LIMIT)->numerator = units[r].limit;
        book_cell(table, r, CAP_SHOWS_AWARDED)->numerator = units[r].awarded;
        book_cell(table, r, CAP_SHOWS_OVER)->numerator = MAX(units[r].awarded - units[r].limit, 0);
        for (guint c = 0; c < TEMPLATE_CAP_COLUMNS && units[r].base == 0; c++)
            book_cell(table, r, c)->state = CELL_MISSING;
        g_array_append_val(chart->rows, r);
    }
    g_array_append_val(chart->columns, over);
    charts_pick_over_cap(law, table, chart);
    charts_prune(book);
    return book;
}

static const struct book_sheet *sheet_of(const struct book *book)
{
    return g_ptr_array_index(book->sheets, 0);
}

static void check_left_out(const struct cap_rule *law, guint count, const char *why)
{
    g_autoptr(book_t) book = book_of(law, count);
    g_autofree char *note = g_strdup_printf("Không vẽ biểu đồ “Hình”: %s.", why);
    CU_ASSERT_EQUAL(sheet_of(book)->charts->len, 0);
    CU_ASSERT_EQUAL_FATAL(sheet_of(book)->notes->len, 1);
    CU_ASSERT_STRING_EQUAL(sheet_of(book)->notes->pdata[0], note);
}

static void those_over_come_first_and_then_those_within_by_rounding(void)
{
    g_autoptr(book_t) book = book_of(&rule, G_N_ELEMENTS(units));
    CU_ASSERT_EQUAL_FATAL(sheet_of(book)->charts->len, 1);
    const struct book_chart *chart = sheet_of(book)->charts->pdata[0];
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < chart->rows->len; i++)
        g_string_append_printf(
            names, "%s; ",
            book_row(sheet_of(book)->table, g_array_index(chart->rows, guint, i))->label);
    CU_ASSERT_STRING_EQUAL(names->str, "Vượt ba; Vượt một; Trong giới hạn; ");
    CU_ASSERT_TRUE(chart->has_threshold);
    CU_ASSERT_EQUAL(chart->threshold, 0);
    CU_ASSERT_STRING_EQUAL(chart->note,
                           "Đường đứt nét: giới hạn của từng đơn vị (20%, làm tròn). Chấm đặc: "
                           "vượt giới hạn (2 đơn vị). Chấm rỗng: trên 20% nhưng trong giới hạn (1 "
                           "đơn vị). Không vẽ 2 đơn vị không quá 20%. Chưa có số liệu: Chưa báo "
                           "cáo.");
}

static void where_none_is_over_nothing_is_drawn(void)
{
    check_left_out(&rule, 1, "không đơn vị nào quá 20%");
    check_left_out(&rule, 2,
                   "không đơn vị nào vượt giới hạn; trên 20% nhưng trong giới hạn: 1 đơn vị");
    check_left_out(&rule, 3,
                   "không đơn vị nào vượt giới hạn; trên 20% nhưng trong giới hạn: 1 đơn vị; chưa "
                   "có số liệu: 1 đơn vị");
    check_left_out(&rule, 0, "không áp dụng trong kỳ này");
}

static void without_a_verdict_nobody_is_over(void)
{
    check_left_out(NULL, G_N_ELEMENTS(units), "quy định của kỳ này không cho kết luận");
}

static CU_TestInfo tests[] = {
    {"those over come first, and then those within by rounding",
     those_over_come_first_and_then_those_within_by_rounding},
    {"where none is over nothing is drawn", where_none_is_over_nothing_is_drawn},
    {"without a verdict nobody is over", without_a_verdict_nobody_is_over},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo charts_cap_suite = {"charts_cap", NULL, NULL, NULL, NULL, tests};
