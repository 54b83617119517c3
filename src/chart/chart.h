/*
 * chart - a chart of a book as a display list.
 *
 * Layout is pure arithmetic: it asks a ruler how wide a text is and answers with rectangles,
 * lines and texts in points of the picture. Drawing (draw.h: PNG, PDF) and the SVG writer
 * print the same list, so all formats show the same picture.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include <glib.h>

#include "book/book.h"
#include "chart/display_list.h"

/* Size of text in a picture of 1600 x 900 points, and the least that can be read. */
#define CHART_TEXT 26.0
#define CHART_TEXT_LEAST 11.0

struct chart_size {
    double width, height; /* 1600 x 900 by default */
    gboolean dense;       /* many rows stand close, to be no higher than asked if they can */
};

/*
 * The picture is as wide as asked. Kinds with a row under the other take the height that their
 * rows need to be read: with many rows it is taller than asked (60 rows: some 2500 points), with
 * few it is lower. No two texts overlap and none leaves the picture.
 */
struct display_list *chart_layout(const struct book_table *table, const struct book_chart *chart,
                                  struct chart_size size, const struct ruler *ruler);
#endif
