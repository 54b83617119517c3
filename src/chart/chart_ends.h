/*
 * chart_ends - names beside the ends of lines, pushed apart until none touches another.
 */
#ifndef CHART_CHART_ENDS_H
#define CHART_CHART_ENDS_H

#include "chart/chart_canvas.h"

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

#endif
