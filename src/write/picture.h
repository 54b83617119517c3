/*
 * picture - the charts of a book as files: PNG, PDF, SVG (write_png and so on in writer.h).
 *
 * All formats, and the workbook's own copies, come from one layout.
 */
#ifndef WRITE_PICTURE_H
#define WRITE_PICTURE_H

#include "chart/chart.h"
#include "write/draw.h"

/* The chart at the size of all our pictures; display_list_free(). */
struct display_list *picture_layout(const struct book_table *table, const struct book_chart *chart,
                                    struct pen *pen);

#endif
