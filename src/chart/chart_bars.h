/*
 * chart_bars - bars: ranked, side by side, a part inside its whole; and what other kinds with bars
 * share with them.
 */
#ifndef CHART_CHART_BARS_H
#define CHART_CHART_BARS_H

#include "chart/chart_bands.h"
#include "chart/chart_data.h"

/* A bar of series `column`; `box` as drawn, a width or height below zero is turned round. */
struct display_item *bar_draw(struct canvas *canvas, struct box box, guint row, guint column);

/* The value's text in the middle of its bar, if it fits there. */
void bar_value_inside(struct canvas *canvas, struct box box, guint row, guint column);

/* The text behind the end of a bar at x (before it for a negative one), or left out. */
void bar_text_behind(struct canvas *canvas, struct point end, const char *text, gboolean negative);

/* The widest of the value texts of all cells drawn. */
double bar_widest_value(const struct canvas *canvas, gboolean negative);

/* A signed bar from zero in a band's lane, with its value or sign behind; where the bar ends. */
struct point bar_in_lane(struct canvas *canvas, const struct chart_bands *bands, struct box lane,
                         guint row, guint column);

#endif
