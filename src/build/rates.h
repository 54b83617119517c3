/*
 * rates - rates over a count of another table: actions per 1,000 members of the same unit.
 */
#ifndef BUILD_RATES_H
#define BUILD_RATES_H

#include "book/book.h"
#include "spec/template.h"

/*
 * Fills the denominators of rate_1000 measures whose `over` is TABLE/COLUMN, when all tables
 * are filled: the row of the same code there. A row that is not there leaves the cell empty; a base
 * that was not wholly returned leaves it missing.
 */
void rates_fill(const struct template *template, struct book *book);

#endif
