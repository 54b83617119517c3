#include <string.h>

#include "written_book.h"

/* The text of a cell. New string. */
static char *text_of(const struct written_book *w, const char *sheet, const char *cell)
{
    g_autofree char *mark = g_strdup_printf("<c r=\"%s\"", cell);
    g_autofree char *strings = written_part(w, "xl/sharedStrings.xml");
    const char *at = strstr(sheet, mark), *text = strings;
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    for (gint64 number = g_ascii_strtoll(strstr(at, "<v>") + 3, NULL, 10); number >= 0; number--) {
        text = strstr(text, "<si>");
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        text++;
    }
    text = strchr(strstr(text, "<t"), '>') + 1;
    return g_strndup(text, strcspn(text, "<"));
}

static void a_cover_longer_than_a_page_is_torn_before_its_contents(void)
{
    g_autoptr(book_t) book = book_new();
    book->stem = g_strdup("thu");
    book->title = g_strdup("Báo cáo thử");
    book->created = g_strdup("2024-12-05");
    book_add_sheet(book, "Bảng", "Bảng thử");
    book_add_fact(book, "Kỳ báo cáo", "năm 2024");
    struct written_book short_one = written_new(book, FALSE);
    g_autofree char *whole = written_part(&short_one, "xl/worksheets/sheet1.xml");
    CU_ASSERT_PTR_NULL(strstr(whole, "<rowBreaks"));
    written_clear(&short_one);

    for (guint i = 0; i < 30; i++)
        book_add_fact(book, "Báo cáo xếp loại", "2.192/2.192 đơn vị");
    struct written_book long_one = written_new(book, FALSE);
    g_autofree char *torn = written_part(&long_one, "xl/worksheets/sheet1.xml");
    const char *place = strstr(torn, "<brk id=\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    guint row = (guint)g_ascii_strtoull(place + strlen("<brk id=\""), NULL, 10);
    g_autofree char *cell = g_strdup_printf("A%u", row + 1);
    g_autofree char *text = text_of(&long_one, torn, cell);
    CU_ASSERT_STRING_EQUAL(text, "MỤC LỤC");
    written_clear(&long_one);
}

static CU_TestInfo tests[] = {
    {"a cover longer than a page is torn before its contents",
     a_cover_longer_than_a_page_is_torn_before_its_contents},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_cover_suite = {"xlsx_cover", NULL, NULL, NULL, NULL, tests};
