/*
 * gallery - draws every kind of chart in every awkward case.
 *
 * gallery FOLDER FONTS: writes KIND-CASE.svg, index.html with all of them, and gallery.png, one
 * sheet with a line a kind and a column a case.
 */
#include <glib/gstdio.h>
#include <stdio.h>

#include "cases.h"
#include "write/display_list.h"
#include "write/draw.h"
#include "write/svg.h"

#define CELL_WIDTH 640.0
#define CELL_HEIGHT 400.0
#define CELL_GAP 16.0

static void copy_points(struct item *copy, const struct item *item, struct point at, double scale)
{
    for (guint i = 0; i < item->points->len; i++) {
        struct point point = g_array_index(item->points, struct point, i);
        point.x = at.x + point.x * scale;
        point.y = at.y + point.y * scale;
        g_array_append_val(copy->points, point);
    }
}

/* A copy of a picture in a cell of the sheet, as large as the cell allows. */
static void paste(struct display_list *sheet, const struct display_list *list, struct point at)
{
    double scale = MIN(CELL_WIDTH / list->width, CELL_HEIGHT / list->height);
    for (guint i = 0; i < list->items->len; i++) {
        const struct item *item = display_list_item(list, i);
        struct item *copy = display_list_add(sheet, item->kind);
        GArray *points = copy->points;
        *copy = *item;
        copy->points = points;
        copy->text = g_strdup(item->text);
        copy->x = at.x + item->x * scale;
        copy->y = at.y + item->y * scale;
        copy->width *= scale;
        copy->height *= scale;
        copy->size *= scale;
        copy->stroke_width *= scale;
        if (points != NULL)
            copy_points(copy, item, at, scale);
    }
}

static gboolean save(const char *folder, const char *name, GBytes *bytes, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return g_file_set_contents(path, data, (gssize)length, error);
}

struct gallery {
    const char *folder;
    struct pen *pen;
    struct display_list *sheet;
    GString *page;
};

static gboolean add_chart(struct gallery *gallery, enum chart_kind kind, enum chart_case one,
                          GError **error)
{
    struct ruler ruler = pen_ruler(gallery->pen);
    g_autoptr(book_t) book = case_book(kind, one);
    const struct book_chart *chart = case_chart(book);
    g_autoptr(display_list_t) list =
        chart_layout(case_table(book), chart, (struct chart_size){1600, 900}, &ruler);
    paste(gallery->sheet, list,
          (struct point){CELL_GAP + (CELL_WIDTH + CELL_GAP) * (double)one,
                         CELL_GAP + (CELL_HEIGHT + CELL_GAP) * (double)kind});
    g_autoptr(GBytes) bytes = svg_of_list(list, chart->id, error);
    g_autofree char *name = g_strconcat(chart->id, ".svg", NULL);
    if (bytes == NULL || !save(gallery->folder, name, bytes, error))
        return FALSE;
    g_string_append_printf(gallery->page, "<img src=\"%s\" alt=\"%s\">\n", name, chart->id);
    return TRUE;
}

static gboolean draw_all(struct gallery *gallery, GError **error)
{
    for (int kind = 0; kind < CHART_KINDS; kind++) {
        g_string_append_printf(gallery->page, "<h2>%s</h2>\n", chart_kind_code(kind));
        for (int one = 0; one < CHART_CASES; one++)
            if (!add_chart(gallery, kind, one, error))
                return FALSE;
    }
    g_autoptr(GBytes) png = draw_png(gallery->pen, gallery->sheet, 1, error);
    g_autoptr(GBytes) html = g_bytes_new(gallery->page->str, gallery->page->len);
    return png != NULL && save(gallery->folder, "gallery.png", png, error) &&
           save(gallery->folder, "index.html", html, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 3) {
        fputs("usage: gallery FOLDER FONTS\n", stderr);
        return 2;
    }
    struct gallery gallery = {.folder = argv[1], .pen = pen_new(argv[2], &error)};
    gallery.sheet = display_list_new(CELL_GAP + (CELL_WIDTH + CELL_GAP) * CHART_CASES,
                                     CELL_GAP + (CELL_HEIGHT + CELL_GAP) * CHART_KINDS);
    gallery.page =
        g_string_new("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>tongket</title>\n"
                     "<style>img{width:32%;border:1px solid #ddd;margin:2px}</style>\n");
    gboolean done = gallery.pen != NULL && g_mkdir_with_parents(argv[1], 0755) == 0 &&
                    draw_all(&gallery, &error);
    if (!done)
        fprintf(stderr, "gallery: %s\n", error == NULL ? "cannot make the folder" : error->message);
    display_list_free(gallery.sheet);
    g_string_free(gallery.page, TRUE);
    pen_free(gallery.pen);
    return done ? 0 : 1;
}
