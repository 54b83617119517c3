/*
 * display_list - making and asking display lists (chart.h).
 *
 * Items own their text and points. The box of a text is taken from the font's own measures
 * (room for two Vietnamese marks over a capital), so that layout and tests mean the same.
 */
#ifndef CHART_DISPLAY_LIST_H
#define CHART_DISPLAY_LIST_H

#include "chart/chart_palette.h"

/* Parts of the font size above and below the baseline that a line of text takes. */
#define TEXT_ASCENT 0.95
#define TEXT_DESCENT 0.22

enum text_weight { TEXT_REGULAR, TEXT_BOLD };
enum text_anchor { TEXT_START, TEXT_MIDDLE, TEXT_END };

/* Measures text; draw.h has one with pango, tests have one with fixed widths. */
struct ruler {
    double (*width)(void *data, const char *text, double size, enum text_weight weight);
    void *data;
};

enum item_kind { ITEM_RECTANGLE, ITEM_LINE, ITEM_POLYLINE, ITEM_TEXT, ITEM_MARK };

struct display_item {
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
    GArray *items;             /* struct display_item */
    char *title, *description; /* with the figures in words, for who cannot see the picture */
};

struct box {
    double x, y, width, height;
};

struct display_list *display_list_new(double width, double height);
void display_list_free(struct display_list *list);
typedef struct display_list display_list_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(display_list_t, display_list_free)

/* A new item, all zero, showing nothing of the table; valid until the next one is added. */
struct display_item *display_list_add(struct display_list *list, enum item_kind kind);
struct display_item *display_list_item(const struct display_list *list, guint index);

/* Whether every number of the list is finite and the picture has a size. */
gboolean display_list_is_finite(const struct display_list *list);

/* The box of a text item; a turned text (90 or -90 degrees) has a turned box. */
struct box item_text_box(const struct display_item *item, const struct ruler *ruler);
gboolean box_overlaps(struct box a, struct box b);
gboolean box_holds(struct box outer, struct box inner);

#endif
