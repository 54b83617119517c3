#include <CUnit/CUnit.h>

#include "write/xlsx_list.h"

/* Two columns of 100 points that grow, five points a letter, and one that does not. */
static void begin(struct xlsx_list_column columns[3])
{
    for (guint c = 0; c < 3; c++)
        columns[c] = (struct xlsx_list_column){100, 5, 10, c < 2};
}

static struct book_list *list_of(struct book *book)
{
    static const struct book_heading headings[] = {
        {"A", BOOK_FIELD_TEXT}, {"B", BOOK_FIELD_TEXT}, {"C", BOOK_FIELD_TEXT}};
    struct book_list *list = book_sheet_add_list(book_add_sheet(book, "A", "A"), "");
    book_list_add_columns(list, headings, 3);
    return list;
}

/* Texts of so many letters. */
static void add(struct book_list *list, guint a, guint b, guint c)
{
    char **line = g_new0(char *, 4);
    line[0] = g_strnfill(a, 'a');
    line[1] = g_strnfill(b, 'b');
    line[2] = g_strnfill(c, 'c');
    g_ptr_array_add(list->lines, line);
}

static void texts_that_fit_ask_for_nothing(void)
{
    struct xlsx_list_column columns[3];
    g_autoptr(book_t) book = book_new();
    struct book_list *list = list_of(book);
    begin(columns);
    add(list, 18, 18, 500);
    xlsx_list_fit(list, columns, 600);
    for (guint c = 0; c < 3; c++)
        CU_ASSERT_EQUAL(columns[c].width, 100);
}

static void a_text_is_widened_to_one_line_and_no_further(void)
{
    struct xlsx_list_column columns[3];
    g_autoptr(book_t) book = book_new();
    struct book_list *list = list_of(book);
    begin(columns);
    add(list, 40, 1, 1);
    xlsx_list_fit(list, columns, 600);
    CU_ASSERT_TRUE(columns[0].width >= 210 && columns[0].width < 220);
    CU_ASSERT_EQUAL(columns[1].width, 100);
}

static void no_more_is_given_than_there_is(void)
{
    struct xlsx_list_column columns[3];
    g_autoptr(book_t) book = book_new();
    struct book_list *list = list_of(book);
    begin(columns);
    add(list, 900, 900, 900);
    xlsx_list_fit(list, columns, 100);
    double widths = columns[0].width + columns[1].width;
    CU_ASSERT_TRUE(widths > 290 && widths <= 300);
    CU_ASSERT_TRUE(ABS(columns[0].width - columns[1].width) < 10);
    CU_ASSERT_EQUAL(columns[2].width, 100);
    begin(columns);
    xlsx_list_fit(list, columns, -50);
    CU_ASSERT_EQUAL(columns[0].width, 100);
}

static void one_long_text_weighs_less_than_many(void)
{
    struct xlsx_list_column columns[3];
    g_autoptr(book_t) book = book_new();
    struct book_list *list = list_of(book);
    begin(columns);
    add(list, 300, 10, 1);
    for (guint i = 0; i < 30; i++)
        add(list, 5, 120, 1);
    xlsx_list_fit(list, columns, 300);
    CU_ASSERT_TRUE(columns[1].width > 2 * columns[0].width);
}

static CU_TestInfo tests[] = {
    {"texts that fit ask for nothing", texts_that_fit_ask_for_nothing},
    {"a text is widened to one line and no further", a_text_is_widened_to_one_line_and_no_further},
    {"no more is given than there is", no_more_is_given_than_there_is},
    {"one long text weighs less than many", one_long_text_weighs_less_than_many},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_list_suite = {"xlsx_list", NULL, NULL, NULL, NULL, tests};
