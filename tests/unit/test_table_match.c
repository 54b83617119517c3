#include <CUnit/CUnit.h>
#include <string.h>

#include "answer/table_match.h"
#include "base/file.h"
#include "delivery_book.h"
#include "write/writer.h"

#define FONTS "/usr/share/fonts/truetype/liberation2"

/* A workbook as it is written, and what its manifest notes of the table. */
struct match_scene {
    char *folder;
    struct workbook *workbook;
    struct manifest_record *record;
};

static void write_workbook(struct match_scene *scene, const struct book *book)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    struct cell_sum sum = {0};
    g_autoptr(pictures_t) pictures = pictures_new(FONTS);
    struct request request = {0};
    struct write_job job = {.book = book,
                            .folder = scene->folder,
                            .pictures = pictures,
                            .files = files,
                            .request = &request,
                            .sum = &sum};
    CU_ASSERT_TRUE_FATAL(writer_write("xlsx", &job, NULL));
    g_autofree char *path = g_build_filename(scene->folder, "thu.xlsx", NULL);
    CU_ASSERT_TRUE_FATAL(workbook_read(path, &scene->workbook, NULL));
}

static void write_manifest(struct match_scene *scene, const struct book *book)
{
    g_autoptr(GArray) inputs = g_array_new(FALSE, TRUE, sizeof(struct manifest_input));
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(struct manifest_file));
    g_auto(request_t) request = delivery_request("");
    struct manifest manifest = {.program_version = "0.1", .request = &request, .inputs = inputs};
    g_autofree char *text = manifest_serialize(&manifest, book, files, scene->folder);
    g_autofree char *path = g_build_filename(scene->folder, "thu.manifest.json", NULL);
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(path, text, -1, NULL));
    CU_ASSERT_TRUE_FATAL(manifest_read(path, &scene->record, NULL));
}

/* The manifest is of delivery_book(), the workbook of what `change` makes of it. */
static void scene_open(struct match_scene *scene, void change(struct book *book))
{
    g_autoptr(book_t) book = delivery_book();
    *scene = (struct match_scene){.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    write_manifest(scene, book);
    change(book);
    write_workbook(scene, book);
}

static void scene_close(struct match_scene *scene)
{
    workbook_free(scene->workbook);
    manifest_record_free(scene->record);
    CU_ASSERT_TRUE(file_remove_tree(scene->folder, NULL));
    g_free(scene->folder);
}

static struct book_sheet *sheet_of(struct book *book)
{
    return g_ptr_array_index(book->sheets, 0);
}

static void change_nothing(struct book *book)
{
    (void)book;
}

/* A paragraph above the table moves all of it down. */
static void add_paragraph(struct book *book)
{
    g_ptr_array_add(sheet_of(book)->paragraphs, g_strdup("Lời dẫn."));
}

static void rename_sheet(struct book *book)
{
    g_free(sheet_of(book)->name);
    sheet_of(book)->name = g_strdup("Tên khác");
}

static void swap_rows(struct book *book)
{
    struct book_table *table = sheet_of(book)->table;
    struct book_row row = *book_row(table, 1);
    *book_row(table, 1) = *book_row(table, 2);
    *book_row(table, 2) = row;
}

static void relabel(struct book *book)
{
    struct book_row *row = book_row(sheet_of(book)->table, 1);
    g_free(row->label);
    row->label = g_strdup("Tên khác");
}

static guint row_of(const struct table_match *match, guint row)
{
    return g_array_index(match->rows, guint, row);
}

static void a_book_as_it_was_made_is_found_where_it_was_made(void)
{
    struct match_scene scene;
    scene_open(&scene, change_nothing);
    g_autoptr(GPtrArray) all = table_match_all(scene.workbook, scene.record);
    const struct table_match *match = g_ptr_array_index(all, 0);
    struct workbook_place place;
    guint row, column;
    CU_ASSERT_FALSE(match->shifted);
    CU_ASSERT_EQUAL(match->new_rows->len + match->new_columns->len + match->labels->len, 0);
    CU_ASSERT_TRUE(table_match_place(match, 2, 1, &place));
    CU_ASSERT_EQUAL(place.row, match->first.row + 2);
    CU_ASSERT_TRUE(table_match_noted(match, place, &row, &column));
    CU_ASSERT_EQUAL(row, 2);
    CU_ASSERT_EQUAL(column, 1);
    scene_close(&scene);
}

static void a_table_that_moved_down_is_found_there(void)
{
    struct match_scene scene;
    scene_open(&scene, add_paragraph);
    g_autoptr(GPtrArray) all = table_match_all(scene.workbook, scene.record);
    const struct table_match *match = g_ptr_array_index(all, 0);
    CU_ASSERT_TRUE(match->shifted);
    CU_ASSERT_FALSE(match->rows_reordered);
    CU_ASSERT_EQUAL(row_of(match, 1), match->first.row + 2);
    scene_close(&scene);
}

static void a_sheet_of_another_name_is_found_by_its_title(void)
{
    struct match_scene scene;
    scene_open(&scene, rename_sheet);
    g_autoptr(GPtrArray) all = table_match_all(scene.workbook, scene.record);
    const struct table_match *match = g_ptr_array_index(all, 0);
    CU_ASSERT_NOT_EQUAL_FATAL(match->sheet, TABLE_MATCH_NOWHERE);
    CU_ASSERT_STRING_EQUAL(workbook_sheet_name(scene.workbook, match->sheet), "Tên khác");
    scene_close(&scene);
}

static void rows_in_another_order_are_found_by_their_names(void)
{
    struct match_scene scene;
    scene_open(&scene, swap_rows);
    g_autoptr(GPtrArray) all = table_match_all(scene.workbook, scene.record);
    const struct table_match *match = g_ptr_array_index(all, 0);
    CU_ASSERT_TRUE(match->rows_reordered);
    CU_ASSERT_EQUAL(row_of(match, 1), row_of(match, 2) + 1);
    scene_close(&scene);
}

static void a_row_of_another_label_is_found_by_its_code(void)
{
    struct match_scene scene;
    scene_open(&scene, relabel);
    g_autoptr(GPtrArray) all = table_match_all(scene.workbook, scene.record);
    const struct table_match *match = g_ptr_array_index(all, 0);
    CU_ASSERT_FALSE(match->shifted);
    CU_ASSERT_EQUAL_FATAL(match->labels->len, 1);
    const struct table_match_label *label =
        &g_array_index(match->labels, struct table_match_label, 0);
    CU_ASSERT_STRING_EQUAL(label->was, "Xã, Một");
    CU_ASSERT_STRING_EQUAL(label->is, "Tên khác");
    scene_close(&scene);
}

static CU_TestInfo tests[] = {
    {"a book as it was made is found where it was made",
     a_book_as_it_was_made_is_found_where_it_was_made},
    {"a table that moved down is found there", a_table_that_moved_down_is_found_there},
    {"a sheet of another name is found by its title",
     a_sheet_of_another_name_is_found_by_its_title},
    {"rows in another order are found by their names",
     rows_in_another_order_are_found_by_their_names},
    {"a row of another label is found by its code", a_row_of_another_label_is_found_by_its_code},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo table_match_suite = {"match", NULL, NULL, NULL, NULL, tests};
