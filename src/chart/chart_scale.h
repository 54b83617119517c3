/*
 * chart_scale - a linear axis with round ticks, and a level drawn across it: what must be reached,
 * or may not be passed.
 *
 * Steps are 1, 2 or 5 times a power of ten (whole for counts), so that a reader can tell the
 * value of a grid line at a glance.
 */
#ifndef CHART_CHART_SCALE_H
#define CHART_CHART_SCALE_H

#include "chart/chart_canvas.h"

struct scale {
    double low, high; /* first and last tick */
    double step;
    guint decimals;  /* that the ticks need */
    double from, to; /* where they lie in the picture */
};

/* A scale that holds low..high with about `ticks` steps; counts have no steps below 1. */
struct scale scale_nice(double low, double high, guint ticks, enum measure measure);

/* Ends the axis at `high`, behind its last tick: bars have no use for the room up to the next. */
void scale_end_at(struct scale *scale, double high);

double scale_at(const struct scale *scale, double value);
guint scale_ticks(const struct scale *scale);
double scale_tick(const struct scale *scale, guint index);
/* "1.500", "20%", "0,5". New string. */
char *scale_label(const struct scale *scale, guint index, enum measure measure);

/* Labels of an upright scale in the measure drawn: the room they take left of it, and its grid. */
double scale_widest_label(const struct canvas *canvas, const struct scale *scale);
void scale_draw_grid(struct canvas *canvas, const struct scale *scale, double left, double right);

/* Where the level lies: over the plot from left to right, on a vertical scale. */
struct threshold_span {
    double left, right, bottom;
    const struct scale *scale;
};

/* The level in the units of the axis; the chart must have one. */
double chart_threshold(const struct canvas *canvas);

/* The dashed line; below what the chart draws, so first. */
void chart_threshold_draw(struct canvas *canvas, struct threshold_span span);

/* The same from one point to another, to the right or down. */
void chart_threshold_line(struct canvas *canvas, struct point from, struct point to);

/* "Ngưỡng 90%" at its left or right end, above or below, where it is free; else in a note. */
void chart_threshold_name(struct canvas *canvas, struct threshold_span span);
/* The note on a level that no name stands at. */
void chart_threshold_note(struct canvas *canvas, const char *more); /* more: behind the level */

#endif
