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
    CASE_STEPS,      /* the columns are seven levels and who said none */
    CASE_MONTHS,     /* the columns are twelve months */
    CASE_SUBSET,     /* some of the values of a list: every second, and who said none */
    CASE_EQUAL,      /* all figures of a row are alike, as are all rows but two */
    CHART_CASES,
};

/* More files than fit on a line, their blanks such as no line breaks. */
#define CASE_FILES                                                                                 \
    "xep_loai.csv", "Xếp\u00a0loại\u00a0chi\u00a0bộ\u00a02024.csv",                                \
        "don-vi-truc-thuoc-2024.12.31-ban-sua-lan-2.csv", "xep_loai_dang_vien.csv"
#define CASE_SOURCE                                                                                \
    "Nguồn: xep_loai.csv, Xếp\u00a0loại\u00a0chi\u00a0bộ\u00a02024.csv, "                  \
    "don-vi-truc-thuoc-2024.12.31-ban-sua-lan-2.csv, xep_loai_dang_vien.csv"

const char *case_name(enum chart_case one);
const char *case_label(enum chart_case one);
/*
 * The chart is the first of the first sheet. Columns are values that add up; from CASE_STEPS on
 * they are values of a field.
 */
struct book *case_book(enum chart_kind kind, enum chart_case one);
const struct book_table *case_table(const struct book *book);
const struct book_chart *case_chart(const struct book *book);

#endif
