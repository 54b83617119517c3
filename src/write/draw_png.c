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

/* Each row begins with the number of its filter: none. */
static GByteArray *compress_rows(const struct palette *palette, const struct pixels *pixels)
{
    gsize row = 1 + (gsize)pixels->width;
    g_autofree guint8 *bytes = g_malloc(row * pixels->height);
    for (guint y = 0; y < pixels->height; y++) {
        bytes[row * y] = 0;
        palette_fill_row(palette, pixels, y, bytes + row * y + 1);
    }
    return deflate_rows(&(struct deflate_rows){bytes, row * pixels->height, row, 1});
}

static void write_chunks(png_structp png, const struct pixels *pixels,
                         const struct palette *palette, const GByteArray *rows)
{
    guint32 width = GUINT32_TO_BE(pixels->width), height = GUINT32_TO_BE(pixels->height);
    png_byte header[13] = {[8] = 8, [9] = PNG_COLOR_TYPE_PALETTE};
    guint count;
    const guint8 *colors = palette_colors(palette, &count);
    memcpy(header, &width, sizeof width);
    memcpy(header + 4, &height, sizeof height);
    png_write_sig(png);
    png_write_chunk(png, (png_const_bytep) "IHDR", header, sizeof header);
    png_write_chunk(png, (png_const_bytep) "PLTE", colors, (gsize)count * 3);
    png_write_chunk(png, (png_const_bytep) "IDAT", rows->data, rows->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
}

/* cairo keeps a pixel as 0x00RRGGBB in the machine's own order of bytes. */
static struct pixels pixels_of_surface(cairo_surface_t *surface)
{
    return (struct pixels){.bytes = cairo_image_surface_get_data(surface),
                           .width = (guint)cairo_image_surface_get_width(surface),
                           .height = (guint)cairo_image_surface_get_height(surface),
                           .stride = (gsize)cairo_image_surface_get_stride(surface)};
}

GBytes *png_of_surface(cairo_surface_t *surface, GError **error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    if (png == NULL) {
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    struct pixels pixels = pixels_of_surface(surface);
    struct palette *palette = palette_new(&pixels);
    g_autoptr(GByteArray) rows = compress_rows(palette, &pixels);
    png_set_write_fn(png, bytes, append, flush);
    gboolean failed = setjmp(png_jmpbuf(png)) != 0;
    if (!failed)
        write_chunks(png, &pixels, palette, rows);
    png_destroy_write_struct(&png, NULL);
    palette_free(palette);
    if (!failed)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
    return NULL;
}
