#include "written_book.h"

#include <glib/gstdio.h>
#include <minizip/unzip.h>
#include <string.h>

#define FONT_FOLDER "/usr/share/fonts/truetype/liberation2"

struct written_book written_new(const struct book *book, gboolean values_only)
{
    struct written_book w = {.folder = g_dir_make_tmp("tongket-XXXXXX", NULL)};
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(pictures_t) pictures = pictures_new(FONT_FOLDER);
    struct request request = {.values_only = values_only};
    struct write_job job = {.book = book,
                            .folder = w.folder,
                            .pictures = pictures,
                            .files = files,
                            .request = &request};
    w.good = writer_write("xlsx", &job, &w.error);
    w.path = g_build_filename(w.folder, "thu.xlsx", NULL);
    CU_ASSERT_EQUAL(files->len, w.good ? 1 : 0);
    return w;
}

void written_clear(struct written_book *written)
{
    g_unlink(written->path);
    CU_ASSERT_EQUAL(g_rmdir(written->folder), 0); /* nothing else was left there */
    g_free(written->path);
    g_free(written->folder);
    g_clear_error(&written->error);
}

char *written_part(const struct written_book *written, const char *name)
{
    GString *text = g_string_new(NULL);
    unzFile zip = unzOpen(written->path);
    char buffer[4096];
    int got;
    if (zip != NULL && unzLocateFile(zip, name, 1) == UNZ_OK && unzOpenCurrentFile(zip) == UNZ_OK)
        while ((got = unzReadCurrentFile(zip, buffer, sizeof buffer)) > 0)
            g_string_append_len(text, buffer, got);
    if (zip != NULL)
        unzClose(zip);
    return g_string_free(text, FALSE);
}

void written_check(const struct written_book *written, const char *name, const char *expected)
{
    g_autofree char *text = written_part(written, name);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, expected));
}
