/*
 * picture - the charts of a book, laid out once and drawn once for all formats.
 *
 * The files PNG, PDF and SVG (write_png and so on in writer.h) and the workbook show one layout;
 * where a page has room for it, the workbook holds the very file. Fonts are opened when the first
 * chart is laid out and serve all books of a process.
 */
#ifndef WRITE_PICTURE_H
#define WRITE_PICTURE_H

#include "chart/chart.h"
#include "write/draw.h"

/* The width of every chart's file: points of its layout, and pixels of its PNG. */
#define PICTURE_WIDTH 1600.0

struct pictures;

/* Keeps the name of the folder. */
struct pictures *pictures_new(const char *font_folder);
void pictures_free(struct pictures *pictures);
typedef struct pictures pictures_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pictures_t, pictures_free)

/* Forgets the charts of the book before, and keeps the fonts. */
void pictures_next_book(struct pictures *pictures);

/* The fonts; NULL when one is missing (OUTPUT). */
struct pen *pictures_pen(struct pictures *pictures, GError **error);

/* The layout of a chart's files. The pen must be there; all that is returned is kept here. */
const struct display_list *pictures_layout(struct pictures *pictures,
                                           const struct book_table *table,
                                           const struct book_chart *chart);
/* The PNG of that layout; NULL on error. */
GBytes *pictures_png(struct pictures *pictures, const struct book_table *table,
                     const struct book_chart *chart, GError **error);

#endif
