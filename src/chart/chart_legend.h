/*
 * chart_legend - the names of the series in a strip above the plot, in their order.
 */
#ifndef CHART_CHART_LEGEND_H
#define CHART_CHART_LEGEND_H

#include "chart/chart_canvas.h"

enum legend_mark { LEGEND_AREA, LEGEND_DOT };

/* Draws the strip at the top of the plot and moves the plot's top below it. */
void legend_draw(struct canvas *canvas, enum legend_mark mark);

/* One line at the top of the plot instead: what the only series shows. Nothing for a total. */
void legend_draw_single(struct canvas *canvas);

#endif
