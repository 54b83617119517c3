/*
 * xlsx_page - column widths and A4 pages of a sheet.
 *
 * Pure arithmetic in points. Each column says how narrow it may be and how wide it wants to
 * be; portrait is taken wherever the columns fit with a text of 9 points, else landscape, else
 * landscape shrunk as far as the smallest text stays at 8 points, else several pages side by side,
 * as even as can be or begun where the columns say (a year of months), and then shrunk no more
 * than these need.
 */
#ifndef WRITE_XLSX_PAGE_H
#define WRITE_XLSX_PAGE_H

#include <glib.h>

/* Points. */
#define XLSX_INCH 72.0
#define XLSX_MILLIMETRE (XLSX_INCH / 25.4)

/* The margins of A4, in points. */
struct xlsx_paper {
    double top, bottom, left, right;
};

/* 8 points on paper from the 11 of the body. */
#define XLSX_LEAST_SCALE 0.73

/* Rows may come out a little higher in Excel than measured. */
#define XLSX_HEIGHT_SAFETY 1.06

struct xlsx_want {
    double least, natural;
    gboolean fixed;  /* is not stretched to fill the page, unless all are */
    gboolean joined; /* stays on one page with the column before */
    gboolean opens;  /* where columns fill several pages, one of them may well begin here */
};

struct xlsx_page {
    struct xlsx_paper paper;
    GArray *widths; /* double a column */
    GArray
        *breaks; /* guint: first column of each further page; empty when one page is wide enough */
    guint repeated;     /* columns at the left that every page shows */
    guint text_columns; /* columns of the first page: titles and notes are merged over them */
    double text_width;
    gboolean landscape;
    double scale; /* 1 or less */
};

/* Columns and the paper that they are for. */
struct xlsx_wish {
    const struct xlsx_paper *paper;
    const struct xlsx_want *wants;
    guint count;
    guint repeated; /* columns at the left that every page shows */
};

/*
 * `height`: of all rows, or 0. Where the columns do not even fit across, the way that takes the
 * fewest sheets of paper is chosen.
 */
struct xlsx_page *xlsx_page_new(const struct xlsx_wish *wish, double height);
/* The page of one orientation, its text shrunk to `scale` or as far as its columns need. */
struct xlsx_page *xlsx_page_lay(const struct xlsx_wish *wish, gboolean landscape, double scale);
void xlsx_page_free(struct xlsx_page *page);
typedef struct xlsx_page xlsx_page_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xlsx_page_t, xlsx_page_free)

/* Width of the columns that a page holds without shrinking. */
double xlsx_page_width(const struct xlsx_paper *paper, gboolean landscape);

/* Width of columns first..last. */
double xlsx_page_span(const struct xlsx_page *page, guint first, guint last);

/* Height of a page's contents, in points of the sheet (before shrinking). */
double xlsx_page_height(const struct xlsx_page *page);

/* Sheets of paper that rows of this height take. */
guint xlsx_page_sheets(const struct xlsx_page *page, double height);

/*
 * How rows of these heights (double) fall on pages that repeat `header` points at the top from
 * the second on: the number of pages, and how much of the last is used.
 */
struct xlsx_flow {
    guint pages;
    double used;
};

struct xlsx_flow xlsx_page_flow(const struct xlsx_page *page, const GArray *heights, double header);

struct xlsx_filling {
    double header; /* points at the top of every page but the first */
    double part;   /* of a page's height that may be used */
};

/*
 * The rows (guint) at which the further pages begin. A row that is held (gboolean a row) stays with
 * the one after it. New array.
 */
GArray *xlsx_page_starts(const struct xlsx_page *page, const GArray *heights, const GArray *held,
                         struct xlsx_filling filling);

#endif
