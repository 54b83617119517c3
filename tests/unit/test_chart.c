#include <CUnit/CUnit.h>
#include <string.h>

#include "../gallery/cases.h"
#include "chart/chart.h"

/* A ruler without fonts, wider than the real one. */
static double fixed_width(void *data, const char *text, double size, enum text_weight weight)
{
    (void)data;
    return (double)g_utf8_strlen(text, -1) * size * (weight == TEXT_BOLD ? 0.64 : 0.6);
}

static const struct ruler fixed_ruler = {fixed_width, NULL};

static const struct chart_size size = {1600, 900, FALSE};

static gboolean texts_stand_free(const struct display_list *list, const struct ruler *ruler)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        if (item->kind != ITEM_TEXT)
            continue;
        struct box box = item_text_box(item, ruler);
        for (guint k = 0; k < boxes->len; k++)
            if (box_overlaps(g_array_index(boxes, struct box, k), box))
                return FALSE;
        g_array_append_val(boxes, box);
    }
    return TRUE;
}

static guint count_text(const struct display_list *list, const char *text)
{
    guint count = 0;
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        count += item->kind == ITEM_TEXT && strstr(item->text, text) != NULL;
    }
    return count;
}

static void a_missing_row_has_its_sign_and_no_bar(void)
{
    g_autoptr(book_t) book = case_book(CHART_RANKED_BAR, CASE_MISSING);
    g_autoptr(display_list_t) list =
        chart_layout(case_table(book), case_chart(book), size, &fixed_ruler);
    for (guint i = 0; i < list->items->len; i++)
        CU_ASSERT_NOT_EQUAL(display_list_item(list, i)->row, case_table(book)->rows->len / 2);
    CU_ASSERT_EQUAL(count_text(list, "…"), 2); /* at the row and in the note */
    CU_ASSERT_EQUAL(count_text(list, "chưa có báo cáo"), 1);
}

static guint count_kind(const struct display_list *list, enum item_kind kind)
{
    guint count = 0;
    for (guint i = 0; i < list->items->len; i++)
        count += display_list_item(list, i)->kind == kind;
    return count;
}

static void a_line_breaks_where_a_year_is_missing(void)
{
    g_autoptr(book_t) whole = case_book(CHART_LINE, CASE_PLAIN);
    g_autoptr(display_list_t) unbroken =
        chart_layout(case_table(whole), case_chart(whole), size, &fixed_ruler);
    CU_ASSERT_EQUAL(count_kind(unbroken, ITEM_POLYLINE), 4);
    struct book_chart *chart = (struct book_chart *)case_chart(whole);
    g_array_remove_index(chart->rows, 2); /* no row at all for 2022 */
    g_autoptr(display_list_t) broken = chart_layout(case_table(whole), chart, size, &fixed_ruler);
    CU_ASSERT_EQUAL(count_kind(broken, ITEM_POLYLINE), 8);
}

static void a_threshold_widens_the_axis_and_is_named(void)
{
    g_autoptr(book_t) book = case_book(CHART_LINE, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    guint decimals =
        measure_info(
            book_column(case_table(book), g_array_index(chart->columns, guint, 0))->measure)
            ->decimals;
    chart->has_threshold = TRUE;
    chart->threshold = 1000000;
    for (guint i = 0; i < decimals; i++)
        chart->threshold *= 10;
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, size, &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "Ngưỡng 1.000.000"), 1);
    for (guint i = 0; i < list->items->len; i++)
        CU_ASSERT_TRUE(display_list_item(list, i)->y >= 0);
}

/* A funnel of eight units of 500 with 10 cases each, but for the first. New list. */
static struct display_list *funnel_of(struct book *book, gint64 first)
{
    struct book_table *table = (struct book_table *)case_table(book);
    book_column(table, 0)->measure = MEASURE_RATE_1000;
    for (guint row = 0; row < table->rows->len; row++) {
        book_cell(table, row, 0)->numerator = row == 0 ? first : 10;
        book_cell(table, row, 0)->denominator = 500;
    }
    return chart_layout(table, case_chart(book), size, &fixed_ruler);
}

/* All texts, one after the other. New string. */
static char *all_text(const struct display_list *list)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < list->items->len; i++)
        if (display_list_item(list, i)->kind == ITEM_TEXT)
            g_string_append_printf(text, "%s ", display_list_item(list, i)->text);
    return g_string_free(text, FALSE);
}

/*
 * Of 115 cases 14.375 are expected in each. By scipy.stats.poisson.sf(count - 1, 14.375) 27 and
 * more come with a chance of 0.0019, 26 with 0.0037; 5 % shared out over both sides of eight units
 * are 0.0031.
 */
static void a_funnel_names_who_stands_out_and_from_where_on(void)
{
    g_autoptr(book_t) book = case_book(CHART_FUNNEL, CASE_PLAIN);
    g_autoptr(display_list_t) list = funnel_of(book, 45);
    g_autofree char *text = all_text(list);
    const char *name = book_row(case_table(book), 0)->label;
    g_autofree char *note =
        g_strdup_printf("Nằm ngoài: %s: 90,00 (cỡ ấy được nêu tên từ 54,00 trở lên).", name);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "nếu số vụ chỉ do ngẫu nhiên quanh mức chung"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, note));
    CU_ASSERT_PTR_NULL(strstr(text, "sai số"));
    CU_ASSERT_EQUAL(count_text(list, name), 2); /* at its mark and in the note */
    CU_ASSERT_EQUAL(count_text(list, book_row(case_table(book), 1)->label), 0);
}

static void a_funnel_without_signals_says_so(void)
{
    g_autoptr(book_t) book = case_book(CHART_FUNNEL, CASE_PLAIN);
    g_autoptr(display_list_t) list = funnel_of(book, 20);
    g_autofree char *text = all_text(list);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Không đơn vị nào nằm ngoài."));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Mức được nêu tên: cỡ 500 từ "));
    CU_ASSERT_EQUAL(count_text(list, book_row(case_table(book), 0)->label), 0);
}

static void a_unit_without_a_figure_is_named_and_no_point_of_a_funnel(void)
{
    g_autoptr(book_t) book = case_book(CHART_FUNNEL, CASE_PLAIN);
    book_cell(case_table(book), 3, 0)->state = CELL_MISSING;
    g_autoptr(display_list_t) list = funnel_of(book, 10);
    g_autofree char *text = all_text(list);
    g_autofree char *note =
        g_strdup_printf("… chưa có báo cáo, không vẽ: %s.", book_row(case_table(book), 3)->label);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, note));
    for (guint i = 0; i < list->items->len; i++)
        CU_ASSERT_NOT_EQUAL(display_list_item(list, i)->row, 3);
}

/* Full dots from the level on, rings else. */
static void dots_from_a_level_on_are_full(void)
{
    g_autoptr(book_t) book = case_book(CHART_DOT_PLOT, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    chart->has_threshold = TRUE;
    chart->threshold = 200; /* tenths of a per cent */
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, size, &fixed_ruler);
    guint rings = 0;
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        if (item->kind != ITEM_MARK || item->row == G_MAXUINT)
            continue;
        const struct book_cell *cell = book_cell(case_table(book), item->row, item->column);
        gboolean ring = color_lightness(item->fill) > 99;
        CU_ASSERT_EQUAL(ring, cell->numerator * 5 < cell->denominator);
        CU_ASSERT_TRUE(!ring || color_lightness(item->stroke) < 80);
        rings += ring;
    }
    CU_ASSERT_TRUE(rings > 0);
    CU_ASSERT_EQUAL(count_text(list, "Đường đứt nét: Ngưỡng 20%; ▲, chấm đặc: từ mức ấy trở lên; "
                                     "▼, chấm rỗng: dưới mức ấy."),
                    1);
}

static void a_cut_axis_is_said(void)
{
    g_autoptr(book_t) book = case_book(CHART_LINE, CASE_PLAIN);
    struct book_table *table = (struct book_table *)case_table(book);
    for (guint row = 0; row < table->rows->len; row++)
        for (guint column = 0; column < table->columns->len; column++) {
            book_cell(table, row, column)->numerator = 90 + row;
            book_cell(table, row, column)->denominator = 100;
        }
    g_autoptr(display_list_t) list = chart_layout(table, case_chart(book), size, &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "không bắt đầu từ 0"), 1);
}

static void a_thousand_rows_end_where_a_picture_can_be_drawn(void)
{
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        g_autoptr(book_t) book = case_book(kind, CASE_SIXTY_ROWS);
        struct book_chart *chart = (struct book_chart *)case_chart(book);
        for (guint i = 0; i < 940; i++) {
            guint row = i % 60;
            g_array_append_val(chart->rows, row);
        }
        g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, size, &fixed_ruler);
        CU_ASSERT_TRUE(list->height * 2 < 32767);
        CU_ASSERT_TRUE(texts_stand_free(list, &fixed_ruler));
    }
}

static void names_that_differ_only_at_their_ends_are_told_apart(void)
{
    g_autoptr(book_t) book = case_book(CHART_FUNNEL, CASE_LONG_NAMES);
    g_autoptr(display_list_t) list =
        chart_layout(case_table(book), case_chart(book), size, &fixed_ruler);
    guint ends[2] = {0, 0}; /* of names at their marks; the note has them whole */
    for (guint i = 0; i < list->items->len; i++) {
        const char *text = display_list_item(list, i)->text;
        ends[0] += text != NULL && g_str_has_suffix(text, "nghiệp 1");
        ends[1] += text != NULL && g_str_has_suffix(text, "nghiệp 2");
    }
    CU_ASSERT_EQUAL(ends[0], 1);
    CU_ASSERT_EQUAL(ends[1], 1);
}

/* A legend has a rectangle for each series that shows no figure. */
static guint swatches(enum chart_kind kind, enum chart_case one)
{
    g_autoptr(book_t) book = case_book(kind, one);
    g_autoptr(display_list_t) list = chart_layout(
        case_table(book), case_chart(book), (struct chart_size){3200, 900, FALSE}, &fixed_ruler);
    guint count = 0;
    for (guint i = 0; i < list->items->len; i++)
        count += display_list_item(list, i)->kind == ITEM_RECTANGLE &&
                 display_list_item(list, i)->hatch != HATCH_NONE &&
                 display_list_item(list, i)->row == G_MAXUINT;
    CU_ASSERT_EQUAL(count_text(list, "Không hoàn thành"), one == CASE_LONG_NAMES ? 0 : 1);
    return count;
}

static void series_are_named_beside_their_bars_where_there_is_room(void)
{
    CU_ASSERT_EQUAL(swatches(CHART_GROUPED_BAR, CASE_PLAIN), 0);
    CU_ASSERT_EQUAL(swatches(CHART_GROUPED_BAR, CASE_LONG_NAMES), 2);
    CU_ASSERT_EQUAL(swatches(CHART_STACKED_BAR, CASE_OTHER_TURN), 0);
    CU_ASSERT_EQUAL(swatches(CHART_STACKED_BAR, CASE_PLAIN), 2);
}

static void a_pareto_says_why_it_has_no_shares(void)
{
    static const struct {
        enum chart_case one;
        const char *why;
    } reasons[] = {{CASE_ZEROS, "khi tổng bằng 0."},
                   {CASE_MISSING, "khi có dòng không có số liệu."},
                   {CASE_OTHER_TURN, "khi có dòng dưới 0."}};
    for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
        g_autoptr(book_t) book = case_book(CHART_PARETO, reasons[i].one);
        g_autoptr(display_list_t) list =
            chart_layout(case_table(book), case_chart(book), size, &fixed_ruler);
        CU_ASSERT_EQUAL(count_text(list, reasons[i].why), 1);
    }
}

static void shares_stand_with_their_bases(void)
{
    static const struct {
        enum chart_kind kind;
        guint bases;
    } kinds[] = {{CHART_STACKED_BAR_100, 8}, {CHART_LINE, 5}, {CHART_RANKED_BAR, 8}};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(book_t) book = case_book(kinds[i].kind, CASE_PLAIN);
        struct book_table *table = (struct book_table *)case_table(book);
        for (guint row = 0; row < table->rows->len && kinds[i].kind == CHART_RANKED_BAR; row++) {
            book_column(table, 0)->measure = MEASURE_SHARE_ROW;
            book_cell(table, row, 0)->denominator = 300 + row;
        }
        g_autoptr(display_list_t) list = chart_layout(table, case_chart(book), size, &fixed_ruler);
        CU_ASSERT_EQUAL(count_text(list, "n = "), kinds[i].bases);
    }
}

static void a_chart_without_rows_says_so(void)
{
    g_autoptr(book_t) book = case_book(CHART_STACKED_BAR, CASE_PLAIN);
    struct book_chart *chart = (struct book_chart *)case_chart(book);
    g_array_set_size(chart->rows, 0);
    g_autoptr(display_list_t) list = chart_layout(case_table(book), chart, size, &fixed_ruler);
    CU_ASSERT_EQUAL(count_text(list, "Không có số liệu."), 1);
}

/* A year of months with one count each, that of a month being its number, or 0 for all. */
static struct book *book_of_months(enum chart_kind kind, guint reported, gboolean zeros)
{
    struct book *book = book_new();
    struct book_sheet *sheet = book_add_sheet(book, "Tháng", "Tháng");
    struct book_table *table = book_sheet_add_table(sheet, "thang", "Tháng");
    struct book_chart *chart = book_sheet_add_chart(sheet, "thang", kind);
    for (guint r = 0; r < 12; r++) {
        book_table_add_row(table, "thang", "Tháng", -1, 0);
        g_array_append_val(chart->rows, r);
    }
    guint column = book_table_add_column(table, BOOK_TOTAL_CODE, "Cộng", MEASURE_COUNT);
    g_array_append_val(chart->columns, column);
    book_table_close(table);
    for (guint r = 0; r < 12; r++)
        *book_cell(table, r, 0) = (struct book_cell){.state = r < reported ? CELL_OK : CELL_MISSING,
                                                     .numerator = zeros ? r == 3 : 21 + r};
    return book;
}

/* Where the value of the last month reported stands, as a part of the picture's width. */
static double place_of_last(guint reported)
{
    g_autoptr(book_t) book = book_of_months(CHART_LINE, reported, FALSE);
    g_autoptr(display_list_t) list =
        chart_layout(case_table(book), case_chart(book), size, &fixed_ruler);
    g_autofree char *value = g_strdup_printf("%u", 20 + reported);
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        if (item->kind == ITEM_TEXT && strcmp(item->text, value) == 0)
            return item->x / list->width;
    }
    return -1;
}

static void a_line_that_ends_early_has_its_last_value_at_its_point(void)
{
    double early = place_of_last(8), whole = place_of_last(12);
    CU_ASSERT_TRUE(early > 0.55 && early < 0.75);
    CU_ASSERT_TRUE(whole > 0.9);
}

static void a_heat_has_no_more_shades_than_counts(void)
{
    for (guint zeros = FALSE; zeros <= TRUE; zeros++) {
        g_autoptr(book_t) book = book_of_months(CHART_HEAT, 12, zeros);
        g_autoptr(display_list_t) list =
            chart_layout(case_table(book), case_chart(book), size, &fixed_ruler);
        CU_ASSERT_EQUAL(count_kind(list, ITEM_RECTANGLE), 12 + (zeros ? 2 : 5));
    }
}

static CU_TestInfo tests[] = {
    {"a line that ends early has its last value at its point",
     a_line_that_ends_early_has_its_last_value_at_its_point},
    {"a heat has no more shades than counts", a_heat_has_no_more_shades_than_counts},
    {"a missing row has its sign and no bar", a_missing_row_has_its_sign_and_no_bar},
    {"a line breaks where a year is missing", a_line_breaks_where_a_year_is_missing},
    {"a threshold widens the axis and is named", a_threshold_widens_the_axis_and_is_named},
    {"a funnel names who stands out, and from where on",
     a_funnel_names_who_stands_out_and_from_where_on},
    {"a funnel without signals says so", a_funnel_without_signals_says_so},
    {"a unit without a figure is named and no point of a funnel",
     a_unit_without_a_figure_is_named_and_no_point_of_a_funnel},
    {"dots from a level on are full", dots_from_a_level_on_are_full},
    {"a cut axis is said", a_cut_axis_is_said},
    {"a thousand rows end where a picture can be drawn",
     a_thousand_rows_end_where_a_picture_can_be_drawn},
    {"names that differ only at their ends are told apart",
     names_that_differ_only_at_their_ends_are_told_apart},
    {"series are named beside their bars where there is room",
     series_are_named_beside_their_bars_where_there_is_room},
    {"a pareto says why it has no shares", a_pareto_says_why_it_has_no_shares},
    {"shares stand with their bases", shares_stand_with_their_bases},
    {"a chart without rows says so", a_chart_without_rows_says_so},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo chart_suite = {"chart", NULL, NULL, NULL, NULL, tests};
