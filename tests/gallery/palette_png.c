#include "palette_png.h"

#include <png.h>

#define COLORS 256
#define LEAST_DISTANCE 300 /* squared; nearer shades share a place in the palette */

struct shade {
    guint32 color; /* 0x00RRGGBB */
    guint count;
};

static guint32 color_at(const guint8 *pixels, gsize index)
{
    const guint8 *pixel = pixels + 3 * index;
    return (guint32)pixel[0] << 16 | (guint32)pixel[1] << 8 | pixel[2];
}

/* Most frequent first; equal ones by colour, so that the same picture gives the same palette. */
static int by_count(gconstpointer first, gconstpointer second)
{
    const struct shade *a = first, *b = second;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->color < b->color ? -1 : a->color > b->color;
}

static GArray *shades_of(const guint8 *pixels, gsize count)
{
    GArray *shades = g_array_new(FALSE, FALSE, sizeof(struct shade));
    g_autofree guint *seen = g_new0(guint, 1 << 24);
    for (gsize i = 0; i < count; i++)
        seen[color_at(pixels, i)]++;
    for (guint32 color = 0; color < 1 << 24; color++)
        if (seen[color] > 0)
            g_array_append_val(shades, ((struct shade){color, seen[color]}));
    g_array_sort(shades, by_count);
    return shades;
}

static guint distance(guint32 a, guint32 b)
{
    guint sum = 0;
    for (guint shift = 0; shift < 24; shift += 8) {
        int apart = (int)(a >> shift & 255) - (int)(b >> shift & 255);
        sum += (guint)(apart * apart);
    }
    return sum;
}

/* The place in the palette of the colour nearest to one, and how far it is. */
static guint nearest_place(const GArray *palette, guint32 color, guint *least)
{
    guint nearest = 0;
    *least = G_MAXUINT;
    for (guint k = 0; k<palette->len && * least> 0; k++) {
        guint apart = distance(color, g_array_index(palette, struct shade, k).color);
        if (apart >= *least)
            continue;
        *least = apart;
        nearest = k;
    }
    return nearest;
}

/* The most frequent shades that are not near to one chosen before. */
static GArray *palette_of(const GArray *shades)
{
    GArray *palette = g_array_new(FALSE, FALSE, sizeof(struct shade));
    for (guint i = 0; i < shades->len && palette->len < COLORS; i++) {
        struct shade shade = g_array_index(shades, struct shade, i);
        guint least = 0;
        nearest_place(palette, shade.color, &least);
        if (least > LEAST_DISTANCE)
            g_array_append_val(palette, shade);
    }
    return palette;
}

/* For each colour that occurs its place in the palette. */
static guint8 *places_of(const GArray *shades, const GArray *palette)
{
    guint8 *places = g_new0(guint8, 1 << 24);
    for (guint i = 0; i < shades->len; i++) {
        guint32 color = g_array_index(shades, struct shade, i).color;
        guint least = 0;
        places[color] = (guint8)nearest_place(palette, color, &least);
    }
    return places;
}

static GBytes *write_png(png_image *image, const guint8 *indices, const GArray *palette)
{
    guint8 colors[COLORS * 3] = {0};
    image->format = PNG_FORMAT_RGB_COLORMAP;
    image->colormap_entries = palette->len;
    for (guint i = 0; i < image->colormap_entries; i++)
        for (guint k = 0; k < 3; k++)
            colors[3 * i + k] =
                (guint8)(g_array_index(palette, struct shade, i).color >> (16 - 8 * k));
    png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(*image);
    g_autofree guint8 *bytes = g_malloc(length);
    if (!png_image_write_to_memory(image, bytes, &length, 0, indices, 0, colors))
        return NULL;
    return g_bytes_new(bytes, length);
}

GBytes *palette_png(GBytes *png)
{
    gsize length = 0;
    const void *bytes = g_bytes_get_data(png, &length);
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, length))
        return NULL;
    image.format = PNG_FORMAT_RGB;
    gsize count = (gsize)image.width * image.height;
    g_autofree guint8 *pixels = g_malloc(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, NULL, pixels, 0, NULL))
        return NULL;
    g_autoptr(GArray) shades = shades_of(pixels, count);
    g_autoptr(GArray) palette = palette_of(shades);
    g_autofree guint8 *places = places_of(shades, palette);
    for (gsize i = 0; i < count; i++) /* an index takes the place of a colour read before it */
        pixels[i] = places[color_at(pixels, i)];
    return write_png(&image, pixels, palette);
}
