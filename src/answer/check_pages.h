/*
 * check_pages - the workbook of a check: a cover that says what was found and how to go on, who has
 * not returned, and what is wrong.
 *
 * It is made to be worked through by a person, so what is alike stands in one row; each finding by
 * itself stands in the list of findings beside it.
 */
#ifndef ANSWER_CHECK_PAGES_H
#define ANSWER_CHECK_PAGES_H

#include "answer/check_run.h"
#include "book/book.h"

/* The findings (guint: places in the list) of one unit; UNIT_NONE: of all, or of none. New book. */
struct book *check_pages_new(const struct check_outcome *outcome, const GArray *findings,
                             gint32 unit);

#endif
