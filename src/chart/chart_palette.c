#include "chart/chart_palette.h"

#include <math.h>

#define HEX(rgb)                                                                                   \
    {                                                                                              \
        (((rgb) >> 16) & 255) / 255.0, (((rgb) >> 8) & 255) / 255.0, ((rgb)&255) / 255.0           \
    }

const struct color chart_ink = HEX(0x1A1A1A);
const struct color chart_muted = HEX(0x595959);
const struct color chart_grid = HEX(0xE3E3E3);
const struct color chart_axis = HEX(0x8C8C8C);
const struct color chart_white = HEX(0xFFFFFF);

#define NAVY HEX(0x1F4E79)
#define BLUE HEX(0x5B9BC8)
#define SKY HEX(0x76ADD6)
#define PALE HEX(0xC9DFEE)
#define GREEN HEX(0x0B6E5F)
#define SAND HEX(0xF3E2B3)
#define AMBER HEX(0xF0B040)
#define ORANGE HEX(0xD9822B)
#define RED HEX(0xC0392B)
#define BRICK HEX(0x8C2D19)
#define OCHRE HEX(0x6B4F00)
#define CORAL HEX(0xEE6352)
#define VIOLET HEX(0x9F6BD6)
#define BLACK HEX(0x2A2A2A)
#define GREY HEX(0x8A8A8A)

/* By the number of values, from one. */
static const struct color fills[CHART_MOST_COLORS][CHART_MOST_COLORS] = {
    {HEX(0x2F6DA8)},
    {NAVY, AMBER},
    {NAVY, SKY, SAND},
    {NAVY, SKY, SAND, RED},
    {NAVY, BLUE, PALE, ORANGE, BRICK},
    {NAVY, BLUE, PALE, GREEN, SAND, RED},
    {NAVY, BLUE, PALE, GREEN, SAND, ORANGE, BRICK},
    {NAVY, BLUE, PALE, GREEN, SAND, ORANGE, BRICK, VIOLET},
};

/* Unlike for any two places whose colours are less than 20 L* apart. */
static const enum hatch hatches[CHART_MOST_COLORS] = {HATCH_NONE,    HATCH_RISING, HATCH_NONE,
                                                      HATCH_FALLING, HATCH_DOTS,   HATCH_LEVEL,
                                                      HATCH_CROSS,   HATCH_CROSS};

/* Lines are thin, so what is pale as an area has a darker shade here. */
static const struct color lines[CHART_MOST_COLORS][CHART_MOST_COLORS] = {
    {NAVY},
    {NAVY, ORANGE},
    {NAVY, BLUE, OCHRE},
    {NAVY, BLUE, OCHRE, CORAL},
    {NAVY, BLUE, GREEN, ORANGE, BRICK},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET, BLACK},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET, BLACK, GREY},
};

/* Steps from the most to the least, by their number; even in L*. */
static const struct color step_fills[CHART_MOST_COLORS][CHART_MOST_COLORS] = {
    {HEX(0x2F6DA8)},
    {HEX(0x1F4E79), HEX(0x95BADF)},
    {HEX(0x1E446A), HEX(0x5790C4), HEX(0xCDDFF1)},
    {HEX(0x1B3858), HEX(0x366EA1), HEX(0x78A7D6), HEX(0xD1E2F2)},
    {HEX(0x101B2A), HEX(0x1F4870), HEX(0x437BAF), HEX(0x87B1DB), HEX(0xD9E7F5)},
    {HEX(0x121E2F), HEX(0x1E4267), HEX(0x316A9C), HEX(0x5B93C8), HEX(0x9BBDE1), HEX(0xDBE8F5)},
    {HEX(0x121E2F), HEX(0x1C3C5D), HEX(0x215C8E), HEX(0x467EB2), HEX(0x6DA1D3), HEX(0xA5C4E4),
     HEX(0xDBE8F5)},
    {HEX(0x111C2C), HEX(0x1A3553), HEX(0x20517E), HEX(0x366FA2), HEX(0x558DC1), HEX(0x7EACD8),
     HEX(0xAECAE7), HEX(0xDDEAF6)},
};

static const struct color step_lines[CHART_MOST_COLORS][CHART_MOST_COLORS] = {
    {NAVY},
    {HEX(0x1D3F63), HEX(0x5D95CA)},
    {HEX(0x142439), HEX(0x225D8F), HEX(0x629BCF)},
    {HEX(0x132033), HEX(0x1F476F), HEX(0x3A72A6), HEX(0x6AA0D2)},
    {HEX(0x111C2C), HEX(0x1C395A), HEX(0x205A8C), HEX(0x447CB0), HEX(0x6AA0D2)},
    {HEX(0x0F1826), HEX(0x19304B), HEX(0x1F4A73), HEX(0x2D6698), HEX(0x4A82B6), HEX(0x6AA0D2)},
    {HEX(0x0F1826), HEX(0x172C44), HEX(0x1D4165), HEX(0x205888), HEX(0x376FA2), HEX(0x4F87BB),
     HEX(0x6AA0D2)},
    {HEX(0x0F1826), HEX(0x162940), HEX(0x1C3B5B), HEX(0x1F4E79), HEX(0x286294), HEX(0x3E76A9),
     HEX(0x528BBF), HEX(0x6AA0D2)},
};

/* The most shades of one hue that are 20 L* apart. */
#define MOST_PLAIN_STEPS 5

static const struct color beside_fills[] = {HEX(0xC4C4C4), HEX(0x919191)};
static const enum hatch beside_hatches[] = {HATCH_FALLING, HATCH_DOTS};
static const struct color beside_lines[] = {HEX(0x9A9A9A), HEX(0x666666)};

/* sRGB to linear light (IEC 61966-2-1). */
static double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double luminance(struct color color)
{
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double color_lightness(struct color color)
{
    double y = luminance(color);
    return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y;
}

/* `share` of b in a. */
static struct color color_mix(struct color a, struct color b, double share)
{
    return (struct color){a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share,
                          a.blue + (b.blue - a.blue) * share};
}

/* The contrast of WCAG 2 with white falls below that with our ink at a luminance of 0.21. */
struct color color_ink(struct color ground)
{
    return luminance(ground) > 0.21 ? (struct color){0, 0, 0} : (struct color){1, 1, 1};
}

struct color color_hatch(struct color fill)
{
    return color_mix(
        fill, color_lightness(fill) > 50 ? (struct color){0, 0, 0} : (struct color){1, 1, 1}, 0.24);
}

/* The shade of a step, from the most; more steps than shades share them, two or more each. */
static struct color step_of(const struct color (*rows)[CHART_MOST_COLORS], struct paint paint)
{
    guint count = MAX(paint.count, 1), from_most = count - 1 - MIN(paint.place, count - 1);
    guint shades = count <= CHART_MOST_COLORS ? count : MIN((count + 1) / 2, CHART_MOST_COLORS);
    return rows[shades - 1][from_most * shades / count];
}

static struct color apart_of(const struct color (*rows)[CHART_MOST_COLORS], struct paint paint)
{
    guint row = CLAMP(paint.count, 1, CHART_MOST_COLORS) - 1;
    return rows[row][MIN(paint.place, row)];
}

struct color paint_fill(struct paint paint)
{
    if (paint.scale == PAINT_BESIDE)
        return beside_fills[paint.place % G_N_ELEMENTS(beside_fills)];
    return paint.scale == PAINT_STEP ? step_of(step_fills, paint) : apart_of(fills, paint);
}

enum hatch paint_hatch(struct paint paint)
{
    if (paint.scale == PAINT_BESIDE)
        return beside_hatches[paint.place % G_N_ELEMENTS(beside_hatches)];
    if (paint.scale == PAINT_STEP)
        return paint.count > MOST_PLAIN_STEPS && paint.place % 2 == 1 ? HATCH_RISING : HATCH_NONE;
    return hatches[MIN(paint.place, CHART_MOST_COLORS - 1)];
}

struct color paint_line(struct paint paint)
{
    if (paint.scale == PAINT_BESIDE)
        return beside_lines[paint.place % G_N_ELEMENTS(beside_lines)];
    return paint.scale == PAINT_STEP ? step_of(step_lines, paint) : apart_of(lines, paint);
}

gboolean color_needs_edge(struct color color)
{
    return color_lightness(color) > 85;
}

struct color chart_palette_text(struct color color)
{
    while (color_lightness(color) > 45)
        color = color_mix(color, (struct color){0, 0, 0}, 0.1);
    return color;
}

struct color chart_palette_heat(double share)
{
    static const struct color low = HEX(0xF2F7FB), middle = HEX(0x6FA8D3), high = HEX(0x123A63);
    share = CLAMP(share, 0, 1);
    return share < 0.5 ? color_mix(low, middle, share * 2) : color_mix(middle, high, share * 2 - 1);
}
