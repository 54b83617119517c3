#include <glib/gstdio.h>
#include <math.h>
#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>

#include "written_book.h"

#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"
#define EMU 12700.0 /* a point */
#define ROWS 400

/* An A4 page within its margins (write/xlsx_page.h), upright and across. */
#define UPRIGHT (841.9 - 2 * 0.79 * 72)
#define ACROSS (595.3 - 2 * 0.79 * 72)

/* A chart may stand below its table if so much of the page is left for it. */
#define LOWEST 150

/* Where the picture of a workbook lies. */
struct placed {
    gboolean apart;     /* on a sheet of its own */
    double top, height; /* from the top of its page */
    guint page;         /* of its sheet, from 0 */
    double room;        /* height of a page */
    guint table_page;   /* the page of the table's last row */
    double table_end;   /* where on it the table ends, with all below it but the picture */
};

static struct book *book_of(guint units, enum chart_kind kind)
{
    struct book *book = book_new();
    book->stem = g_strdup("thu");
    book->title = g_strdup("Báo cáo thử");
    book->created = g_strdup("2024-12-05");
    struct book_sheet *sheet = book_add_sheet(book, "Bảng", "Bảng thử");
    struct book_table *table = book_sheet_add_table(sheet, "bang-thu", "Đơn vị");
    for (guint r = 0; r < units; r++)
        book_table_add_row(table, "007", "Đảng bộ xã A", -1, 0);
    guint column = book_table_add_column(table, "a", "Số", MEASURE_COUNT);
    book_table_close(table);
    struct book_chart *chart = book_sheet_add_chart(sheet, "hinh", kind);
    g_array_append_val(chart->columns, column);
    for (guint r = 0; r < units; r++) {
        book_cell(table, r, 0)->numerator = r % 7;
        g_array_append_val(chart->rows, r);
    }
    return book;
}

static double number_after(const char *text, const char *mark)
{
    const char *at = strstr(text, mark);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    return g_ascii_strtod(at + strlen(mark), NULL);
}

/* Heights of the rows of a sheet; those it does not name have 15 points. */
static void read_heights(const char *sheet, double height[ROWS])
{
    for (guint r = 0; r < ROWS; r++)
        height[r] = 15;
    for (const char *at = sheet; (at = strstr(at, "<row r=\"")) != NULL; at++) {
        guint row = (guint)atoi(at + strlen("<row r=\"")) - 1;
        const char *end = strchr(at, '>'), *ht = strstr(at, " ht=\"");
        CU_ASSERT_TRUE_FATAL(row < ROWS);
        if (ht != NULL && ht < end)
            height[row] = g_ascii_strtod(ht + strlen(" ht=\""), NULL);
    }
}

static gboolean breaks_before(const char *sheet, guint row)
{
    g_autofree char *mark = g_strdup_printf("<brk id=\"%u\"", row);
    return strstr(sheet, mark) != NULL;
}

/* Rows on pages, as LibreOffice and Excel fill them; `first` is the row the picture begins at. */
static void follow_rows(const char *sheet, guint first, struct placed *placed)
{
    double height[ROWS], used = 0;
    read_heights(sheet, height);
    placed->page = 0;
    for (guint r = 0; r < first; r++) {
        if (breaks_before(sheet, r) || used + height[r] > placed->room) {
            placed->page++;
            used = 0;
        }
        used += height[r];
        if (height[r] != 15) { /* rows of air and pictures are as high as nothing else */
            placed->table_page = placed->page;
            placed->table_end = used;
        }
    }
    placed->top = used;
}

/* By how much a sheet is shrunk onto the width of its page, of which a spreadsheet program may fill
 * all but a twentieth. */
static double shrinking(const char *sheet, double paper)
{
    double left = number_after(sheet, "<pageMargins left=\""),
           right = number_after(sheet, " right=\"");
    double room = (paper - (left + right) * 72) * 0.94, width = 0;
    for (const char *at = sheet; (at = strstr(at, "<col min=\"")) != NULL; at++) {
        double columns = number_after(at, " max=\"") - number_after(at, "<col min=\"") + 1;
        width += columns * number_after(at, " width=\"") * 7 * 0.75;
    }
    return MIN(room / width, 1);
}

static struct placed place(guint units)
{
    g_autoptr(book_t) book = book_of(units, CHART_LINE);
    struct written_book written = written_new(book, FALSE);
    CU_ASSERT_TRUE_FATAL(written.good);
    g_autofree char *apart = written_part(&written, "xl/worksheets/sheet3.xml");
    g_autofree char *beside = written_part(&written, "xl/worksheets/sheet2.xml");
    g_autofree char *drawing = written_part(&written, "xl/drawings/drawing1.xml");
    const char *sheet = *apart != '\0' ? apart : beside;
    struct placed placed = {.apart = *apart != '\0'};
    gboolean across = strstr(sheet, "orientation=\"landscape\"") != NULL;
    placed.room = across ? ACROSS : UPRIGHT / shrinking(sheet, 595.3);
    placed.height = number_after(drawing, "\" cy=\"") / EMU;
    follow_rows(sheet, (guint)number_after(drawing, "<xdr:row>"), &placed);
    written_clear(&written);
    return placed;
}

static void a_chart_is_on_one_page_wherever_its_table_ends(void)
{
    static const guint units[] = {2, 20, 24, 29, 32, 36, 60};
    guint below = 0, apart = 0;
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        struct placed placed = place(units[i]);
        CU_ASSERT_TRUE(placed.top + placed.height <= placed.room);
        if (placed.apart) {
            apart++;
            continue;
        }
        CU_ASSERT_EQUAL(placed.page, placed.table_page);
        CU_ASSERT_TRUE(placed.height >= LOWEST);
        below++;
    }
    CU_ASSERT_TRUE(below > 0 && apart > 0);
}

static void the_chart_of_a_table_longer_than_a_page_has_a_sheet_across(void)
{
    struct placed placed = place(60);
    CU_ASSERT_TRUE(placed.apart);
    CU_ASSERT_EQUAL(placed.room, ACROSS);
    CU_ASSERT_TRUE(placed.height > 0.6 * placed.room);
}

static guint pieces_of(guint units)
{
    g_autoptr(book_t) book = book_of(units, CHART_RANKED_BAR);
    struct written_book written = written_new(book, FALSE);
    g_autofree char *drawing = written_part(&written, "xl/drawings/drawing1.xml");
    guint count = 0;
    for (const char *at = drawing; (at = strstr(at, "<xdr:pic>")) != NULL; at++)
        count++;
    written_clear(&written);
    return count;
}

static void bars_stand_close_to_be_on_one_page(void)
{
    CU_ASSERT_EQUAL(pieces_of(43), 1);
    CU_ASSERT_EQUAL(pieces_of(60), 2); /* closer they could not be read */
}

/* How the entries of the workbook are packed: 0 is stored, 8 is deflated. */
static void pictures_are_stored_and_all_else_is_deflated(void)
{
    g_autoptr(book_t) book = book_of(5, CHART_LINE);
    struct written_book written = written_new(book, FALSE);
    unzFile zip = unzOpen(written.path);
    guint stored = 0, deflated = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    for (int code = unzGoToFirstFile(zip); code == UNZ_OK; code = unzGoToNextFile(zip)) {
        unz_file_info info;
        char name[64];
        unzGetCurrentFileInfo(zip, &info, name, sizeof name, NULL, 0, NULL, 0);
        gboolean picture = g_str_has_suffix(name, ".png");
        CU_ASSERT_EQUAL(info.compression_method, picture ? 0 : 8);
        *(picture ? &stored : &deflated) += 1;
    }
    CU_ASSERT_EQUAL(stored, 1);
    CU_ASSERT_TRUE(deflated > 8);
    unzClose(zip);
    written_clear(&written);
}

/* Bytes of the picture in the workbook, and of the chart's own file. */
static void a_picture_across_a_page_is_the_file_of_the_chart(void)
{
    g_autoptr(book_t) book = book_of(60, CHART_LINE);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    struct written_book written = written_new(book, FALSE);
    g_autoptr(pictures_t) pictures = pictures_new(FONT_FOLDER);
    struct write_job job = {
        .book = book, .folder = written.folder, .pictures = pictures, .files = files};
    CU_ASSERT_TRUE_FATAL(writer_write("png", &job, NULL));
    g_autofree char *path = g_build_filename(written.folder, "thu/hinh.png", NULL);
    g_autofree char *folder = g_build_filename(written.folder, "thu", NULL);
    g_autofree char *inside = written_part(&written, "xl/media/image1.png");
    g_autofree char *file = NULL;
    gsize length = 0;
    CU_ASSERT_TRUE_FATAL(g_file_get_contents(path, &file, &length, NULL));
    CU_ASSERT_TRUE(length > 1000 && memcmp(inside, file, length) == 0);
    CU_ASSERT_EQUAL(g_unlink(path), 0);
    CU_ASSERT_EQUAL(g_rmdir(folder), 0);
    written_clear(&written);
}

static CU_TestInfo tests[] = {
    {"bars stand close to be on one page", bars_stand_close_to_be_on_one_page},
    {"a chart is on one page wherever its table ends",
     a_chart_is_on_one_page_wherever_its_table_ends},
    {"the chart of a table longer than a page has a sheet across",
     the_chart_of_a_table_longer_than_a_page_has_a_sheet_across},
    {"pictures are stored and all else is deflated", pictures_are_stored_and_all_else_is_deflated},
    {"a picture across a page is the file of the chart",
     a_picture_across_a_page_is_the_file_of_the_chart},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo xlsx_picture_suite = {"xlsx_picture", NULL, NULL, NULL, NULL, tests};
