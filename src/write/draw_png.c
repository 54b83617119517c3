#include "write/draw_png.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/error.h"
#include "write/deflate.h"

static void append(png_structp png, png_bytep data, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void flush(png_structp png)
{
    (void)png;
}

/*
 * cairo keeps a pixel as 0x00RRGGBB in the machine's own order of bytes. Four bytes are put at
 * once, of which the next pixel takes the last; behind the last pixel there is room for one.
 */
static void copy_row(const unsigned char *source, guint width, guint8 *row)
{
    for (guint x = 0; x < width; x++) {
        guint32 pixel;
        memcpy(&pixel, source + (gsize)x * 4, sizeof pixel);
        pixel = GUINT32_TO_BE(pixel << 8);
        memcpy(row + (gsize)x * 3, &pixel, sizeof pixel);
    }
}

/* Each row begins with the number of its filter: none. */
static GByteArray *compress_rows(cairo_surface_t *surface)
{
    guint width = (guint)cairo_image_surface_get_width(surface);
    guint height = (guint)cairo_image_surface_get_height(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    gssize stride = cairo_image_surface_get_stride(surface);
    gsize row = 1 + (gsize)width * 3;
    g_autofree guint8 *bytes = g_malloc(row * height + 1);
    for (guint y = 0; y < height; y++) {
        bytes[row * y] = 0;
        copy_row(data + stride * y, width, bytes + row * y + 1);
    }
    return deflate_rows(&(struct deflate_rows){bytes, row * height, row, 3});
}

static void write_chunks(png_structp png, cairo_surface_t *surface, const GByteArray *rows)
{
    guint32 width = GUINT32_TO_BE((guint32)cairo_image_surface_get_width(surface));
    guint32 height = GUINT32_TO_BE((guint32)cairo_image_surface_get_height(surface));
    png_byte header[13] = {[8] = 8, [9] = PNG_COLOR_TYPE_RGB};
    memcpy(header, &width, sizeof width);
    memcpy(header + 4, &height, sizeof height);
    png_write_sig(png);
    png_write_chunk(png, (png_const_bytep) "IHDR", header, sizeof header);
    png_write_chunk(png, (png_const_bytep) "IDAT", rows->data, rows->len);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
}

GBytes *png_of_surface(cairo_surface_t *surface, GError **error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    if (png == NULL) {
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(GByteArray) rows = compress_rows(surface);
    png_set_write_fn(png, bytes, append, flush);
    gboolean failed = setjmp(png_jmpbuf(png)) != 0;
    if (!failed)
        write_chunks(png, surface, rows);
    png_destroy_write_struct(&png, NULL);
    if (!failed)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
    return NULL;
}
