/*
 * chart_prune - charts that would tell nothing are left out, and rows that tell nothing.
 *
 * One template serves a province over five years and a commune in one month, inside the office and
 * in public. What a chart shows depends on the figures, so it is decided when all of them stand
 * and those that may not be public are hidden. Every decision is a note of the sheet.
 */
#ifndef BUILD_CHART_PRUNE_H
#define BUILD_CHART_PRUNE_H

#include "book/book.h"

/*
 * Takes away charts without any figure but zero, shares of one thing each, lines and slopes of one
 * row, funnels of one or two, and charts of which the greater part is hidden. Where most units have
 * no base, or most of many units nothing but zero, only the others are drawn.
 */
void chart_prune(struct book *book);

#endif
