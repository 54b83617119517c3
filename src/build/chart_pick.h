/*
 * chart_pick - which rows and columns of a table a chart of the template draws.
 */
#ifndef BUILD_CHART_PICK_H
#define BUILD_CHART_PICK_H

#include "book/book.h"
#include "spec/template.h"

/* The chart's title, unit and period in words, the files. */
struct chart_words {
    const char *title, *unit, *period, *source;
    const struct cap_rule *rule; /* of a cap table that gives a verdict; or NULL */
};

/* Adds the chart to its table's sheet. */
void chart_pick(const struct chart *chart, const struct table *table, struct book_sheet *sheet,
                struct chart_words words);

#endif
