/*
 * display_list - making and asking display lists (chart.h).
 *
 * Items own their text and points. The box of a text is taken from the font's own measures
 * (room for two Vietnamese marks over a capital), so that layout and tests mean the same.
 */
#ifndef CHART_DISPLAY_LIST_H
#define CHART_DISPLAY_LIST_H

#include "chart/chart.h"

/* Parts of the font size above and below the baseline that a line of text takes. */
#define TEXT_ASCENT 0.95
#define TEXT_DESCENT 0.22

struct box {
    double x, y, width, height;
};

struct display_list *display_list_new(double width, double height);

/* A new item, all zero, showing nothing of the table; valid until the next one is added. */
struct item *display_list_add(struct display_list *list, enum item_kind kind);
struct item *display_list_item(const struct display_list *list, guint index);

/* Whether every number of the list is finite and the picture has a size. */
gboolean display_list_is_finite(const struct display_list *list);

/* The box of a text item; a turned text (90 or -90 degrees) has a turned box. */
struct box item_text_box(const struct item *item, const struct ruler *ruler);
gboolean box_overlaps(struct box a, struct box b);
gboolean box_holds(struct box outer, struct box inner);

/* CIE L* (0 black .. 100 white) of what a black-and-white printer makes of it. */
double color_lightness(struct color color);
/* `share` of b in a. */
struct color color_mix(struct color a, struct color b, double share);
/* Black or white, whichever reads better on it. */
struct color color_ink(struct color ground);
/* The colour of hatch lines on a fill: a shade that leaves the fill's lightness about as it is. */
struct color color_hatch(struct color fill);

#endif
