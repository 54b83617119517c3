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

enum text_weight { TEXT_REGULAR, TEXT_BOLD };
enum text_anchor { TEXT_START, TEXT_MIDDLE, TEXT_END };

/* Measures text; draw.h has one with pango, tests have one with fixed widths. */
struct ruler {
    double (*width)(void *data, const char *text, double size, enum text_weight weight);
    void *data;
};

struct color {
    double red, green, blue;
};

enum hatch { HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_CROSS, HATCH_DOTS, HATCH_LEVEL };

enum item_kind { ITEM_RECTANGLE, ITEM_LINE, ITEM_POLYLINE, ITEM_TEXT, ITEM_MARK };

struct item {
    enum item_kind kind;
    double x, y, width, height; /* rectangle; text: baseline at x, y; line: to x+width, y+height */
    struct color fill, stroke;
    double stroke_width; /* 0: no stroke */
    enum hatch hatch;
    gboolean filled;
    GArray *points; /* ITEM_POLYLINE: struct { double x, y } */
    char *text;
    double size;
    enum text_weight weight;
    enum text_anchor anchor;
    double angle;      /* degrees, text only */
    guint row, column; /* what it shows, for tests; G_MAXUINT: nothing */
};

struct point {
    double x, y;
};

struct display_list {
    double width, height;
    GArray *items;             /* struct item */
    char *title, *description; /* in words, for who cannot see the picture */
};

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
void display_list_free(struct display_list *list);
typedef struct display_list display_list_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(display_list_t, display_list_free)

#endif
