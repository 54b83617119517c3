#include "write/picture.h"

#include "write/output.h"
#include "write/svg.h"

#define HEIGHT 900.0

struct pictures {
    const char *font_folder;
    struct pen *pen;     /* NULL before it is asked for */
    GHashTable *layouts; /* by struct book_chart *: struct display_list * */
    GHashTable *pngs;    /* the same: GBytes * */
};

/* One chart as the bytes of a file. */
typedef GBytes *(*drawer)(const struct write_job *job, const struct book_table *table,
                          const struct book_chart *chart, GError **error);

static void free_list(gpointer list)
{
    display_list_free(list);
}

static void free_bytes(gpointer bytes)
{
    g_bytes_unref(bytes);
}

struct pictures *pictures_new(const char *font_folder)
{
    struct pictures *pictures = g_new0(struct pictures, 1);
    pictures->font_folder = font_folder;
    pictures->layouts = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    pictures->pngs = g_hash_table_new_full(NULL, NULL, NULL, free_bytes);
    return pictures;
}

void pictures_free(struct pictures *pictures)
{
    if (pictures == NULL)
        return;
    pen_free(pictures->pen);
    g_hash_table_unref(pictures->layouts);
    g_hash_table_unref(pictures->pngs);
    g_free(pictures);
}

void pictures_next_book(struct pictures *pictures)
{
    g_hash_table_remove_all(pictures->layouts);
    g_hash_table_remove_all(pictures->pngs);
}

struct pen *pictures_pen(struct pictures *pictures, GError **error)
{
    if (pictures->pen == NULL)
        pictures->pen = pen_new(pictures->font_folder, error);
    return pictures->pen;
}

const struct display_list *pictures_layout(struct pictures *pictures,
                                           const struct book_table *table,
                                           const struct book_chart *chart)
{
    struct display_list *list = g_hash_table_lookup(pictures->layouts, chart);
    if (list != NULL)
        return list;
    struct ruler ruler = pen_ruler(pictures->pen);
    list = chart_layout(table, chart, (struct chart_size){PICTURE_WIDTH, HEIGHT, FALSE}, &ruler);
    g_hash_table_insert(pictures->layouts, (gpointer)chart, list);
    return list;
}

GBytes *pictures_png(struct pictures *pictures, const struct book_table *table,
                     const struct book_chart *chart, GError **error)
{
    GBytes *png = g_hash_table_lookup(pictures->pngs, chart);
    if (png != NULL)
        return png;
    png = draw_png(pictures->pen, pictures_layout(pictures, table, chart), 1, error);
    if (png != NULL)
        g_hash_table_insert(pictures->pngs, (gpointer)chart, png);
    return png;
}

static GBytes *as_png(const struct write_job *job, const struct book_table *table,
                      const struct book_chart *chart, GError **error)
{
    GBytes *png = pictures_png(job->pictures, table, chart, error);
    return png != NULL ? g_bytes_ref(png) : NULL;
}

static GBytes *as_png_twice(const struct write_job *job, const struct book_table *table,
                            const struct book_chart *chart, GError **error)
{
    return draw_png(job->pictures->pen, pictures_layout(job->pictures, table, chart), 2, error);
}

static GBytes *as_pdf(const struct write_job *job, const struct book_table *table,
                      const struct book_chart *chart, GError **error)
{
    return draw_pdf(job->pictures->pen, pictures_layout(job->pictures, table, chart),
                    job->book->created, error);
}

static GBytes *as_svg(const struct write_job *job, const struct book_table *table,
                      const struct book_chart *chart, GError **error)
{
    return svg_of_list(pictures_layout(job->pictures, table, chart), chart->id, error);
}

static gboolean write_sheet(const struct write_job *job, const struct book_sheet *sheet,
                            const char *ending, drawer draw, GError **error)
{
    if (sheet->charts->len > 0 && pictures_pen(job->pictures, error) == NULL)
        return FALSE;
    for (guint i = 0; i < sheet->charts->len; i++) {
        const struct book_chart *chart = g_ptr_array_index(sheet->charts, i);
        g_autoptr(GBytes) bytes = draw(job, sheet->table, chart, error);
        g_autofree char *name = g_strdup_printf("%s/%s%s", job->book->stem, chart->id, ending);
        if (bytes == NULL ||
            !output_write(job, name, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean write_charts(const struct write_job *job, const char *ending, drawer draw,
                             GError **error)
{
    for (guint i = 0; i < job->book->sheets->len; i++)
        if (!write_sheet(job, g_ptr_array_index(job->book->sheets, i), ending, draw, error))
            return FALSE;
    return TRUE;
}

gboolean write_png(const struct write_job *job, const char *ending, GError **error)
{
    return write_charts(job, ending, as_png, error);
}

gboolean write_png_twice(const struct write_job *job, const char *ending, GError **error)
{
    return write_charts(job, ending, as_png_twice, error);
}

gboolean write_pdf(const struct write_job *job, const char *ending, GError **error)
{
    return write_charts(job, ending, as_pdf, error);
}

gboolean write_svg(const struct write_job *job, const char *ending, GError **error)
{
    return write_charts(job, ending, as_svg, error);
}
