#include "write/palette.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>

#define SIDE 256

/* A picture whose pixel number i has the colour color(i). */
static struct pixels draw(guint32 *pixel, guint32 (*color)(guint i))
{
    for (guint i = 0; i < SIDE * SIDE; i++)
        pixel[i] = 0xff000000u | color(i); /* the first byte means nothing */
    return (struct pixels){(const guint8 *)pixel, SIDE, SIDE, SIDE * sizeof *pixel};
}

/* The greatest distance, in any of the three parts, of a pixel of some rows from its colour. */
static guint farthest(const struct palette *palette, const struct pixels *pixels, guint first,
                      guint rows)
{
    guint count, far = 0;
    const guint8 *colors = palette_colors(palette, &count);
    for (guint y = first; y < first + rows; y++) {
        guint8 number[SIDE + PALETTE_ROOM];
        palette_fill_row(palette, y, NULL, number);
        const guint32 *drawn = (const guint32 *)(const void *)pixels->bytes + y * SIDE;
        for (guint x = 0; x < SIDE; x++) {
            const guint8 *kept = colors + number[x] * 3;
            if (number[x] >= count)
                return G_MAXUINT;
            for (guint part = 0; part < 3; part++)
                far = MAX(far, (guint)abs((int)(drawn[x] >> (16 - 8 * part) & 0xff) - kept[part]));
        }
    }
    return far;
}

static guint32 few(guint i)
{
    return i * 7919 % 256 * 0x010203;
}

static void up_to_256_colors_stay_as_drawn(void)
{
    g_autofree guint32 *pixel = g_new(guint32, SIDE * SIDE);
    struct pixels pixels = draw(pixel, few);
    struct palette *palette = palette_new(&pixels);
    CU_ASSERT_EQUAL(farthest(palette, &pixels, 0, 4), 0);
    palette_free(palette);
}

/* The first half forty colours, each on many pixels; then a thousand shades of grey. */
static guint32 areas_and_edges(guint i)
{
    return i < SIDE * SIDE / 2 ? i % PALETTE_EXACT * 0x050301 + 1
                               : 0x010101 * (i % 250) + i / 250 % 4;
}

static void areas_keep_their_color_and_edges_are_near(void)
{
    g_autofree guint32 *pixel = g_new(guint32, SIDE * SIDE);
    struct pixels pixels = draw(pixel, areas_and_edges);
    struct palette *palette = palette_new(&pixels);
    guint count;
    palette_colors(palette, &count);
    CU_ASSERT_TRUE(count > 100 && count <= PALETTE_MOST);
    CU_ASSERT_EQUAL(farthest(palette, &pixels, 0, 1), 0);
    guint far = farthest(palette, &pixels, SIDE / 2, 4);
    CU_ASSERT_TRUE(far > 0 && far <= 4);
    palette_free(palette);
}

static guint32 all_different(guint i)
{
    return i * 251;
}

static void a_picture_of_nothing_but_different_colors_has_no_palette(void)
{
    g_autofree guint32 *pixel = g_new(guint32, SIDE * SIDE);
    struct pixels pixels = draw(pixel, all_different);
    CU_ASSERT_PTR_NULL(palette_new(&pixels));
    pixels.height = SIDE / 16; /* few enough to be counted, too many to be near */
    CU_ASSERT_PTR_NULL(palette_new(&pixels));
}

/* Rows of few long runs, every third like the one before, and runs of one pixel between them. */
static guint32 stripes(guint i)
{
    guint x = i % SIDE, y = i / SIDE - (i / SIDE % 3 == 2);
    return (x / (1 + y % 7) + y) % 11 * 0x102030;
}

static void runs_of_any_length_and_equal_rows_come_back(void)
{
    g_autofree guint32 *pixel = g_new(guint32, SIDE * SIDE);
    for (guint width = 1; width <= 40; width++) {
        struct pixels pixels = draw(pixel, stripes);
        pixels.width = width; /* the rest of a row is no part of it */
        struct palette *palette = palette_new(&pixels);
        guint count, wrong = 0;
        const guint8 *colors = palette_colors(palette, &count);
        guint8 rows[2][SIDE + PALETTE_ROOM];
        for (guint y = 0; y < SIDE; y++) {
            guint8 *number = rows[y % 2];
            palette_fill_row(palette, y, y > 0 ? rows[1 - y % 2] : NULL, number);
            for (guint x = 0; x < width; x++) {
                const guint8 *kept = colors + number[x] * 3;
                guint32 color = (guint32)kept[0] << 16 | (guint32)kept[1] << 8 | kept[2];
                wrong += color != stripes(y * SIDE + x);
            }
        }
        CU_ASSERT_EQUAL(wrong, 0);
        palette_free(palette);
    }
}

static CU_TestInfo tests[] = {
    {"up to 256 colours stay as drawn", up_to_256_colors_stay_as_drawn},
    {"areas keep their colour and edges are near", areas_keep_their_color_and_edges_are_near},
    {"a picture of nothing but different colours has no palette",
     a_picture_of_nothing_but_different_colors_has_no_palette},
    {"runs of any length and equal rows come back", runs_of_any_length_and_equal_rows_come_back},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo palette_suite = {"palette", NULL, NULL, NULL, NULL, tests};
