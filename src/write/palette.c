#include "write/palette.h"

#include <string.h>

#define SLOT_BITS 16
#define MOST_TINTS (1u << (SLOT_BITS - 1))

/* How far a colour of the picture may be from its colour in the palette, in each part. */
static const guint reaches[] = {0, 2, 4, PALETTE_REACH};

/* A colour that was drawn, on how many pixels, and its number in the palette. */
struct tint {
    guint32 drawn;
    guint32 pixels;
    guint number;
};

struct palette {
    gboolean rounded;             /* all colours, since there are too many to tell apart */
    GArray *tints;                /* struct tint */
    guint32 slot[1 << SLOT_BITS]; /* by hash of the colour: its place among the tints + 1 */
    guint32 color[PALETTE_MOST];
    guint8 bytes[PALETTE_MOST * 3];
    guint count;
};

/* The slot of a colour, or the free one for it. */
static guint find_slot(const struct palette *palette, guint32 color)
{
    guint at = color * 2654435761u >> (32 - SLOT_BITS);
    for (;; at = (at + 1) % (1u << SLOT_BITS)) {
        guint32 place = palette->slot[at];
        if (place == 0 || g_array_index(palette->tints, struct tint, place - 1).drawn == color)
            return at;
    }
}

static gboolean count_pixels(struct palette *palette, guint32 color, guint32 pixels)
{
    guint32 *slot = &palette->slot[find_slot(palette, color)];
    if (*slot != 0) {
        g_array_index(palette->tints, struct tint, *slot - 1).pixels += pixels;
        return TRUE;
    }
    if (palette->tints->len == MOST_TINTS)
        return FALSE;
    struct tint tint = {.drawn = color, .pixels = pixels};
    g_array_append_val(palette->tints, tint);
    *slot = palette->tints->len;
    return TRUE;
}

/* How many pixels from `x` on have the same colour; *color receives it. */
static guint run_at(const struct pixels *pixels, guint x, guint y, guint32 *color)
{
    const guint8 *row = pixels->bytes + y * pixels->stride;
    guint32 next;
    guint end = x + 1;
    memcpy(color, row + (gsize)x * 4, sizeof *color);
    while (end < pixels->width) {
        memcpy(&next, row + (gsize)end * 4, sizeof next);
        if (next != *color)
            break;
        end++;
    }
    *color &= 0xffffff;
    return end - x;
}

static gboolean gather(struct palette *palette, const struct pixels *pixels)
{
    memset(palette->slot, 0, sizeof palette->slot);
    g_array_set_size(palette->tints, 0);
    for (guint y = 0; y < pixels->height; y++)
        for (guint x = 0, run; x < pixels->width; x += run) {
            guint32 color;
            run = run_at(pixels, x, y, &color);
            if (!count_pixels(palette, color, run))
                return FALSE;
        }
    return TRUE;
}

static guint distance(guint32 one, guint32 other)
{
    guint far = 0;
    for (guint shift = 0; shift < 24; shift += 8)
        far = MAX(far, (guint)ABS((int)(one >> shift & 0xff) - (int)(other >> shift & 0xff)));
    return far;
}

/* The first colour so near, new if there is none; PALETTE_MOST when there is no room. */
static guint number_of(struct palette *palette, guint32 color, guint reach)
{
    guint at = 0;
    while (at < palette->count && distance(palette->color[at], color) > reach)
        at++;
    if (at == palette->count && at < PALETTE_MOST)
        palette->color[palette->count++] = color;
    return at;
}

static gint by_pixels(gconstpointer a, gconstpointer b)
{
    const struct tint *one = *(struct tint *const *)a, *other = *(struct tint *const *)b;
    if (one->pixels != other->pixels)
        return one->pixels < other->pixels ? 1 : -1;
    return one->drawn < other->drawn ? -1 : 1;
}

/*
 * Numbers all tints, the most frequent first, so that these are what the others come to. FALSE when
 * there is no room.
 */
static gboolean number_all(struct palette *palette, const GPtrArray *order, guint reach)
{
    palette->count = 0;
    for (guint i = 0; i < order->len; i++) {
        struct tint *tint = g_ptr_array_index(order, i);
        tint->number = number_of(palette, tint->drawn, i < PALETTE_EXACT ? 0 : reach);
        if (tint->number == PALETTE_MOST)
            return FALSE;
    }
    return TRUE;
}

static gboolean choose(struct palette *palette)
{
    g_autoptr(GPtrArray) order = g_ptr_array_sized_new(palette->tints->len);
    for (guint i = 0; i < palette->tints->len; i++)
        g_ptr_array_add(order, &g_array_index(palette->tints, struct tint, i));
    g_ptr_array_sort(order, by_pixels);
    for (guint i = 0; i < G_N_ELEMENTS(reaches); i++)
        if (number_all(palette, order, reaches[i]))
            return TRUE;
    return FALSE;
}

static void note_bytes(struct palette *palette)
{
    for (guint i = 0; i < palette->count; i++) {
        palette->bytes[3 * i] = (guint8)(palette->color[i] >> 16);
        palette->bytes[3 * i + 1] = (guint8)(palette->color[i] >> 8);
        palette->bytes[3 * i + 2] = (guint8)palette->color[i];
    }
}

struct palette *palette_new(const struct pixels *pixels)
{
    struct palette *palette = g_new0(struct palette, 1);
    palette->tints = g_array_new(FALSE, FALSE, sizeof(struct tint));
    if (gather(palette, pixels) && choose(palette)) {
        note_bytes(palette);
        return palette;
    }
    palette_free(palette);
    return NULL;
}

void palette_free(struct palette *palette)
{
    if (palette == NULL)
        return;
    g_array_unref(palette->tints);
    g_free(palette);
}

const guint8 *palette_colors(const struct palette *palette, guint *count)
{
    *count = palette->count;
    return palette->bytes;
}

void palette_fill_row(const struct palette *palette, const struct pixels *pixels, guint y,
                      guint8 *row)
{
    for (guint x = 0, run; x < pixels->width; x += run) {
        guint32 color;
        run = run_at(pixels, x, y, &color);
        guint slot = find_slot(palette, color);
        const struct tint *tint =
            &g_array_index(palette->tints, struct tint, palette->slot[slot] - 1);
        memset(row + x, (int)tint->number, run);
    }
}
