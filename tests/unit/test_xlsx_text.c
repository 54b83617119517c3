#include <CUnit/CUnit.h>
#include <string.h>

#include "write/xlsx_text.h"

/* The tab names of a book with sheets of these wanted names; the cover is left out. */
static GPtrArray *tabs(const char *const *wanted)
{
    g_autoptr(book_t) book = book_new();
    for (guint i = 0; wanted[i] != NULL; i++)
        book_add_sheet(book, wanted[i], "Bảng");
    GPtrArray *names = xlsx_name_sheets(book);
    g_ptr_array_remove_index(names, 0);
    return names;
}

static void check_tab(const char *wanted, const char *expected)
{
    g_autoptr(GPtrArray) names = tabs((const char *[]){wanted, NULL});
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(names, 0), expected);
}

static void forbidden_signs_are_replaced(void)
{
    check_tab("a/b:c*d?e\\f[g]", "a-b-c-d-e-f(g)");
    check_tab("'dấu nháy'", "dấu nháy");
    check_tab("dòng\nmới", "dòng mới");
}

static void a_name_that_excel_keeps_for_itself_is_changed(void)
{
    check_tab("history", "History-");
    check_tab("", "Trang");
    check_tab("'' ", "Trang");
}

static void a_name_ends_at_31_utf16_units(void)
{
    g_autoptr(GPtrArray) names = tabs((const char *[]){
        "Đảng viên bị kỷ luật theo nội dung vi phạm năm 2024", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", NULL});
    CU_ASSERT_EQUAL(xlsx_text_units(g_ptr_array_index(names, 0)), 31);
    CU_ASSERT_EQUAL(xlsx_text_units(g_ptr_array_index(names, 1)), 30);
}

static void names_that_differ_in_case_only_are_told_apart(void)
{
    g_autoptr(GPtrArray) names = tabs((const char *[]){"Đơn vị", "ĐƠN VỊ", "đơn vị", "bìa", NULL});
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(names, 0), "Đơn vị");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(names, 1), "ĐƠN VỊ (2)");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(names, 2), "đơn vị (3)");
    CU_ASSERT_STRING_EQUAL(g_ptr_array_index(names, 3), "bìa (2)");
}

static void a_suffix_never_makes_a_name_too_long(void)
{
    const char *name = "Đảng viên bị kỷ luật theo hình t";
    g_autoptr(GPtrArray) names = tabs((const char *[]){name, name, NULL});
    for (guint i = 0; i < names->len; i++)
        CU_ASSERT_TRUE(xlsx_text_units(g_ptr_array_index(names, i)) <= 31);
    CU_ASSERT_STRING_NOT_EQUAL(g_ptr_array_index(names, 0), g_ptr_array_index(names, 1));
}

static void every_reference_is_quoted(void)
{
    g_autofree char *cell = xlsx_name_quote("Q1");
    g_autofree char *quote = xlsx_name_quote("Nhà 'A'b");
    CU_ASSERT_STRING_EQUAL(cell, "'Q1'");
    CU_ASSERT_STRING_EQUAL(quote, "'Nhà ''A''b'");
}

static void defined_names_are_unique_whatever_their_case(void)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *first = xlsx_name_define("hinh-thuc", taken);
    g_autofree char *second = xlsx_name_define("Hinh_Thuc", taken);
    CU_ASSERT_STRING_EQUAL(first, "tk_hinh_thuc");
    CU_ASSERT_STRING_EQUAL(second, "tk_Hinh_Thuc_2");
}

static void an_endless_id_gives_a_name_that_the_library_can_hold(void)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *id = g_strnfill(500, 'a');
    g_autofree char *name = xlsx_name_define(id, taken);
    CU_ASSERT_TRUE(strlen(name) < 120);
}

static void text_that_xml_refuses_is_replaced(void)
{
    g_autofree char *clean = xlsx_text_clean("a\x01"
                                             "b\r\nc\uFFFE_x0041_");
    CU_ASSERT_STRING_EQUAL(clean, "a b\nc\uFFFD_x005F_x0041_");
}

static void an_ampersand_in_a_page_header_is_no_code(void)
{
    g_autofree char *header = xlsx_text_header("R&D");
    CU_ASSERT_STRING_EQUAL(header, "R&&D");
}

static void a_long_paragraph_is_cut_at_blanks_and_loses_nothing_else(void)
{
    GString *text = g_string_new("từ");
    for (guint i = 0; i < 2000; i++)
        g_string_append(text, " từ");
    g_autoptr(GPtrArray) pieces = xlsx_text_pieces(text->str);
    g_ptr_array_add(pieces, NULL);
    g_autofree char *joined = g_strjoinv(" ", (char **)pieces->pdata);
    CU_ASSERT_EQUAL(pieces->len, 5);
    CU_ASSERT_STRING_EQUAL(joined, text->str);
    g_string_free(text, TRUE);
}

static CU_TestInfo tests[] = {
    {"forbidden signs are replaced", forbidden_signs_are_replaced},
    {"a name that Excel keeps for itself is changed",
     a_name_that_excel_keeps_for_itself_is_changed},
    {"a name ends at 31 UTF-16 units", a_name_ends_at_31_utf16_units},
    {"names that differ in case only are told apart",
     names_that_differ_in_case_only_are_told_apart},
    {"a suffix never makes a name too long", a_suffix_never_makes_a_name_too_long},
    {"every reference is quoted", every_reference_is_quoted},
    {"defined names are unique whatever their case", defined_names_are_unique_whatever_their_case},
    {"an endless id gives a name that the library can hold",
     an_endless_id_gives_a_name_that_the_library_can_hold},
    {"text that XML refuses is replaced", text_that_xml_refuses_is_replaced},
    {"an ampersand in a page header is no code", an_ampersand_in_a_page_header_is_no_code},
    {"a long paragraph is cut at blanks and loses nothing else",
     a_long_paragraph_is_cut_at_blanks_and_loses_nothing_else},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_text_suite = {"xlsx_text", NULL, NULL, NULL, NULL, tests};
