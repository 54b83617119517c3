/*
 * check_missing - who must still send what, for a reader.
 *
 * Units that owe the same periods stand in one row: all units below a district, commune, … where
 * none of them differs, or else those under one superior. So a row says whom to ask. Who owes what
 * one by one stands in the findings.
 */
#ifndef ANSWER_CHECK_MISSING_H
#define ANSWER_CHECK_MISSING_H

#include "answer/check_run.h"
#include "book/book.h"

#define CHECK_MISSING_LIST "con-thieu"

/*
 * Adds the sheet of the units that these findings (guint: places in the list) say have not
 * returned, unless there are none. Rows stand for units below `top`; UNIT_NONE: below the roots.
 */
void check_missing_add(const struct check_outcome *outcome, const GArray *findings, gint32 top,
                       struct book *book);

#endif
