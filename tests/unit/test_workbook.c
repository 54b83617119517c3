#include <CUnit/CUnit.h>
#include <minizip/zip.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "workbook/workbook.h"
#include "workbook/workbook_rows.h"

#define BOOK(sheets) "<workbook xmlns:r=\"r\"><sheets>" sheets "</sheets></workbook>"
#define ONE_SHEET BOOK("<sheet name=\"Một\" r:id=\"r1\"/>")
#define RELATIONS                                                                                  \
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"                    \
    "<Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"
#define TEXTS                                                                                      \
    "<sst><si><t>chung</t></si><si><r><t>hai </t></r><r><t>đoạn</t></r>"                        \
    "<rPh><t>aid</t></rPh></si></sst>"

/* A workbook in a folder of its own, part by part. */
struct workbook_made {
    char *folder, *path;
    zipFile zip;
};

static void add(const struct workbook_made *made, const char *part, const char *text)
{
    zipOpenNewFileInZip(made->zip, part, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1);
    zipWriteInFileInZip(made->zip, text, (unsigned)strlen(text));
    zipCloseFileInZip(made->zip);
}

/* The sheet stands before the parts that explain it. */
static struct workbook_made made_open(const char *book, const char *sheet)
{
    struct workbook_made made = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    made.path = g_build_filename(made.folder, "thu.xlsx", NULL);
    made.zip = zipOpen(made.path, APPEND_STATUS_CREATE);
    add(&made, "xl/worksheets/sheet1.xml", sheet);
    add(&made, "xl/workbook.xml", book);
    add(&made, "xl/_rels/workbook.xml.rels", RELATIONS);
    add(&made, "xl/sharedStrings.xml", TEXTS);
    return made;
}

static void made_close(struct workbook_made *made)
{
    CU_ASSERT_TRUE(file_remove_tree(made->folder, NULL));
    g_free(made->folder);
    g_free(made->path);
}

/* Rows as "A1=x B1=y|A2=z|". */
static void take_row(void *data, const struct workbook_row *row)
{
    GString *text = data;
    const struct workbook_cell *cells = row->cells;
    for (guint i = 0; i < row->count; i++) {
        g_autofree char *name = workbook_cell_name(cells[i].place);
        g_string_append_printf(text, "%s%s%s%s%s%s", i > 0 ? " " : "", name,
                               cells[i].is_text ? "'" : "=", cells[i].value,
                               cells[i].formula != NULL ? "=" : "",
                               cells[i].formula != NULL ? cells[i].formula : "");
    }
    g_string_append_c(text, '|');
}

/* What the rows of the only sheet hold, or the fault. New string. */
static char *rows_of(const char *sheet, const struct workbook_limits *limits)
{
    struct workbook_made made = made_open(ONE_SHEET, sheet);
    zipClose(made.zip, NULL);
    g_auto(package_fault_t) fault = {0};
    GString *text = g_string_new(NULL);
    struct workbook_rows *rows = workbook_rows_open(made.path, limits, &fault);
    if (rows == NULL || !workbook_rows_read(rows, 0, take_row, text, &fault))
        g_string_printf(text, "%s: %s", fault.part, fault.text);
    workbook_rows_free(rows);
    made_close(&made);
    return g_string_free(text, FALSE);
}

static void check_rows(const char *sheet, const char *expected)
{
    g_autofree char *text = rows_of(sheet, NULL);
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void rows_come_one_after_another_with_what_their_cells_hold(void)
{
    check_rows("<worksheet><row><c r=\"A1\"><v>1.5</v></c><c r=\"C1\" t=\"s\"><v>0</v></c></row>"
               "<row><c r=\"B3\"><f>A1*2</f><v>3</v></c></row></worksheet>",
               "A1=1.5 C1'chung|B3=3=A1*2|");
}

static void texts_are_shared_or_in_the_cell_and_aids_to_read_them_are_none(void)
{
    check_rows("<worksheet><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"A2\" t=\"inlineStr\"><is>\n"
               "<r><t>tại </t></r><r><t>chỗ</t></r><rPh><t>aid</t></rPh></is></c>"
               "<c r=\"A3\" t=\"str\"><f>B1</f><v>chữ</v></c></worksheet>",
               "A1'hai đoạn|A2'tại chỗ|A3'chữ=B1|");
}

static void cells_without_content_are_not_there(void)
{
    check_rows("<worksheet><c r=\"A1\" s=\"3\"/><c r=\"B1\"><f>A1</f></c></worksheet>", "B1==A1|");
}

static void a_cell_without_a_place_or_text_is_a_fault_of_its_part(void)
{
    check_rows("<worksheet><c><v>1</v></c></worksheet>", "xl/worksheets/sheet1.xml: r=\"\"");
    check_rows("<worksheet><c r=\"A1\" t=\"s\"><v>2</v></c></worksheet>",
               "xl/worksheets/sheet1.xml: t=\"s\": 2");
    check_rows("<worksheet><c r=\"A1\"></worksheet>",
               "xl/worksheets/sheet1.xml: line 1: mismatched tag");
}

/* The two shared texts count as cells do. */
static void more_than_the_limits_is_refused(void)
{
    struct workbook_limits limits = {.package = {100, 1 << 20, 200, 1 << 20}, .cells = 4};
    const char *sheet = "<worksheet><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c></worksheet>";
    g_autofree char *good = rows_of(sheet, &limits);
    CU_ASSERT_STRING_EQUAL(good, "A1=1 B1=1|");
    limits.cells = 3;
    g_autofree char *cells = rows_of(sheet, &limits);
    CU_ASSERT_STRING_EQUAL(cells, "xl/worksheets/sheet1.xml: > 3 <c>");
    limits.package.parts = 3;
    g_autofree char *parts = rows_of(sheet, &limits);
    CU_ASSERT_PTR_NOT_NULL(strstr(parts, "> 3 xl/"));
}

static gboolean reads(struct workbook_made *made, struct workbook **workbook)
{
    g_autoptr(GError) error = NULL;
    zipClose(made->zip, NULL);
    gboolean good = workbook_read(made->path, workbook, &error);
    CU_ASSERT_TRUE(good || g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_INPUT));
    return good;
}

static void cells_are_found_by_sheet_and_place_and_properties_by_name(void)
{
    struct workbook_made made = made_open(BOOK("<sheet name=\"Hai\" r:id=\"r2\"/>"
                                               "<sheet name=\"Hình\" r:id=\"r9\"/>"
                                               "<sheet name=\"Một\" r:id=\"r1\"/>"),
                                          "<worksheet><c r=\"D9\"><v>7</v></c></worksheet>");
    add(&made, "xl/worksheets/sheet2.xml", "<worksheet/>");
    add(&made, "docProps/custom.xml",
        "<Properties><property name=\"tên\"><vt:lpwstr>trị</vt:lpwstr></property></Properties>");
    g_autoptr(workbook_t) workbook = NULL;
    CU_ASSERT_TRUE_FATAL(reads(&made, &workbook));
    CU_ASSERT_EQUAL(workbook_sheets_count(workbook), 2);
    CU_ASSERT_EQUAL(workbook_find_sheet(workbook, "Hình"), G_MAXUINT);
    CU_ASSERT_EQUAL_FATAL(workbook_find_sheet(workbook, "Một"), 1);
    const struct workbook_cell *cell = workbook_at(workbook, 1, (struct workbook_place){8, 3});
    CU_ASSERT_TRUE(cell != NULL && workbook_cell_is_number(cell, 70, 1));
    CU_ASSERT_PTR_NULL(workbook_at(workbook, 0, (struct workbook_place){8, 3}));
    CU_ASSERT_STRING_EQUAL(workbook_property(workbook, "tên"), "trị");
    CU_ASSERT_PTR_NULL(workbook_property(workbook, "khác"));
    made_close(&made);
}

static void one_part_is_one_sheet_and_no_sheet_is_no_workbook(void)
{
    static const char *const books[] = {
        BOOK("<sheet name=\"Một\" r:id=\"r1\"/><sheet name=\"Hai\" r:id=\"r1\"/>"),
        BOOK("<sheet name=\"Một\" r:id=\"r9\"/>"), "<workbook/>"};
    for (guint i = 0; i < G_N_ELEMENTS(books); i++) {
        struct workbook_made made = made_open(books[i], "<worksheet/>");
        struct workbook *workbook = NULL;
        CU_ASSERT_FALSE(reads(&made, &workbook));
        made_close(&made);
    }
}

static void a_part_that_nobody_reads_must_be_whole_too(void)
{
    struct workbook_made made = made_open(ONE_SHEET, "<worksheet/>");
    add(&made, "xl/media/image1.png", "0123456789012345678901234567890123456789");
    add(&made, "xl/theme/theme1.xml", "no XML");
    struct workbook *workbook = NULL;
    CU_ASSERT_TRUE(reads(&made, &workbook));
    workbook_free(workbook);
    g_autofree char *bytes = NULL;
    gsize length;
    CU_ASSERT_TRUE_FATAL(g_file_get_contents(made.path, &bytes, &length, NULL));
    gsize name = 0;
    while (name + 26 < length && memcmp(bytes + name, "image1.png", 10) != 0)
        name++;
    bytes[name + 16] ^= 0x20;
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(made.path, bytes, (gssize)length, NULL));
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(workbook_read(made.path, &workbook, &error));
    made_close(&made);
}

static void places_have_names(void)
{
    static const char *const bad[] = {"", "A", "1", "A0", "a1", "A1B", "A01", "XFE1", "A1048577"};
    struct workbook_place place;
    CU_ASSERT_TRUE(workbook_cell_parse("XFD1048576", &place));
    g_autofree char *last = workbook_cell_name(place);
    CU_ASSERT_STRING_EQUAL(last, "XFD1048576");
    CU_ASSERT_EQUAL(place.row, WORKBOOK_ROWS - 1);
    CU_ASSERT_EQUAL(place.column, WORKBOOK_COLUMNS - 1);
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        CU_ASSERT_FALSE(workbook_cell_parse(bad[i], &place));
}

static CU_TestInfo tests[] = {
    {"rows come one after another with what their cells hold",
     rows_come_one_after_another_with_what_their_cells_hold},
    {"texts are shared or in the cell and aids to read them are none",
     texts_are_shared_or_in_the_cell_and_aids_to_read_them_are_none},
    {"cells without content are not there", cells_without_content_are_not_there},
    {"a cell without a place or text is a fault of its part",
     a_cell_without_a_place_or_text_is_a_fault_of_its_part},
    {"more than the limits is refused", more_than_the_limits_is_refused},
    {"cells are found by sheet and place and properties by name",
     cells_are_found_by_sheet_and_place_and_properties_by_name},
    {"one part is one sheet and no sheet is no workbook",
     one_part_is_one_sheet_and_no_sheet_is_no_workbook},
    {"a part that nobody reads must be whole too", a_part_that_nobody_reads_must_be_whole_too},
    {"places have names", places_have_names},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo workbook_suite = {"workbook", NULL, NULL, NULL, NULL, tests};
