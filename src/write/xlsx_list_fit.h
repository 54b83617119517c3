/*
 * xlsx_list_fit - how columns of texts share a page so that the rows of a list are low.
 *
 * A row is as high as the highest of its cells, so width that makes no highest cell lower is
 * wasted. It is given, a little at a time, where it makes all rows together lower by the most.
 * Lengths are counted in characters: good enough to share by; heights are measured later.
 */
#ifndef WRITE_XLSX_LIST_FIT_H
#define WRITE_XLSX_LIST_FIT_H

#include "book/book.h"

struct xlsx_list_column {
    double width;   /* the least, before; points */
    double letter;  /* of a usual character */
    double margins; /* of the cell */
    gboolean grows;
};

/* Widens columns, of which there are as many as headings, by so much in all or less. */
void xlsx_list_fit(const struct book_list *list, struct xlsx_list_column *columns, double room);

#endif
