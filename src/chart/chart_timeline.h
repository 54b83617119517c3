/*
 * chart_timeline - columns of time from left to right over a vertical axis.
 *
 * Years and months lie where they belong, so a month that has no row leaves a gap. Labels are
 * thinned to every second, third, … one until they fit.
 */
#ifndef CHART_CHART_TIMELINE_H
#define CHART_CHART_TIMELINE_H

#include "chart/chart_data.h"
#include "chart/chart_scale.h"

struct timeline {
    struct scale scale; /* values, from the bottom up */
    double left, right, top, bottom;
    double pitch; /* from one year or month to the next */
    double inset; /* from the left edge to the first */
    enum book_time time;
    gint64 first;
    gboolean wraps; /* names of things, on as many lines as they need */
    gboolean bases; /* the base of each row stands below its name */
};

struct timeline_wish {
    double low, high;
    double after;   /* room right of the columns for labels */
    double above;   /* room over the highest value for its text */
    gboolean flush; /* lines: the first and the last lie at the edges */
    gboolean bases; /* the base of each row below its name, where there is room */
    enum measure measure;
};

struct timeline timeline_layout(struct canvas *canvas, struct timeline_wish wish);

/* Middle of a row's column. */
double timeline_x(const struct canvas *canvas, const struct timeline *timeline, guint row);
/* Whether the row follows directly on the one before it. */
gboolean timeline_follows(const struct canvas *canvas, const struct timeline *timeline, guint row);

/* The line under the columns. */
void timeline_draw_axis(struct canvas *canvas, const struct timeline *timeline);

#endif
