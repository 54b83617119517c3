/*
 * chart_canvas - what the kinds of charts draw on.
 *
 * Holds the display list while it grows, the sizes of text that follow from the size of the
 * picture, and the boxes of all texts so far: a text that may be left out is tried, and left
 * out when it would touch another or leave the picture.
 *
 * A kind takes `plot`, the room below the title, draws from its top, and sets its height to what
 * it used: the source line follows right below, and the picture ends there.
 */
#ifndef CHART_CHART_CANVAS_H
#define CHART_CHART_CANVAS_H

#include "book/book.h"
#include "chart/chart_palette.h"
#include "chart/chart_text.h"
#include "chart/display_list.h"

/* A column drawn, or several as one. */
struct canvas_series {
    guint column; /* of the table; the first of several */
    struct paint paint;
    gboolean is_lesser; /* has no colour of its own: there are too many */
    guint gathered;     /* how many columns it is; 0: one */
};

struct canvas {
    const struct book_table *table;
    const struct book_chart *chart;
    const struct ruler *ruler;
    struct display_list *list;
    GArray *boxes;              /* struct box */
    GPtrArray *notes;           /* char *: lines before the source */
    guint rows, columns;        /* drawn: the first ones of the chart's rows and of the series */
    GArray *series;             /* struct canvas_series (chart_series.h) */
    struct book_cell *gathered; /* by row: what several columns are as one; NULL */
    double text, small, margin, hair;
    double footer; /* height of the source line and the margin below it */
    struct box plot;
    gboolean dense;      /* rows may stand close (chart.h) */
    gboolean pale_first; /* the first of two series is a ground for the second */
    gboolean unplaced;   /* rows without a figure have no place in the picture: notes name them */
};

/* A text to place; y is the baseline. `size` 0: small text; a zero colour: ink. */
struct label {
    const char *text;
    double x, y, size;
    enum text_weight weight;
    enum text_anchor anchor;
    double angle;
    struct color color;
    guint row, column;
    gboolean shows; /* row and column are set */
};

void canvas_text(struct canvas *canvas, struct label label);
/* Between two texts on a line, in parts of the size of text. */
#define CANVAS_AIR 0.3

/* FALSE and nothing drawn when it would come near another text or leave the picture. */
gboolean canvas_try_text(struct canvas *canvas, struct label label);
struct box canvas_label_box(const struct canvas *canvas, struct label label);
/* Whether a polyline or a mark drawn so far passes through the box; whether a mark does. */
gboolean canvas_crosses(const struct canvas *canvas, struct box box);
gboolean canvas_covers_mark(const struct canvas *canvas, struct box box);
/* Whether a bar that shows a figure lies in the box. */
gboolean canvas_covers_bar(const struct canvas *canvas, struct box box);
/* Lines of text from `top` down; returns where the last one ends. */
double canvas_lines(struct canvas *canvas, GPtrArray *lines, struct label first, double top);

struct color canvas_fill(const struct canvas *canvas, guint column);
enum hatch canvas_hatch(const struct canvas *canvas, guint column);
/* Of its line and its marks. */
struct color canvas_stroke(const struct canvas *canvas, guint column);

struct display_item *canvas_rectangle(struct canvas *canvas, struct box box, struct color fill);
void canvas_line(struct canvas *canvas, struct point from, struct point to, struct color color);
/* The edge of an area that is too pale to be seen on white. */
void canvas_edge(const struct canvas *canvas, struct display_item *area);
/* The mark of a series: full, or of every second one a ring, for who prints in black. */
struct display_item *canvas_series_mark(struct canvas *canvas, struct point at, double diameter,
                                        guint column);
/* Marks that later ones would cover become wider, so that a rim of them is seen. */
void canvas_widen_covered_marks(struct canvas *canvas);
void item_make_ring(struct display_item *mark, double width);
/* A round mark with a white rim. */
struct display_item *canvas_mark(struct canvas *canvas, struct point at, double diameter,
                                 struct color fill);
struct display_item *canvas_polyline(struct canvas *canvas, struct color color, double width);
void item_shows(struct display_item *item, guint row, guint column);
void item_add_point(struct display_item *item, double x, double y);

struct type canvas_type(const struct canvas *canvas, double size, enum text_weight weight);
double canvas_width(const struct canvas *canvas, const char *text, double size);

/* Sets the height that the plot takes, and with it the picture's. Before anything is drawn. */
void canvas_take(struct canvas *canvas, double height);

/* Names in a list of a note; the table has them all. */
#define CANVAS_MOST_NAMED 10

/* A line of small text before the source; said once. */
void canvas_note(struct canvas *canvas, const char *note);

/*
 * One function a kind of chart, named in its row (base/chart_kind.def). Each draws into the
 * canvas's plot and sets what it took. There is at least one row and one column.
 */
#define CHART_KIND(id, code, draw, ...) void draw(struct canvas *canvas);
#include "base/chart_kind.def"
#undef CHART_KIND

#endif
