#include "write/picture.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "write/draw.h"
#include "write/svg.h"
#include "write/writer.h"

/* What all pictures of a run are made with. */
struct press {
    const struct write_job *job;
    struct pen *pen;
    const char *ending;
    GBytes *(*draw)(const struct press *press, const struct display_list *list, const char *id,
                    GError **error);
};

static GBytes *as_png(const struct press *press, const struct display_list *list, const char *id,
                      GError **error)
{
    (void)id;
    return draw_png(press->pen, list, 1, error);
}

static GBytes *as_png_twice(const struct press *press, const struct display_list *list,
                            const char *id, GError **error)
{
    (void)id;
    return draw_png(press->pen, list, 2, error);
}

static GBytes *as_pdf(const struct press *press, const struct display_list *list, const char *id,
                      GError **error)
{
    (void)id;
    return draw_pdf(press->pen, list, press->job->book->created, error);
}

static GBytes *as_svg(const struct press *press, const struct display_list *list, const char *id,
                      GError **error)
{
    (void)press;
    return svg_of_list(list, id, error);
}

struct display_list *picture_layout(const struct book_table *table, const struct book_chart *chart,
                                    struct pen *pen)
{
    struct ruler ruler = pen_ruler(pen);
    return chart_layout(table, chart, (struct chart_size){1600, 900, FALSE}, &ruler);
}

static gboolean write_file(const struct write_job *job, const char *name, GBytes *bytes,
                           GError **error)
{
    g_autofree char *path = g_build_filename(job->folder, name, NULL);
    g_autoptr(GError) cause = NULL;
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    if (!g_file_set_contents_full(path, data, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0644,
                                  &cause))
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path, cause->message,
                           NULL);
    g_ptr_array_add(job->files, g_strdup(name));
    return TRUE;
}

static gboolean write_chart(const struct press *press, const struct book_table *table,
                            const struct book_chart *chart, GError **error)
{
    g_autoptr(display_list_t) list = picture_layout(table, chart, press->pen);
    g_autofree char *name =
        g_strdup_printf("%s/%s%s", press->job->book->stem, chart->id, press->ending);
    g_autoptr(GBytes) bytes = press->draw(press, list, chart->id, error);
    return bytes != NULL && write_file(press->job, name, bytes, error);
}

static gboolean make_folder(const struct write_job *job, GError **error)
{
    g_autofree char *path = g_build_filename(job->folder, job->book->stem, NULL);
    if (g_mkdir_with_parents(path, 0755) == 0)
        return TRUE;
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, path, g_strerror(errno),
                       NULL);
}

static gboolean has_chart(const struct book *book)
{
    for (guint i = 0; i < book->sheets->len; i++)
        if (((struct book_sheet *)g_ptr_array_index(book->sheets, i))->charts->len > 0)
            return TRUE;
    return FALSE;
}

static gboolean write_charts(struct press press, GError **error)
{
    const struct write_job *job = press.job;
    if (!has_chart(job->book))
        return TRUE;
    g_autoptr(pen_t) pen = pen_new(job->font_folder, error);
    if (pen == NULL || !make_folder(job, error))
        return FALSE;
    press.pen = pen;
    for (guint i = 0; i < job->book->sheets->len; i++) {
        const struct book_sheet *sheet = g_ptr_array_index(job->book->sheets, i);
        for (guint k = 0; k < sheet->charts->len; k++)
            if (!write_chart(&press, sheet->table, g_ptr_array_index(sheet->charts, k), error))
                return FALSE;
    }
    return TRUE;
}

gboolean write_png(const struct write_job *job, GError **error)
{
    return write_charts((struct press){.job = job, .ending = ".png", .draw = as_png}, error);
}

gboolean write_png_twice(const struct write_job *job, GError **error)
{
    return write_charts((struct press){.job = job, .ending = "-2x.png", .draw = as_png_twice},
                        error);
}

gboolean write_pdf(const struct write_job *job, GError **error)
{
    return write_charts((struct press){.job = job, .ending = ".pdf", .draw = as_pdf}, error);
}

gboolean write_svg(const struct write_job *job, GError **error)
{
    return write_charts((struct press){.job = job, .ending = ".svg", .draw = as_svg}, error);
}
