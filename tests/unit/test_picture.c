#include <CUnit/CUnit.h>
#include <glib/gstdio.h>

#include "../gallery/cases.h"
#include "base/error.h"
#include "write/writer.h"

#define FONTS "/usr/share/fonts/truetype/liberation2"

static struct book *sample_book(void)
{
    struct book *book = case_book(CHART_LINE, CASE_PLAIN);
    book->stem = g_strdup("xep-loai-nam-2024");
    book->created = g_strdup("2024-12-05");
    return book;
}

static void remove_written(const struct write_job *job)
{
    for (guint i = 0; i < job->files->len; i++) {
        g_autofree char *path =
            g_build_filename(job->folder, g_ptr_array_index(job->files, i), NULL);
        g_remove(path);
    }
    g_autofree char *folder = g_build_filename(job->folder, job->book->stem, NULL);
    g_rmdir(folder);
    g_rmdir(job->folder);
}

static void each_format_writes_one_file_a_chart(void)
{
    static const struct {
        const char *format;
        const char *name, *start;
    } formats[] = {{"png", "xep-loai-nam-2024/line-thuong.png", "\x89PNG"},
                   {"png2x", "xep-loai-nam-2024/line-thuong-2x.png", "\x89PNG"},
                   {"pdf", "xep-loai-nam-2024/line-thuong.pdf", "%PDF-1"},
                   {"svg", "xep-loai-nam-2024/line-thuong.svg", "<svg "}};
    g_autofree char *folder = g_dir_make_tmp("tongket-XXXXXX", NULL);
    g_autoptr(book_t) book = sample_book();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new(FONTS);
    struct write_job job = {.book = book, .folder = folder, .pictures = pictures, .files = files};
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        CU_ASSERT_TRUE(writer_write(formats[i].format, &job, NULL));
        CU_ASSERT_EQUAL_FATAL(files->len, i + 1);
        CU_ASSERT_STRING_EQUAL(g_ptr_array_index(files, i), formats[i].name);
        g_autofree char *path = g_build_filename(folder, formats[i].name, NULL);
        g_autofree char *text = NULL;
        CU_ASSERT_TRUE(g_file_get_contents(path, &text, NULL, NULL));
        CU_ASSERT_TRUE(text != NULL && g_str_has_prefix(text, formats[i].start));
    }
    remove_written(&job);
}

static void a_book_without_charts_needs_no_fonts_and_writes_nothing(void)
{
    g_autoptr(book_t) book = book_new();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new("/nonexistent");
    struct write_job job = {
        .book = book, .folder = "/nonexistent", .pictures = pictures, .files = files};
    CU_ASSERT_TRUE(writer_write("png", &job, NULL));
    CU_ASSERT_EQUAL(files->len, 0);
}

static void a_folder_that_cannot_be_made_is_an_output_error(void)
{
    g_autoptr(book_t) book = sample_book();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new(FONTS);
    struct write_job job = {
        .book = book, .folder = "/dev/null", .pictures = pictures, .files = files};
    g_autoptr(GError) error = NULL;
    CU_ASSERT_FALSE(writer_write("svg", &job, &error));
    CU_ASSERT_TRUE(g_error_matches(error, TONGKET_ERROR, TONGKET_ERROR_OUTPUT));
    CU_ASSERT_EQUAL(files->len, 0);
}

static CU_TestInfo tests[] = {
    {"each format writes one file a chart", each_format_writes_one_file_a_chart},
    {"a book without charts needs no fonts and writes nothing",
     a_book_without_charts_needs_no_fonts_and_writes_nothing},
    {"a folder that cannot be made is an output error",
     a_folder_that_cannot_be_made_is_an_output_error},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo picture_suite = {"picture", NULL, NULL, NULL, NULL, tests};
