#include <CUnit/CUnit.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "delivery_book.h"
#include "write/readback.h"
#include "write/writer.h"

#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

/* Every format of the small book in a folder. */
struct readback_written {
    struct book *book;
    char *folder;
    struct cell_sum sum;
};

static struct readback_written written_open(void)
{
    struct readback_written written = {
        delivery_book(), g_dir_make_tmp("tongket-XXXXXX", NULL), {0, 0}};
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new(FONT_FOLDER);
    struct request request = {0};
    struct write_job job = {.book = written.book,
                            .request = &request,
                            .folder = written.folder,
                            .pictures = pictures,
                            .files = files,
                            .sum = &written.sum};
    CU_ASSERT_TRUE(writer_write("xlsx", &job, NULL) && writer_write("png", &job, NULL) &&
                   writer_write("pdf", &job, NULL) && writer_write("svg", &job, NULL) &&
                   writer_write("csv", &job, NULL));
    return written;
}

static void written_close(struct readback_written *written)
{
    CU_ASSERT_TRUE(file_remove_tree(written->folder, NULL));
    g_free(written->folder);
    book_free(written->book);
}

static const char *const names[] = {"thu.xlsx",     "thu/hinh.png", "thu/hinh.pdf",
                                    "thu/hinh.svg", "thu/bang.csv", "thu/kiem-tra.csv"};

/* Reads the file back; on FALSE the error must be OUTPUT and name the file. */
static gboolean reads(const struct readback_written *written, const char *name, const char *says)
{
    g_autofree char *path = g_build_filename(written->folder, name, NULL);
    g_autoptr(GError) error = NULL;
    if (readback_file(written->book, &written->sum, path, name, &error))
        return TRUE;
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, name));
    CU_ASSERT_PTR_NOT_NULL(strstr(error->message, says));
    return FALSE;
}

static void what_the_writers_made_passes(void)
{
    struct readback_written written = written_open();
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        CU_ASSERT_TRUE(reads(&written, names[i], ""));
    written_close(&written);
}

/* Cuts at many places; only a cut at the end of a line of kiem-tra.csv looks whole. */
static void a_file_cut_off_anywhere_is_found(void)
{
    struct readback_written written = written_open();
    for (guint i = 0; i < G_N_ELEMENTS(names) - 1; i++) {
        g_autofree char *path = g_build_filename(written.folder, names[i], NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        CU_ASSERT_TRUE(g_file_get_contents(path, &bytes, &length, NULL));
        for (guint part = 0; part < 40; part++) {
            gsize cut = part == 0 ? length - 1 : length * (part - 1) / 39;
            if (cut < length) {
                g_file_set_contents(path, bytes, (gssize)cut, NULL);
                CU_ASSERT_FALSE(reads(&written, names[i], ""));
            }
        }
    }
    written_close(&written);
}

/* As long as a zip's header with its name, most of which nobody compares. */
#define STRETCH 100

static void bytes_turned_inside_are_found(void)
{
    struct readback_written written = written_open();
    for (guint i = 0; i < 2; i++) {
        g_autofree char *path = g_build_filename(written.folder, names[i], NULL);
        g_autofree char *bytes = NULL;
        gsize length;
        CU_ASSERT_TRUE(g_file_get_contents(path, &bytes, &length, NULL));
        for (guint part = 1; part < 20; part++) {
            gsize at = length * part / 40; /* behind the middle is the zip's own index */
            for (gsize k = 0; k < STRETCH; k++)
                bytes[at + k] ^= 0x20;
            g_file_set_contents(path, bytes, (gssize)length, NULL);
            CU_ASSERT_FALSE(reads(&written, names[i], ""));
            for (gsize k = 0; k < STRETCH; k++)
                bytes[at + k] ^= 0x20;
        }
    }
    written_close(&written);
}

static void a_figure_that_differs_is_named_with_its_cell(void)
{
    struct readback_written written = written_open();
    delivery_book_cell(written.book)->numerator = 8;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "7 instead of 8"));
    delivery_book_cell(written.book)->numerator = 7;
    CU_ASSERT_TRUE(reads(&written, "thu.xlsx", ""));
    delivery_book_cell(written.book)->state = CELL_MISSING;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "7 instead of …"));
    written_close(&written);
}

/* What a fault of the writer's layout makes: each value is on the page, in another place. */
static void a_figure_beside_another_name_is_found(void)
{
    struct readback_written written = written_open();
    struct book_sheet *sheet = g_ptr_array_index(written.book->sheets, 0);
    struct book_row *rows = book_row(sheet->table, 1), first = rows[0];
    char *label = rows[0].label;
    rows[0].label = rows[1].label;
    rows[1].label = label;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "Xã, Một instead of =1+1"));
    rows[1].label = rows[0].label;
    rows[0].label = label;
    rows[0].code = rows[1].code;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "instead of 02"));
    rows[0].code = first.code;
    CU_ASSERT_TRUE(reads(&written, "thu.xlsx", ""));
    written_close(&written);
}

static void a_column_under_another_heading_is_found(void)
{
    struct readback_written written = written_open();
    struct book_sheet *sheet = g_ptr_array_index(written.book->sheets, 0);
    struct book_column *column = book_column(sheet->table, 1);
    char *label = column->label;
    column->label = g_strdup("Khác");
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "instead of Khác"));
    g_free(column->label);
    column->label = label;
    sheet->table->show_codes = FALSE; /* one column fewer than the page numbers */
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "0 entries instead of 6"));
    written_close(&written);
}

/* A line without text has no cells with a value; a heading may be blank. */
static void a_list_with_blanks_passes(void)
{
    struct readback_written written = written_open();
    struct book_sheet *sheet = g_ptr_array_index(written.book->sheets, 1);
    static const char *const blank[] = {"", "", NULL}, *const last[] = {"a", "", NULL};
    g_ptr_array_add(sheet->list->lines, g_strdupv((char **)blank));
    g_ptr_array_add(sheet->list->lines, g_strdupv((char **)last));
    *(char *)g_ptr_array_index(sheet->list->headings, 1) = '\0';
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new(FONT_FOLDER);
    struct request request = {0};
    struct write_job job = {.book = written.book,
                            .request = &request,
                            .folder = written.folder,
                            .pictures = pictures,
                            .files = files,
                            .sum = &written.sum};
    CU_ASSERT_TRUE(writer_write("xlsx", &job, NULL));
    CU_ASSERT_TRUE(reads(&written, "thu.xlsx", ""));
    written_close(&written);
}

static void a_field_of_a_list_that_differs_is_named(void)
{
    struct readback_written written = written_open();
    struct book_sheet *sheet = g_ptr_array_index(written.book->sheets, 1);
    char **line = g_ptr_array_index(sheet->list->lines, 0);
    line[1][0] = '8';
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "column 2: 7 instead of 8"));
    written_close(&written);
}

/* A label, a blank of a list, a title: nothing that the book is compared with cell by cell. */
static void a_cell_lost_or_changed_changes_the_sum(void)
{
    struct readback_written written = written_open();
    struct cell_sum sum = written.sum;
    CU_ASSERT_TRUE(sum.cells > 20);
    written.sum.cells++;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "entries instead of"));
    written.sum = sum;
    cell_sum_add_text(&written.sum, "Bìa", (struct workbook_place){90, 0}, "a");
    written.sum.cells--;
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "control sum"));
    written_close(&written);
}

static void every_part_of_a_cell_counts_in_the_sum(void)
{
    const struct workbook_place place = {3, 4}, turned = {4, 3};
    struct cell_sum sums[6] = {{0, 0}};
    cell_sum_add_text(&sums[0], "a", place, "1");
    cell_sum_add_text(&sums[1], "b", place, "1");
    cell_sum_add_text(&sums[2], "a", turned, "1");
    cell_sum_add_text(&sums[3], "a", place, "2");
    cell_sum_add_number(&sums[4], "a", place, 1);
    cell_sum_add_number(&sums[5], "a", place, 1.00000000000001);
    for (guint i = 0; i < G_N_ELEMENTS(sums); i++)
        for (guint k = 0; k < i; k++)
            CU_ASSERT_NOT_EQUAL(sums[i].sum, sums[k].sum);
}

static void a_sheet_or_line_too_few_is_found(void)
{
    struct readback_written written = written_open();
    struct book_sheet *sheet = g_ptr_array_index(written.book->sheets, 1);
    const char *const line[] = {"thu.csv", "9", NULL};
    g_ptr_array_add(sheet->list->lines, g_strdupv((char **)line));
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "4 entries instead of 6"));
    book_add_sheet(written.book, "Thêm", "Thêm");
    CU_ASSERT_FALSE(reads(&written, "thu.xlsx", "instead of"));
    sheet = g_ptr_array_index(written.book->sheets, 0);
    book_row(sheet->table, 0)->heading = FALSE;
    CU_ASSERT_FALSE(reads(&written, "thu/bang.csv", "7 entries instead of 9"));
    written_close(&written);
}

static void an_empty_file_or_none_is_found(void)
{
    struct readback_written written = written_open();
    g_autofree char *path = g_build_filename(written.folder, "thu.html", NULL);
    CU_ASSERT_FALSE(reads(&written, "thu.html", ""));
    CU_ASSERT_TRUE(file_write(path, "", 0, NULL));
    CU_ASSERT_FALSE(reads(&written, "thu.html", ""));
    written_close(&written);
}

static CU_TestInfo tests[] = {
    {"what the writers made passes", what_the_writers_made_passes},
    {"a file cut off anywhere is found", a_file_cut_off_anywhere_is_found},
    {"bytes turned inside are found", bytes_turned_inside_are_found},
    {"a figure that differs is named with its cell", a_figure_that_differs_is_named_with_its_cell},
    {"a figure beside another name is found", a_figure_beside_another_name_is_found},
    {"a column under another heading is found", a_column_under_another_heading_is_found},
    {"a list with blanks passes", a_list_with_blanks_passes},
    {"a field of a list that differs is named", a_field_of_a_list_that_differs_is_named},
    {"a cell lost or changed changes the sum", a_cell_lost_or_changed_changes_the_sum},
    {"every part of a cell counts in the sum", every_part_of_a_cell_counts_in_the_sum},
    {"a sheet or line too few is found", a_sheet_or_line_too_few_is_found},
    {"an empty file or none is found", an_empty_file_or_none_is_found},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo readback_suite = {"readback", NULL, NULL, NULL, NULL, tests};
