/*
 * chart_palette - the colours of charts.
 *
 * Series stand in an order that means something (best to worst, mild to severe): blues, then
 * sand, then reds. Any two of eight keep apart for each form of colour blindness; neighbours
 * differ by 20 L* or more, so a black-and-white print tells them apart, and a hatch repeats
 * the difference.
 */
#ifndef CHART_CHART_PALETTE_H
#define CHART_CHART_PALETTE_H

#include <glib.h>

struct color {
    double red, green, blue;
};

enum hatch { HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_CROSS, HATCH_DOTS, HATCH_LEVEL };

extern const struct color chart_ink;   /* text */
extern const struct color chart_muted; /* sources, ticks */
extern const struct color chart_grid;
extern const struct color chart_axis;
extern const struct color chart_white;

/* Fill of series `index` of `count` as an area. */
struct color chart_palette_fill(guint index, guint count);
enum hatch chart_palette_hatch(guint index, guint count);
/* Colour of series `index` of `count` as a line or a mark on white: the hue of its area. */
struct color chart_palette_line(guint index, guint count);
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
