/*
 * chart_names - what the series of a chart are called: in a strip above the plot, or beside the
 * ends of lines, pushed apart until no name touches another.
 */
#ifndef CHART_CHART_NAMES_H
#define CHART_CHART_NAMES_H

#include "chart/chart_canvas.h"

enum legend_mark { LEGEND_AREA, LEGEND_DOT };

/* Draws the strip at the top of the plot and moves the plot's top below it. */
void legend_draw(struct canvas *canvas, enum legend_mark mark);

/* The same beside upright stacks, the topmost part first: its width, and in its room. */
double legend_width(const struct canvas *canvas, double limit);
void legend_draw_beside(struct canvas *canvas, struct box room);

/* One line at the top of the plot instead: what the only series shows. Nothing for a total. */
void legend_draw_single(struct canvas *canvas);

struct line_end {
    char *name, *value; /* the value stands next to the line */
    struct point at;
    struct color color;
    GPtrArray *lines; /* wrapped text, made by ends_draw */
    double top, height;
};

/* GArray of struct line_end that frees its texts. */
GArray *ends_new(void);

/* Frees what an end owns that is in no array. */
void end_clear(struct line_end *end);

/* Room that the names take beside the lines, at most `limit`. */
double ends_width(const struct canvas *canvas, const GArray *ends, double limit);

/* Draws the names beside x in a strip of `room` (width as above; to the left when anchor is
 * TEXT_END; y and height: where they may stand); those that do not fit in are left out. */
void ends_draw(struct canvas *canvas, GArray *ends, struct box room, enum text_anchor anchor);

/* The name of a point beside it within the room, off lines if there is a place; cut, or left out,
 * for want of one. */
void point_name(struct canvas *canvas, struct point at, const char *whole, struct box room);

#endif
