/*
 * cases - a book with one chart for every kind and every awkward case.
 *
 * The gallery draws them for the eye; the layout test holds all of them to the same rules.
 */
#ifndef GALLERY_CASES_H
#define GALLERY_CASES_H

#include "book/book.h"

enum chart_case {
    CASE_PLAIN,
    CASE_ONE_ROW,
    CASE_SIXTY_ROWS,
    CASE_ZEROS,
    CASE_MISSING,
    CASE_HUGE_AND_TINY,
    CASE_LONG_NAMES,
    CASE_SUPPRESSED,
    CASE_MANY_COLUMNS,
    CASE_OTHER_TURN, /* bars over time; lines over things; differences below zero */
    CHART_CASES,
};

const char *case_name(enum chart_case one);
const char *case_label(enum chart_case one);
/* The chart is the first of the first sheet. */
struct book *case_book(enum chart_kind kind, enum chart_case one);
const struct book_table *case_table(const struct book *book);
const struct book_chart *case_chart(const struct book *book);

#endif
