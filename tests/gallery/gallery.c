/*
 * gallery - draws every kind of chart in every awkward case.
 *
 * gallery FOLDER FONTS: writes KIND-CASE.svg, index.html with all of them, and gallery.png, one
 * sheet with a line a case and a column a kind, each chart as small as a chart can be read.
 */
#include <glib/gstdio.h>
#include <stdio.h>

#include "cases.h"
#include "chart/chart.h"
#include "palette_png.h"
#include "write/draw.h"
#include "write/svg.h"

/* The smallest charts; sixty rows make them taller. */
#define CELL_WIDTH 400.0
#define CELL_HEIGHT 300.0
#define CELL_GAP 16.0
#define CELL_MOST 1200.0 /* what is higher still is pasted smaller */

/* A copy of a picture in its place of the sheet; how high it is there. */
static double paste(struct display_list *sheet, const struct display_list *list, struct point at)
{
    double scale = MIN(CELL_MOST / list->height, 1);
    for (guint i = 0; i < list->items->len; i++) {
        const struct display_item *item = display_list_item(list, i);
        struct display_item *copy = display_list_add(sheet, item->kind);
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
        for (guint k = 0; points != NULL && k < item->points->len; k++) {
            struct point point = g_array_index(item->points, struct point, k);
            point.x = at.x + point.x * scale;
            point.y = at.y + point.y * scale;
            g_array_append_val(points, point);
        }
    }
    return list->height * scale;
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

static struct display_list *lay_out(struct gallery *gallery, const struct book *book,
                                    struct chart_size size)
{
    struct ruler ruler = pen_ruler(gallery->pen);
    return chart_layout(case_table(book), case_chart(book), size, &ruler);
}

/* Pastes the chart into the sheet; how high it is. */
static double add_to_sheet(struct gallery *gallery, const struct book *book, struct point at)
{
    struct chart_size size = {CELL_WIDTH, CELL_HEIGHT, FALSE};
    g_autoptr(display_list_t) list = lay_out(gallery, book, size);
    return paste(gallery->sheet, list, at);
}

static gboolean add_to_page(struct gallery *gallery, const struct book *book, GError **error)
{
    g_autoptr(display_list_t) list = lay_out(gallery, book, (struct chart_size){1600, 900, FALSE});
    const char *id = case_chart(book)->id;
    g_autoptr(GBytes) bytes = svg_of_list(list, id, error);
    g_autofree char *name = g_strconcat(id, ".svg", NULL);
    g_string_append_printf(gallery->page, "<img src=\"%s\" alt=\"%s\">\n", name, id);
    return bytes != NULL && save(gallery->folder, name, bytes, error);
}

static gboolean draw_all(struct gallery *gallery, GError **error)
{
    double top = CELL_GAP;
    for (int one = 0; one < CHART_CASES; one++) {
        double highest = 0;
        g_string_append_printf(gallery->page, "<h2>%s</h2>\n", case_label(one));
        for (int kind = 0; kind < CHART_KINDS; kind++) {
            g_autoptr(book_t) book = case_book(kind, one);
            struct point at = {CELL_GAP + (CELL_WIDTH + CELL_GAP) * kind, top};
            highest = MAX(highest, add_to_sheet(gallery, book, at));
            if (!add_to_page(gallery, book, error))
                return FALSE;
        }
        top += highest + CELL_GAP;
    }
    gallery->sheet->height = top;
    g_autoptr(GBytes) picture = draw_png(gallery->pen, gallery->sheet, 1, error);
    g_autoptr(GBytes) png = picture != NULL ? palette_png(picture) : NULL;
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
    gallery.sheet = display_list_new(CELL_GAP + (CELL_WIDTH + CELL_GAP) * CHART_KINDS, CELL_GAP);
    gallery.page =
        g_string_new("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>tongket</title>\n"
                     "<style>img{width:32%;border:1px solid #ddd;margin:2px}</style>\n");
    gboolean done = gallery.pen != NULL && g_mkdir_with_parents(argv[1], 0755) == 0 &&
                    draw_all(&gallery, &error);
    if (!done)
        fprintf(stderr, "gallery: %s\n", error == NULL ? "cannot make the files" : error->message);
    display_list_free(gallery.sheet);
    g_string_free(gallery.page, TRUE);
    pen_free(gallery.pen);
    return done ? 0 : 1;
}
