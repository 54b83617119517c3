#include "write/palette.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* Neighbours in a row that have the same colour; no picture is wider than a run can be. */
struct palette_run {
    guint16 tint, pixels;
};

/* Most runs are met here: what a colour's place is, without a look at the tint. */
struct palette_slot {
    guint32 color, tint; /* + 1; 0: free */
};

struct palette {
    GArray *tints;            /* struct tint */
    struct palette_run *runs; /* of all rows that are unlike the one above */
    guint runs_count, runs_room;
    guint *rows; /* by row, where its runs begin */
    guint width;
    struct palette_slot slot[1 << SLOT_BITS]; /* by hash of the colour */
    guint32 color[PALETTE_MOST];
    guint8 bytes[PALETTE_MOST * 3];
    guint count;
};

/* The slot of a colour, or the free one for it. */
static inline struct palette_slot *find_slot(struct palette *palette, guint32 color)
{
    guint at = color * 2654435761u >> (32 - SLOT_BITS);
    while (palette->slot[at].tint != 0 && palette->slot[at].color != color)
        at = (at + 1) % (1u << SLOT_BITS);
    return &palette->slot[at];
}

static struct tint *tint_at(const struct palette *palette, guint tint)
{
    return &g_array_index(palette->tints, struct tint, tint);
}

/* FALSE when there are too many colours to tell apart. */
static inline gboolean add_run(struct palette *palette, guint32 color, guint pixels)
{
    struct palette_slot *slot = find_slot(palette, color);
    if (slot->tint == 0) {
        struct tint tint = {.drawn = color};
        if (palette->tints->len == MOST_TINTS)
            return FALSE;
        g_array_append_val(palette->tints, tint);
        *slot = (struct palette_slot){color, palette->tints->len};
    }
    palette->runs[palette->runs_count++] =
        (struct palette_run){(guint16)(slot->tint - 1), (guint16)pixels};
    return TRUE;
}

static guint32 pixel_at(const guint8 *row, guint x)
{
    guint32 pixel;
    memcpy(&pixel, row + (gsize)x * 4, sizeof pixel);
    return pixel;
}

/* Where the pixels end that have the colour of the one at `x`. */
static inline guint run_end(const guint8 *row, guint x, guint width)
{
    guint32 pixel = pixel_at(row, x++);
    if (x < width && pixel_at(row, x) != pixel) /* as on the rims of letters */
        return x;
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi32((int)pixel);
    for (; x + 4 <= width; x += 4) {
        __m128i four = _mm_loadu_si128((const __m128i *)(const void *)(row + (gsize)x * 4));
        int same = _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(four, wanted)));
        if (same != 0xf)
            return x + (guint)__builtin_ctz(~(guint)same);
    }
#endif
    while (x < width && pixel_at(row, x) == pixel)
        x++;
    return x;
}

/* Each pixel may be a run. */
static void make_room(struct palette *palette)
{
    if (palette->runs_room - palette->runs_count >= palette->width)
        return;
    palette->runs_room = 2 * palette->runs_room + palette->width;
    palette->runs = g_renew(struct palette_run, palette->runs, palette->runs_room);
}

static gboolean gather_row(struct palette *palette, const guint8 *row)
{
    make_room(palette);
    for (guint x = 0, end; x < palette->width; x = end) {
        end = run_end(row, x, palette->width);
        if (!add_run(palette, pixel_at(row, x) & 0xffffff, end - x))
            return FALSE;
    }
    return TRUE;
}

/* Counts the pixels of the runs from `begin` on, which so many rows have. */
static void count_pixels(struct palette *palette, guint begin, guint rows)
{
    struct tint *tints = palette->tints->len > 0 ? tint_at(palette, 0) : NULL;
    for (guint i = begin; i < palette->runs_count; i++)
        tints[palette->runs[i].tint].pixels += palette->runs[i].pixels * rows;
}

/* Most rows of a chart are like the one above: these have its runs. */
static gboolean gather(struct palette *palette, const struct pixels *pixels)
{
    guint begin = 0, alike = 0;
    for (guint y = 0; y < pixels->height; y++) {
        const guint8 *row = pixels->bytes + y * pixels->stride;
        if (y == 0 || memcmp(row, row - pixels->stride, (gsize)pixels->width * 4) != 0) {
            count_pixels(palette, begin, alike);
            begin = palette->runs_count;
            alike = 0;
            if (!gather_row(palette, row))
                return FALSE;
        }
        palette->rows[y] = begin;
        alike++;
    }
    count_pixels(palette, begin, alike);
    return TRUE;
}

#ifdef __SSE2__
/* The first of four colours so near; 4: none. */
static guint near_of_four(const guint32 *colors, guint32 color, guint reach)
{
    const __m128i wanted = _mm_set1_epi32((int)color);
    const __m128i far = _mm_set1_epi32((int)(reach * 0x010101));
    __m128i four = _mm_loadu_si128((const __m128i *)(const void *)colors);
    __m128i apart = _mm_or_si128(_mm_subs_epu8(four, wanted), _mm_subs_epu8(wanted, four));
    __m128i near = _mm_cmpeq_epi32(_mm_subs_epu8(apart, far), _mm_setzero_si128());
    return (guint)__builtin_ctz((guint)_mm_movemask_ps(_mm_castsi128_ps(near)) | 0x10);
}
#else
static guint near_of_four(const guint32 *colors, guint32 color, guint reach)
{
    guint at = 0;
    for (; at < 4; at++) {
        guint far = 0;
        for (guint shift = 0; shift < 24; shift += 8)
            far = MAX(far,
                      (guint)ABS((int)(colors[at] >> shift & 0xff) - (int)(color >> shift & 0xff)));
        if (far <= reach)
            break;
    }
    return at;
}
#endif

/* The first colour so near, new if there is none; PALETTE_MOST when there is no room. */
static guint number_of(struct palette *palette, guint32 color, guint reach)
{
    for (guint at = 0; at < palette->count; at += 4) {
        guint found = at + near_of_four(&palette->color[at], color, reach);
        if (found < MIN(at + 4, palette->count))
            return found;
    }
    if (palette->count == PALETTE_MOST)
        return PALETTE_MOST;
    palette->color[palette->count] = color;
    return palette->count++;
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
        g_ptr_array_add(order, tint_at(palette, i));
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
    g_assert(pixels->width <= G_MAXUINT16);
    palette->width = pixels->width;
    palette->tints = g_array_new(FALSE, FALSE, sizeof(struct tint));
    palette->rows = g_new(guint, pixels->height + 1);
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
    g_free(palette->runs);
    g_free(palette->rows);
    g_free(palette);
}

const guint8 *palette_colors(const struct palette *palette, guint *count)
{
    *count = palette->count;
    return palette->bytes;
}

void palette_fill_row(const struct palette *palette, guint y, const guint8 *above, guint8 *row)
{
    if (above != NULL && palette->rows[y] == palette->rows[y - 1]) {
        memcpy(row, above, palette->width);
        return;
    }
    const struct palette_run *run = &palette->runs[palette->rows[y]];
    const struct tint *tints = tint_at(palette, 0);
    for (guint x = 0; x < palette->width; run++) {
        guint64 eight = tints[run->tint].number * G_GUINT64_CONSTANT(0x0101010101010101);
        memcpy(row + x, &eight, sizeof eight);
        if (run->pixels > sizeof eight)
            memset(row + x + sizeof eight, (int)tints[run->tint].number,
                   run->pixels - sizeof eight);
        x += run->pixels;
    }
}
