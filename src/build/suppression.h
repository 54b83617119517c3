/*
 * suppression - what a public report must not tell, so that no small count names a person.
 *
 * A count from 1 to 4 is hidden (state suppressed), and so is every share and change that rests on
 * such a count. Since totals are shown, more cells are hidden until nothing can be taken
 * back: in each row and column whose parts make a total either nothing is hidden, or at least two
 * cells that add to 5 or more; and no hidden cell follows from all rows and columns together. Cells
 * and lines make a graph (a cell joins its row and its column); what follows is exactly a bridge of
 * it. Totals of 5 and more are never hidden, since another table may show them.
 *
 * Runs after the laws are checked: formulas over hidden cells become values.
 */
#ifndef BUILD_SUPPRESSION_H
#define BUILD_SUPPRESSION_H

#include "book/book.h"

/* The least count that is shown. */
#define SUPPRESSION_LEAST 5

void suppression_apply(struct book_table *table);

#endif
