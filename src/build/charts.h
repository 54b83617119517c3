/*
 * charts - which charts of a template are drawn, of which rows and columns, in which words.
 *
 * A chart is picked when its table is filled, and left out or cut when all figures stand and those
 * that may not be public are hidden: one template serves a province over five years and a commune
 * in one month, inside the office and in public, so what a chart would show depends on the figures.
 */
#ifndef BUILD_CHARTS_H
#define BUILD_CHARTS_H

#include "book/book.h"
#include "spec/template.h"

/* The chart's title, unit and period in words, the files. */
struct chart_words {
    const char *title, *unit, *period, *source;
    const struct cap_rule *rule; /* of a cap table that gives a verdict; or NULL */
    gboolean public;
};

/* Adds the chart to its table's sheet. */
void charts_pick(const struct template_chart *chart, const struct template_table *table,
                 struct book_sheet *sheet, struct chart_words words);

/*
 * Of the rows picked of a cap keeps those above the percentage of its rule, the farthest over their
 * limit first, and notes what they and the others are; no row where none is over its limit, or
 * where the law gives no verdict (rule NULL).
 */
void charts_pick_over_cap(const struct cap_rule *rule, const struct book_table *table,
                          struct book_chart *picked);

/*
 * Takes away charts without any figure but zero, shares of one thing each, those with fewer rows
 * than their kind needs, and those of which the greater part is hidden. Where most units have no
 * base, or most of many units nothing but zero, only the others are drawn. Every decision is a note
 * of the sheet.
 */
void charts_prune(struct book *book);

/*
 * After that: shares the colours of charts out among the values of fields without an order
 * (struct book_series), so that a value has one through the book. Its place is then below eight, or
 * it has none of its own.
 */
void charts_settle_series(struct book *book);

#endif
