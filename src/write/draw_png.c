#include "write/draw_png.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/error.h"

static void append(png_structp png, png_bytep data, png_size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void flush(png_structp png)
{
    (void)png;
}

/* cairo keeps a pixel as 0x00RRGGBB in the machine's own order of bytes. */
static void copy_row(const unsigned char *source, guint width, png_bytep row)
{
    for (guint x = 0; x < width; x++) {
        guint32 pixel;
        memcpy(&pixel, source + (gsize)x * 4, sizeof pixel);
        row[3 * x] = (png_byte)(pixel >> 16);
        row[3 * x + 1] = (png_byte)(pixel >> 8);
        row[3 * x + 2] = (png_byte)pixel;
    }
}

static void write_rows(png_structp png, png_infop info, cairo_surface_t *surface, png_bytep row)
{
    guint width = (guint)cairo_image_surface_get_width(surface);
    guint height = (guint)cairo_image_surface_get_height(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    png_set_compression_level(png, 1);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    png_write_info(png, info);
    for (guint y = 0; y < height; y++) {
        copy_row(data + (gssize)stride * y, width, row);
        png_write_row(png, row);
    }
    png_write_end(png, info);
}

GBytes *png_of_surface(cairo_surface_t *surface, GError **error)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    if (info == NULL) {
        png_destroy_write_struct(&png, NULL);
        error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
        return NULL;
    }
    GByteArray *bytes = g_byte_array_new();
    png_bytep row = g_malloc((gsize)cairo_image_surface_get_width(surface) * 3);
    png_set_write_fn(png, bytes, append, flush);
    gboolean failed = setjmp(png_jmpbuf(png)) != 0;
    if (!failed)
        write_rows(png, info, surface, row);
    png_destroy_write_struct(&png, &info);
    g_free(row);
    if (!failed)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    error_raise(error, TONGKET_ERROR_INTERNAL, MESSAGE_CANNOT_DRAW, "libpng", NULL);
    return NULL;
}
