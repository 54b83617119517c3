/*
 * chart_kinds - one function a kind of chart; the table is in chart.c.
 *
 * Each draws into the canvas's plot and sets what it took. There is at least one row and one
 * column.
 */
#ifndef CHART_CHART_KINDS_H
#define CHART_CHART_KINDS_H

#include "chart/chart_canvas.h"

void chart_stacked_bar(struct canvas *canvas);
void chart_stacked_bar_100(struct canvas *canvas);
void chart_grouped_bar(struct canvas *canvas);
void chart_ranked_bar(struct canvas *canvas);
void chart_line(struct canvas *canvas);
void chart_pyramid(struct canvas *canvas);
void chart_dot_plot(struct canvas *canvas);
void chart_slope(struct canvas *canvas);
void chart_pareto(struct canvas *canvas);
void chart_heat(struct canvas *canvas);
void chart_small_multiples(struct canvas *canvas);
void chart_paired_bar(struct canvas *canvas);
void chart_funnel(struct canvas *canvas);

#endif
