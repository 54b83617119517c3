/*
 * xlsx_list - lines of text in columns: findings, missing units.
 */
#ifndef WRITE_XLSX_LIST_H
#define WRITE_XLSX_LIST_H

#include "write/xlsx_output.h"

/* How wide the columns may be and want to be; `wants` has layout.width places. */
void xlsx_list_wants(const struct xlsx_sheet *sheet, struct xlsx_want *wants);

void xlsx_list_write(const struct xlsx_sheet *sheet);

struct xlsx_list_column {
    double width;   /* the least, before; points */
    double letter;  /* of a usual character */
    double margins; /* of the cell */
    gboolean grows;
};

/*
 * Widens columns, of which there are as many as headings, by so much in all or less. A row is as
 * high as the highest of its cells, so width that makes no highest cell lower is wasted. It is
 * given, a little at a time, where it makes all rows together lower by the most. Lengths are
 * counted in characters: good enough to share by; heights are measured later.
 */
void xlsx_list_fit(const struct book_list *list, struct xlsx_list_column *columns, double room);

#endif
