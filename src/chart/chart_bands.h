/*
 * chart_bands - the rows of a chart as bands one under the other.
 *
 * Labels (wrapped to three lines, then cut off) stand left of the bars; the axis with its grid runs
 * below. A band is never so low that its label or its values would not fit: with many
 * rows the picture grows instead, and with few it stays low.
 */
#ifndef CHART_CHART_BANDS_H
#define CHART_CHART_BANDS_H

#include "chart/chart_scale.h"

/* Of a lane of a band, in the size of small text. */
#define LANE_HEIGHT 1.25

struct chart_bands {
    struct scale scale;  /* of the bars, from left to right */
    double top, pitch;   /* of the first band; from one to the next */
    double bar;          /* thickness of what is drawn in a band, in its middle */
    double left, right;  /* where bars may lie */
    const GArray *order; /* guint: rows from top to bottom; NULL: as they come */
};

/* What a kind asks for. */
struct band_wish {
    guint lanes;          /* bars side by side in a band */
    double before, after; /* room for values left and right of the bars */
    double low, high;     /* that the scale must hold */
    double least;         /* height of a band, at least; 0: as its texts need */
    gboolean bare;        /* no axis: the kind has its own */
    const GArray *order;
};

/* Places labels, grid and axis. `measure` is the axis's. */
struct chart_bands bands_layout(struct canvas *canvas, struct band_wish wish, enum measure measure);

/* The scale that they have; `left`: of the bars (bands_left()). */
struct scale bands_scale(const struct canvas *canvas, const struct band_wish *wish, double left,
                         enum measure measure);

guint bands_row(const struct chart_bands *bands, guint index);
double bands_top(const struct chart_bands *bands, guint index); /* of the bar */
double bands_middle(const struct chart_bands *bands, guint index);

/* The zero line, over the bars. */
void bands_draw_axis(struct canvas *canvas, const struct chart_bands *bands);

/* Where bars begin: right of the labels. */
double bands_left(struct canvas *canvas, const GArray *order);

/* Leaves out the last rows when there are more than a picture can hold, and notes it. */
void bands_limit_rows(struct canvas *canvas, guint lanes);

#endif
