/*
 * chart_threshold - a level drawn across a chart: what must be reached, or may not be passed.
 */
#ifndef CHART_CHART_THRESHOLD_H
#define CHART_CHART_THRESHOLD_H

#include "chart/chart_canvas.h"

/* Where the level lies: over the plot from left to right, on a vertical scale. */
struct threshold_span {
    double left, right, bottom;
    const struct scale *scale;
};

/* The level in the units of the axis; the chart must have one. */
double chart_threshold(const struct canvas *canvas);

/* The dashed line; below what the chart draws, so first. */
void chart_threshold_draw(struct canvas *canvas, struct threshold_span span);

/* "Ngưỡng 90%" at its left or right end, above or below, where it is free; else in a note. */
void chart_threshold_name(struct canvas *canvas, struct threshold_span span);

#endif
