#include "write/draw_png.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/error.h"
#include "write/deflate.h"
#include "write/palette.h"

static void append(png_structp png, png_bytep data, png_size_t length)
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
    g_autofree guint8 *bytes = g_malloc(row * pixels->height + 1);
    for (guint y = 0; y < pixels->height; y++) {
        bytes[row * y] = 0;
        if (image->palette != NULL)
            palette_fill_row(image->palette, y, bytes + row * y + 1);
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

GBytes *png_of_surface(cairo_surface_t *surface, GError **error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    if (png == NULL) {
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    struct image image = image_of_surface(surface);
    g_autoptr(GByteArray) rows = compress_rows(&image);
    png_set_write_fn(png, bytes, append, flush);
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
