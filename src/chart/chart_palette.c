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

/* The greatest number of series with colours of their own; more begin anew. */
#define MOST 8

static const struct color fills[MOST][MOST] = {
    {HEX(0x2F6DA8)},
    {NAVY, AMBER},
    {NAVY, SKY, RED},
    {NAVY, SKY, SAND, RED},
    {NAVY, BLUE, PALE, ORANGE, BRICK},
    {NAVY, BLUE, PALE, GREEN, SAND, RED},
    {NAVY, BLUE, PALE, GREEN, SAND, ORANGE, BRICK},
    {NAVY, BLUE, PALE, GREEN, SAND, ORANGE, BRICK, VIOLET},
};

static const enum hatch hatches[MOST + 1] = {HATCH_NONE,    HATCH_RISING, HATCH_NONE,
                                             HATCH_FALLING, HATCH_DOTS,   HATCH_LEVEL,
                                             HATCH_CROSS,   HATCH_RISING, HATCH_DOTS};

/* Lines are thin, so what is pale as an area has a darker shade here. */
static const struct color lines[MOST][MOST] = {
    {NAVY},
    {NAVY, ORANGE},
    {NAVY, BLUE, BRICK},
    {NAVY, BLUE, OCHRE, CORAL},
    {NAVY, BLUE, GREEN, ORANGE, BRICK},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET, BLACK},
    {NAVY, BLUE, GREEN, ORANGE, BRICK, VIOLET, BLACK, GREY},
};

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

struct color chart_palette_fill(guint index, guint count)
{
    guint row = CLAMP(count, 1, MOST) - 1;
    return fills[row][index % (row + 1)];
}

/* Past the last colour the hatches go on with another rhythm, so that pairs stay unlike. */
enum hatch chart_palette_hatch(guint index, guint count)
{
    if (count < 2)
        return HATCH_NONE;
    return count <= MOST ? hatches[index] : hatches[index % G_N_ELEMENTS(hatches)];
}

struct color chart_palette_line(guint index, guint count)
{
    guint row = CLAMP(count, 1, MOST) - 1;
    return lines[row][index % (row + 1)];
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
