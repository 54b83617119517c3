#include "write/draw.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/error.h"
#include "write/deflate.h"
#include "write/draw_pen.h"
#include "write/palette.h"

/* The greatest side of a cairo image surface. */
#define MOST_PIXELS 32767

/* Lines of a hatch: their distance and width in points of the picture. */
#define HATCH_STEP 8.5
#define HATCH_WIDTH 1.5

static void set_color(cairo_t *cairo, struct color color)
{
    cairo_set_source_rgb(cairo, color.red, color.green, color.blue);
}

/* Lines at 45 degrees over the whole box, clipped by the caller. */
static void hatch_slanted(cairo_t *cairo, const struct display_item *item, gboolean rising)
{
    double reach = item->width + item->height;
    for (double at = 0; at < reach; at += HATCH_STEP * G_SQRT2) {
        double from = rising ? item->x + at : item->x + item->width - at;
        cairo_move_to(cairo, from, item->y);
        cairo_line_to(cairo, from + (rising ? -item->height : item->height),
                      item->y + item->height);
    }
    cairo_stroke(cairo);
}

static void hatch_level(cairo_t *cairo, const struct display_item *item)
{
    for (double at = HATCH_STEP / 2; at < item->height; at += HATCH_STEP) {
        cairo_move_to(cairo, item->x, item->y + at);
        cairo_line_to(cairo, item->x + item->width, item->y + at);
    }
    cairo_stroke(cairo);
}

static void hatch_dots(cairo_t *cairo, const struct display_item *item)
{
    for (double x = HATCH_STEP / 2; x < item->width; x += HATCH_STEP)
        for (double y = HATCH_STEP / 2; y < item->height; y += HATCH_STEP) {
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, item->x + x, item->y + y, HATCH_WIDTH, 0, 2 * G_PI);
        }
    cairo_fill(cairo);
}

static void draw_hatch(cairo_t *cairo, const struct display_item *item)
{
    cairo_save(cairo);
    cairo_rectangle(cairo, item->x, item->y, item->width, item->height);
    cairo_clip(cairo);
    set_color(cairo, color_hatch(item->fill));
    cairo_set_line_width(cairo, HATCH_WIDTH);
    if (item->hatch == HATCH_RISING || item->hatch == HATCH_CROSS)
        hatch_slanted(cairo, item, TRUE);
    if (item->hatch == HATCH_FALLING || item->hatch == HATCH_CROSS)
        hatch_slanted(cairo, item, FALSE);
    if (item->hatch == HATCH_LEVEL)
        hatch_level(cairo, item);
    if (item->hatch == HATCH_DOTS)
        hatch_dots(cairo, item);
    cairo_restore(cairo);
}

/* Fills and strokes the path as the item says. */
static void paint(cairo_t *cairo, const struct display_item *item)
{
    if (item->filled) {
        set_color(cairo, item->fill);
        cairo_fill_preserve(cairo);
    }
    if (item->stroke_width > 0) {
        set_color(cairo, item->stroke);
        cairo_set_line_width(cairo, item->stroke_width);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

static void draw_rectangle(cairo_t *cairo, const struct display_item *item)
{
    struct display_item upright = *item;
    upright.x = MIN(item->x, item->x + item->width);
    upright.y = MIN(item->y, item->y + item->height);
    upright.width = fabs(item->width);
    upright.height = fabs(item->height);
    if (item->filled) {
        cairo_rectangle(cairo, upright.x, upright.y, upright.width, upright.height);
        set_color(cairo, item->fill);
        cairo_fill(cairo);
    }
    if (item->hatch != HATCH_NONE)
        draw_hatch(cairo, &upright);
    upright.filled = FALSE;
    cairo_rectangle(cairo, upright.x, upright.y, upright.width, upright.height);
    paint(cairo, &upright); /* the rim, over the hatch */
}

static void draw_polyline(cairo_t *cairo, const struct display_item *item)
{
    for (guint i = 0; i < item->points->len; i++) {
        const struct point *point = &g_array_index(item->points, struct point, i);
        cairo_line_to(cairo, point->x, point->y);
    }
    paint(cairo, item);
}

static gboolean draw_item(struct pen *pen, cairo_t *cairo, const struct display_item *item,
                          GError **error)
{
    cairo_new_path(cairo); /* nothing begins where the last text ended */
    switch (item->kind) {
    case ITEM_RECTANGLE:
        draw_rectangle(cairo, item);
        return TRUE;
    case ITEM_LINE:
        cairo_move_to(cairo, item->x, item->y);
        cairo_line_to(cairo, item->x + item->width, item->y + item->height);
        paint(cairo, item);
        return TRUE;
    case ITEM_POLYLINE:
        draw_polyline(cairo, item);
        return TRUE;
    case ITEM_MARK:
        cairo_arc(cairo, item->x, item->y, item->width / 2, 0, 2 * G_PI);
        paint(cairo, item);
        return TRUE;
    case ITEM_TEXT:
        return pen_draw_text(pen, cairo, item, error);
    }
    return TRUE;
}

static gboolean draw_list(struct pen *pen, cairo_t *cairo, const struct display_list *list,
                          GError **error)
{
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_GRAY);
    for (guint i = 0; i < list->items->len; i++)
        if (!draw_item(pen, cairo, display_list_item(list, i), error))
            return FALSE;
    cairo_status_t status = cairo_status(cairo);
    if (status != CAIRO_STATUS_SUCCESS)
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW,
                           cairo_status_to_string(status), NULL);
    return TRUE;
}

/* cairo_arc aborts on NaN, and an error surface is written without a word: so ask before. */
static gboolean can_be_drawn(const struct display_list *list, double scale, GError **error)
{
    if (!display_list_is_finite(list) || !isfinite(scale) || scale <= 0)
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW,
                           "a number is not finite", NULL);
    if (list->width * scale > MOST_PIXELS || list->height * scale > MOST_PIXELS)
        return error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW,
                           "the picture is too large", NULL);
    return TRUE;
}

static void append_chunk(png_structp png, png_bytep data, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void flush(png_structp png)
{
    (void)png;
}

/* A picture as PNG keeps it: with a palette, or, where that would show, with red, green and blue.
 */
struct image {
    struct pixels pixels;
    struct palette *palette; /* or NULL */
    guint8 type;             /* of colour */
    guint depth;             /* bytes a pixel */
};

/*
 * Four bytes are put at once, of which the next pixel takes the last; behind the last pixel there
 * is room for one.
 */
static void fill_rgb(const struct pixels *pixels, guint y, guint8 *row)
{
    const guint8 *source = pixels->bytes + y * pixels->stride;
    for (guint x = 0; x < pixels->width; x++) {
        guint32 pixel;
        memcpy(&pixel, source + (gsize)x * 4, sizeof pixel);
        pixel = GUINT32_TO_BE(pixel << 8);
        memcpy(row + (gsize)x * 3, &pixel, sizeof pixel);
    }
}

/* Each row begins with the number of its filter: none. */
static GByteArray *compress_rows(const struct image *image)
{
    const struct pixels *pixels = &image->pixels;
    gsize row = 1 + (gsize)pixels->width * image->depth;
    g_autofree guint8 *bytes = g_malloc(row * pixels->height + PALETTE_ROOM);
    for (guint y = 0; y < pixels->height; y++) {
        bytes[row * y] = 0;
        if (image->palette != NULL)
            palette_fill_row(image->palette, y, y > 0 ? bytes + row * (y - 1) + 1 : NULL,
                             bytes + row * y + 1);
        else
            fill_rgb(pixels, y, bytes + row * y + 1);
    }
    return deflate_rows(&(struct deflate_rows){bytes, row * pixels->height, row, image->depth});
}

static void write_chunks(png_structp png, const struct image *image, const GByteArray *rows)
{
    guint32 width = GUINT32_TO_BE(image->pixels.width),
            height = GUINT32_TO_BE(image->pixels.height);
    png_byte header[13] = {[8] = 8, [9] = image->type};
    memcpy(header, &width, sizeof width);
    memcpy(header + 4, &height, sizeof height);
    png_write_sig(png);
    png_write_chunk(png, (png_const_bytep) "IHDR", header, sizeof header);
    if (image->palette != NULL) {
        guint count;
        const guint8 *colors = palette_colors(image->palette, &count);
        png_write_chunk(png, (png_const_bytep) "PLTE", colors, (gsize)count * 3);
    }
    png_write_chunk(png, (png_const_bytep) "IDAT", rows->data, rows->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
}

/* cairo keeps a pixel as 0x00RRGGBB in the machine's own order of bytes. */
static struct image image_of_surface(cairo_surface_t *surface)
{
    struct image image = {
        .pixels = {.bytes = cairo_image_surface_get_data(surface),
                   .width = (guint)cairo_image_surface_get_width(surface),
                   .height = (guint)cairo_image_surface_get_height(surface),
                   .stride = (gsize)cairo_image_surface_get_stride(surface)},
    };
    image.palette = palette_new(&image.pixels);
    image.type = image.palette != NULL ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB;
    image.depth = image.palette != NULL ? 1 : 3;
    return image;
}

/*
 * A surface of RGB24 that was flushed. libpng writes the chunks; the rows are compressed by
 * deflate.h, in a tenth of the time of cairo's own encoder.
 */
static GBytes *png_of_surface(cairo_surface_t *surface, GError **error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    if (png == NULL) {
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    struct image image = image_of_surface(surface);
    g_autoptr(GByteArray) rows = compress_rows(&image);
    png_set_write_fn(png, bytes, append_chunk, flush);
    gboolean failed = setjmp(png_jmpbuf(png)) != 0;
    if (!failed)
        write_chunks(png, &image, rows);
    png_destroy_write_struct(&png, NULL);
    palette_free(image.palette);
    if (!failed)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
    return NULL;
}

GBytes *draw_png(struct pen *pen, const struct display_list *list, double scale, GError **error)
{
    if (!can_be_drawn(list, scale, error))
        return NULL;
    int width = (int)ceil(list->width * scale), height = (int)ceil(list->height * scale);
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    /* Ours, and white: cairo would clear its own, and then paint it. */
    g_autofree guint8 *pixels = g_malloc((gsize)stride * (gsize)height);
    memset(pixels, 0xff, (gsize)stride * (gsize)height);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, width, height, stride);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    GBytes *bytes = NULL;
    if (draw_list(pen, cairo, list, error)) {
        cairo_surface_flush(surface);
        cairo_status_t status = cairo_surface_status(surface);
        if (status != CAIRO_STATUS_SUCCESS)
            error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW,
                        cairo_status_to_string(status), NULL);
        else
            bytes = png_of_surface(surface, error);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return bytes;
}

/* cairo's PDF surface swallows the status of this closure, so the flag is ours. */
struct stream {
    GByteArray *bytes;
    gboolean failed;
};

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length)
{
    struct stream *stream = closure;
    if (stream->bytes->len > G_MAXINT - length) {
        stream->failed = TRUE;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    g_byte_array_append(stream->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *draw_pdf(struct pen *pen, const struct display_list *list, const char *created,
                 GError **error)
{
    if (!can_be_drawn(list, 1, error))
        return NULL;
    struct stream stream = {g_byte_array_new(), FALSE};
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, &stream, list->width, list->height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    cairo_t *cairo = cairo_create(surface);
    set_color(cairo, (struct color){1, 1, 1});
    cairo_paint(cairo);
    gboolean done = draw_list(pen, cairo, list, error);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (done && (stream.failed || status != CAIRO_STATUS_SUCCESS))
        done = error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW,
                           stream.failed ? "the file is too large" : cairo_status_to_string(status),
                           NULL);
    if (done)
        return g_byte_array_free_to_bytes(stream.bytes);
    g_byte_array_unref(stream.bytes);
    return NULL;
}

const char *draw_version_cairo(void)
{
    return cairo_version_string();
}

const char *draw_version_pango(void)
{
    return pango_version_string();
}

const char *draw_version_png(void)
{
    return png_get_libpng_ver(NULL);
}
