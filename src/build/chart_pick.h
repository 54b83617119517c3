/*
 * chart_pick - which rows and columns of a table a chart of the template draws.
 */
#ifndef BUILD_CHART_PICK_H
#define BUILD_CHART_PICK_H

#include "book/book.h"
#include "spec/template.h"

/* Adds the chart to its table's sheet. `subject` is unit and period in words. */
void chart_pick(const struct chart *chart, struct book_sheet *sheet, const char *subject,
                const char *source);

#endif
