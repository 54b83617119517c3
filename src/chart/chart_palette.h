/*
 * chart_palette - the colours of charts.
 *
 * Values without an order stand apart: any two of eight are told apart with each form of colour
 * blindness, and in grey by 20 L* or by their hatches. Steps of an order (classes, levels, times)
 * are shades of one blue, the most the darkest: up to five of them are 20 L* apart and more, which
 * is all that fits between black and white; of more every second one is hatched. What stands beside
 * the values, such as "not stated", is grey.
 */
#ifndef CHART_CHART_PALETTE_H
#define CHART_CHART_PALETTE_H

#include "base/chart_kind.h"

struct color {
    double red, green, blue;
};

enum hatch { HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_CROSS, HATCH_DOTS, HATCH_LEVEL };

enum paint_scale { PAINT_APART, PAINT_STEP, PAINT_BESIDE };

/*
 * What a series is painted as: the place-th of count values apart, of count steps from the least
 * to the most, or of what stands beside them (any count). Apart there are at most
 * CHART_MOST_COLORS.
 */
struct paint {
    enum paint_scale scale;
    guint place, count;
};

extern const struct color chart_ink;   /* text */
extern const struct color chart_muted; /* sources, ticks */
extern const struct color chart_grid;
extern const struct color chart_axis;
extern const struct color chart_white;

/* As an area. */
struct color paint_fill(struct paint paint);
enum hatch paint_hatch(struct paint paint);
/* As a line or a mark on white: the hue of its area, dark enough to be seen. */
struct color paint_line(struct paint paint);
/* Whether an area of this colour needs an edge to be seen on white. */
gboolean color_needs_edge(struct color color);
/* A series colour made dark enough for text on white. */
struct color chart_palette_text(struct color color);
/* Shade of a heat cell; share 0..1. */
struct color chart_palette_heat(double share);

/* CIE L* (0 black .. 100 white) of what a black-and-white printer makes of it. */
double color_lightness(struct color color);
/* Black or white, whichever reads better on it. */
struct color color_ink(struct color ground);
/* The colour of hatch lines on a fill: a shade that leaves the fill's lightness about as it is. */
struct color color_hatch(struct color fill);

#endif
