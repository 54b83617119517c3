#include <string.h>

#include "base/error.h"
#include "written_book.h"

static struct book *new_book(void)
{
    struct book *book = book_new();
    book->stem = g_strdup("thu");
    book->title = g_strdup("BÁO CÁO R&D");
    book->created = g_strdup("2024-12-05");
    return book;
}

/* One unit and a total; a count and its share of the total. */
static struct book_table *add_table(struct book *book, const char *tab)
{
    struct book_sheet *sheet = book_add_sheet(book, tab, "Bảng thử");
    struct book_table *table = book_sheet_add_table(sheet, "bang-thu", "Đơn vị");
    table->show_codes = TRUE;
    book_table_add_row(table, "007", "Huyện ủy A", 1, 0);
    book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0);
    book_table_add_column(table, "a", "Số", MEASURE_COUNT);
    book_table_add_column(table, "a", "Số", MEASURE_SHARE_COL);
    book_table_close(table);
    for (guint r = 0; r < 2; r++) {
        book_cell(table, r, 0)->numerator = 3;
        *book_cell(table, r, 1) = (struct book_cell){.numerator = 3,
                                                     .denominator = 3,
                                                     .relation = RELATION_RATIO,
                                                     .part = {r, 0},
                                                     .whole = {1, 0}};
    }
    book_cell(table, 1, 0)->relation = RELATION_SUM_ROWS;
    return table;
}

static void formulas_carry_their_value(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book w = written_new(book, FALSE);
    CU_ASSERT_TRUE_FATAL(w.good);
    written_check(&w, "xl/worksheets/sheet2.xml", "<f>SUM(D6)</f><v>3</v>");
    written_check(&w, "xl/worksheets/sheet2.xml", "<f>ROUND(D6/D7,3)</f><v>1</v>");
    written_clear(&w);
}

static void values_only_leaves_no_formula(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book w = written_new(book, TRUE);
    CU_ASSERT_TRUE_FATAL(w.good);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    CU_ASSERT_PTR_NULL(strstr(sheet, "<f>"));
    written_clear(&w);
}

static void two_runs_give_the_same_bytes(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book a = written_new(book, FALSE), b = written_new(book, FALSE);
    g_autofree char *first = NULL, *second = NULL;
    gsize first_size = 0, second_size = 1;
    CU_ASSERT_TRUE(g_file_get_contents(a.path, &first, &first_size, NULL));
    CU_ASSERT_TRUE(g_file_get_contents(b.path, &second, &second_size, NULL));
    CU_ASSERT_EQUAL_FATAL(first_size, second_size);
    CU_ASSERT_EQUAL(memcmp(first, second, first_size), 0);
    written_clear(&a);
    written_clear(&b);
}

static void text_that_looks_like_a_formula_is_text(void)
{
    g_autoptr(book_t) book = new_book();
    struct book_sheet *sheet = book_add_sheet(book, "Danh sách", "=1+1");
    struct book_list *list = book_sheet_add_list(sheet, "danh-sach");
    book_list_add_columns(list, &(struct book_heading){"Cột", BOOK_FIELD_COUNT}, 1);
    char *line[] = {(char *)"=cmd|' /C calc'!A0", NULL};
    g_ptr_array_add(list->lines, g_strdupv(line));
    struct written_book w = written_new(book, FALSE);
    CU_ASSERT_TRUE_FATAL(w.good);
    g_autofree char *xml = written_part(&w, "xl/worksheets/sheet2.xml");
    CU_ASSERT_PTR_NULL(strstr(xml, "<f>"));
    written_check(&w, "xl/sharedStrings.xml", "=cmd|");
    written_clear(&w);
}

static void a_code_keeps_its_leading_zeros(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book w = written_new(book, FALSE);
    written_check(&w, "xl/sharedStrings.xml", "<t>007</t>");
    written_clear(&w);
}

static void a_tab_that_looks_like_a_number_is_quoted_everywhere(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "2024");
    struct written_book w = written_new(book, FALSE);
    written_check(&w, "xl/workbook.xml", ">'2024'!$A$1:$E$7<");
    written_check(&w, "xl/workbook.xml", "<definedName name=\"tk_bang_thu\">'2024'!$A$3:$E$7<");
    written_check(&w, "xl/workbook.xml",
                  "<definedName name=\"tk_bang_thu_tong\">'2024'!$A$7:$E$7<");
    written_check(&w, "xl/worksheets/sheet1.xml", "location=\"'2024'!A1\"");
    written_clear(&w);
}

static void the_created_date_comes_from_the_book(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book w = written_new(book, FALSE);
    written_check(&w, "docProps/core.xml", "2024-12-05T00:00:00Z");
    written_check(&w, "xl/worksheets/sheet2.xml", "R&amp;&amp;D");
    written_clear(&w);
}

static void more_rows_than_a_sheet_has_stop_the_workbook(void)
{
    g_autoptr(book_t) book = new_book();
    struct book_sheet *sheet = book_add_sheet(book, "Danh sách", "Dài");
    struct book_list *list = book_sheet_add_list(sheet, "danh-sach");
    book_list_add_columns(list, &(struct book_heading){"Cột", BOOK_FIELD_TEXT}, 1);
    g_ptr_array_set_size(list->lines, 1048576); /* nobody looks at the lines */
    struct written_book w = written_new(book, FALSE);
    CU_ASSERT_FALSE(w.good);
    CU_ASSERT_TRUE_FATAL(g_error_matches(w.error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(w.error->message, "\"Danh sách\": 1048579 rows and 1 columns"));
    written_clear(&w);
}

static void a_text_too_long_for_a_cell_stops_the_workbook(void)
{
    g_autoptr(book_t) book = new_book();
    struct book_sheet *sheet = book_add_sheet(book, "Danh sách", "Dài");
    struct book_list *list = book_sheet_add_list(sheet, "danh-sach");
    book_list_add_columns(list, &(struct book_heading){"Cột", BOOK_FIELD_TEXT}, 1);
    g_autofree char *text = g_strnfill(32768, 'a');
    char *line[] = {text, NULL};
    g_ptr_array_add(list->lines, g_strdupv(line));
    struct written_book w = written_new(book, FALSE);
    CU_ASSERT_FALSE(w.good);
    CU_ASSERT_TRUE_FATAL(g_error_matches(w.error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(w.error->message, "\"Danh sách\", cell A4"));
    CU_ASSERT_FALSE(g_file_test(w.path, G_FILE_TEST_EXISTS));
    written_clear(&w);
}

static void a_count_below_zero_has_a_symbol_beside_its_colour(void)
{
    g_autoptr(book_t) book = new_book();
    add_table(book, "Bảng");
    struct written_book w = written_new(book, FALSE);
    written_check(&w, "xl/styles.xml",
                  "formatCode=\"[$-42A]#,##0_);[Red][$-42A]&quot;▼ &quot;-#,##0_);[$-42A]0_)\"");
    written_clear(&w);
}

/* Whether a list of so many lines is shrunk onto one page. */
static gboolean is_squeezed(guint lines)
{
    g_autoptr(book_t) book = new_book();
    struct book_list *list =
        book_sheet_add_list(book_add_sheet(book, "Danh sách", "Danh sách"), "danh-sach");
    book_list_add_columns(list, &(struct book_heading){"Cột", BOOK_FIELD_TEXT}, 1);
    char *line[] = {(char *)"a", NULL};
    for (guint i = 0; i < lines; i++)
        g_ptr_array_add(list->lines, g_strdupv(line));
    struct written_book w = written_new(book, FALSE);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    written_clear(&w);
    return strstr(sheet, "fitToHeight=\"0\"") == NULL;
}

static void a_list_a_row_or_two_too_long_is_shrunk_onto_its_page(void)
{
    guint first = 20;
    while (first < 80 && !is_squeezed(first))
        first++;
    CU_ASSERT_TRUE(first < 80);
    CU_ASSERT_TRUE(is_squeezed(first + 1));
    CU_ASSERT_FALSE(is_squeezed(first + 12));
}

/* The style of a cell (its s="…") in the second sheet. */
static char *style_of(const char *sheet, const char *cell)
{
    g_autofree char *start = g_strdup_printf("<c r=\"%s\" s=\"", cell);
    const char *found = strstr(sheet, start);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    found += strlen(start);
    return g_strndup(found, strcspn(found, "\""));
}

static void a_marked_line_has_the_tint_of_its_mark_under_its_words(void)
{
    static const enum book_mark marks[] = {BOOK_MARK_GOOD, BOOK_MARK_BAD, BOOK_MARK_BAD};
    g_autoptr(book_t) book = new_book();
    struct book_list *list = book_sheet_add_list(book_add_sheet(book, "Kết luận", "Kết luận"), "");
    book_list_add_columns(list, &(struct book_heading){"Kết luận", BOOK_FIELD_TEXT}, 1);
    char *line[] = {(char *)"× không thể", NULL};
    for (guint i = 0; i < 4; i++) /* the last line has no mark */
        g_ptr_array_add(list->lines, g_strdupv(line));
    g_array_append_vals(list->marks, marks, G_N_ELEMENTS(marks));
    struct written_book w = written_new(book, FALSE);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    char *styles[4];
    for (guint i = 0; i < 4; i++) {
        g_autofree char *cell = g_strdup_printf("A%u", 4 + i);
        styles[i] = style_of(sheet, cell);
    }
    CU_ASSERT_STRING_NOT_EQUAL(styles[0], styles[1]);
    CU_ASSERT_STRING_EQUAL(styles[1], styles[2]);
    CU_ASSERT_STRING_NOT_EQUAL(styles[2], styles[3]);
    written_check(&w, "xl/styles.xml", "<fgColor rgb=\"FFF4C7C3\"/>");
    for (guint i = 0; i < 4; i++)
        g_free(styles[i]);
    written_clear(&w);
}

static void only_the_cell_that_says_it_is_tinted(void)
{
    static const enum book_mark marks[] = {BOOK_MARK_BAD};
    g_autoptr(book_t) book = new_book();
    struct book_list *list = book_sheet_add_list(book_add_sheet(book, "Kết luận", "Kết luận"), "");
    static const struct book_heading headings[] = {{"Nội dung", BOOK_FIELD_TEXT},
                                                   {"Kết luận", BOOK_FIELD_TEXT}};
    book_list_add_columns(list, headings, 2);
    list->mark_column = 1;
    char *line[] = {(char *)"96% của 17", (char *)"× không thể", NULL};
    for (guint i = 0; i < 2; i++)
        g_ptr_array_add(list->lines, g_strdupv(line));
    g_array_append_vals(list->marks, marks, G_N_ELEMENTS(marks));
    struct written_book w = written_new(book, FALSE);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    g_autofree char *text = style_of(sheet, "A4"), *plain_text = style_of(sheet, "A5");
    g_autofree char *verdict = style_of(sheet, "B4"), *plain_verdict = style_of(sheet, "B5");
    CU_ASSERT_STRING_EQUAL(text, plain_text);
    CU_ASSERT_STRING_NOT_EQUAL(verdict, plain_verdict);
    written_clear(&w);
}

static void the_line_of_a_file_is_a_number_without_thousands(void)
{
    static const struct book_heading headings[] = {{"Dòng", BOOK_FIELD_PLACE},
                                                   {"Số lần", BOOK_FIELD_COUNT}};
    g_autoptr(book_t) book = new_book();
    struct book_list *list = book_sheet_add_list(book_add_sheet(book, "Lỗi", "Lỗi"), "");
    book_list_add_columns(list, headings, 2);
    char *line[] = {(char *)"4913", (char *)"4913", NULL};
    g_ptr_array_add(list->lines, g_strdupv(line));
    struct written_book w = written_new(book, FALSE);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    g_autofree char *place = style_of(sheet, "A4"), *count = style_of(sheet, "B4");
    g_autofree char *number = g_strdup_printf("<c r=\"A4\" s=\"%s\"><v>4913</v></c>", place);
    CU_ASSERT_PTR_NOT_NULL(strstr(sheet, number));
    CU_ASSERT_STRING_NOT_EQUAL(place, count);
    written_check(&w, "xl/styles.xml", "formatCode=\"0\"/>");
    written_check(&w, "xl/styles.xml", "horizontal=\"right\" vertical=\"top\" indent=\"1\"");
    written_clear(&w);
}

static void no_word_of_a_list_is_torn(void)
{
    static const struct book_heading headings[] = {{"Tính được", BOOK_FIELD_TEXT},
                                                   {"Lý do", BOOK_FIELD_TEXT},
                                                   {"Làm gì", BOOK_FIELD_TEXT},
                                                   {"Ở đâu", BOOK_FIELD_TEXT},
                                                   {"Vì sao", BOOK_FIELD_TEXT}};
    g_autoptr(book_t) book = new_book();
    struct book_list *list = book_sheet_add_list(book_add_sheet(book, "Số", "Số"), "");
    book_list_add_columns(list, headings, G_N_ELEMENTS(headings));
    g_autofree char *much = g_strnfill(3000, 'x');
    for (guint i = 3; i < 3000; i += 4)
        much[i] = ' ';
    char *line[] = {(char *)"16/17, điều kiện: ly_luan_chinh_tri=Trung (mẫu số: 17)",
                    much,
                    much,
                    much,
                    much,
                    NULL};
    g_ptr_array_add(list->lines, g_strdupv(line));
    struct written_book w = written_new(book, FALSE);
    g_autofree char *sheet = written_part(&w, "xl/worksheets/sheet2.xml");
    const char *width = strstr(sheet, "<col min=\"1\" max=\"1\" width=\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(width);
    CU_ASSERT_TRUE(g_ascii_strtod(width + strlen("<col min=\"1\" max=\"1\" width=\""), NULL) > 24);
    written_clear(&w);
}

/* Units with a count in `months` columns and in one of totals, and their total. */
static void add_months(struct book *book, guint units, guint months)
{
    struct book_table *table =
        book_sheet_add_table(book_add_sheet(book, "Bảng", "Bảng thử"), "bang-thu", "Đơn vị");
    table->show_codes = TRUE;
    for (guint r = 0; r < units; r++)
        book_table_add_row(table, "007", "Đảng bộ xã A", (int)units, 1);
    book_table_add_row(table, BOOK_TOTAL_CODE, "Cộng", -1, 0);
    for (guint c = 0; c < months; c++)
        book_table_add_column(table, "thang", "01/2024", MEASURE_COUNT);
    book_table_add_column(table, BOOK_TOTAL_CODE, "Cộng", MEASURE_COUNT);
    book_table_close(table);
}

static void a_long_table_has_a_filter_and_totals_have_names(void)
{
    g_autoptr(book_t) book = new_book();
    add_months(book, 25, 1);
    struct written_book w = written_new(book, FALSE);
    written_check(&w, "xl/worksheets/sheet2.xml", "<autoFilter ref=\"A4:E29\"/>"); /* total below */
    written_check(&w, "xl/workbook.xml", "\"tk_bang_thu_tong\">'Bảng'!$A$30:$E$30<");
    written_check(&w, "xl/workbook.xml", "\"tk_bang_thu_tong_cot\">'Bảng'!$E$5:$E$30<");
    written_clear(&w);
}

static void headings_of_many_narrow_columns_are_turned(void)
{
    for (guint months = 3; months <= 36; months += 33) {
        g_autoptr(book_t) book = new_book();
        add_months(book, 25, months);
        struct written_book w = written_new(book, FALSE);
        g_autofree char *styles = written_part(&w, "xl/styles.xml");
        CU_ASSERT_EQUAL(strstr(styles, "textRotation=\"90\"") != NULL, months == 36);
        written_clear(&w);
    }
}

static CU_TestInfo tests[] = {
    {"formulas carry their value", formulas_carry_their_value},
    {"values_only leaves no formula", values_only_leaves_no_formula},
    {"two runs give the same bytes", two_runs_give_the_same_bytes},
    {"text that looks like a formula is text", text_that_looks_like_a_formula_is_text},
    {"a code keeps its leading zeros", a_code_keeps_its_leading_zeros},
    {"a tab that looks like a number is quoted everywhere",
     a_tab_that_looks_like_a_number_is_quoted_everywhere},
    {"the created date comes from the book", the_created_date_comes_from_the_book},
    {"more rows than a sheet has stop the workbook", more_rows_than_a_sheet_has_stop_the_workbook},
    {"a text too long for a cell stops the workbook",
     a_text_too_long_for_a_cell_stops_the_workbook},
    {"a count below zero has a symbol beside its colour",
     a_count_below_zero_has_a_symbol_beside_its_colour},
    {"a list a row or two too long is shrunk onto its page",
     a_list_a_row_or_two_too_long_is_shrunk_onto_its_page},
    {"a marked line has the tint of its mark under its words",
     a_marked_line_has_the_tint_of_its_mark_under_its_words},
    {"only the cell that says it is tinted", only_the_cell_that_says_it_is_tinted},
    {"the line of a file is a number without thousands",
     the_line_of_a_file_is_a_number_without_thousands},
    {"no word of a list is torn", no_word_of_a_list_is_torn},
    {"a long table has a filter and totals have names",
     a_long_table_has_a_filter_and_totals_have_names},
    {"headings of many narrow columns are turned", headings_of_many_narrow_columns_are_turned},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_suite = {"xlsx", NULL, NULL, NULL, NULL, tests};
