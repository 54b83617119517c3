/*
 * public_set - all figures of the public books of one run, and which of them are hidden.
 *
 * Hiding small counts table by table gives them back: a total of another table, the same count on
 * two sheets, a share whose rounding leaves one possibility. So the books of a run are surveyed
 * first: the set notes what every figure is counted from. Then it decides for all of them at once:
 * counts from 1 to 4 are hidden, and more with them until for each there are three values, each of
 * which some other rows of the files would give while every figure shown stays as it is
 * (witnesses, see public_decide.c). The books are built again, and take from the set what to hide.
 *
 * A book is told by its template and scope. The set keeps pointers to both, to the queries and to
 * the facts of the report's sources.
 */
#ifndef BUILD_PUBLIC_SET_H
#define BUILD_PUBLIC_SET_H

#include "build/operand.h"
#include "build/report.h"

/* The least count that is shown. */
#define PUBLIC_LEAST 5

struct public_set;

struct public_set *public_set_new(void);
void public_set_free(struct public_set *set);

/* Where a table of a book is filled, while the set is surveyed. */
struct public_survey {
    struct public_set *set;
    const struct report *report;
    guint scope, table; /* the table's number in the template */
    const GArray *asked;
    const struct grid *like; /* of like units alone; or NULL */
};

/* The rows and columns of a table: what can stand there, and what must since it is shown. */
void public_survey_lines(const struct public_survey *survey, const struct grid *grid);

/* A figure of a table, the counts that it is made of, and where these were counted. */
struct public_figure {
    struct cell_place at;
    enum measure measure;
    const struct grid *grid;
    const struct operands *operands;
    const gint64 *counts;
    gboolean estimate;
};
void public_survey_figure(const struct public_survey *survey, const struct public_figure *figure);

/* An issue that was given out shows a figure as it is: hiding it hides nothing. */
void public_set_keep(struct public_set *set, const struct report *report, guint scope, guint table,
                     struct cell_place at);

/*
 * When all books are surveyed: settles what is hidden. Once. FALSE: only without what is kept; it
 * is left out.
 */
gboolean public_set_decide(struct public_set *set);
gboolean public_set_is_decided(const struct public_set *set);

/* A figure of an issue that stands, as its manifest has it: "28", or "*" where it is hidden. */
struct public_issued {
    guint scope;
    const char *table, *row, *column, *measure;
    const char *text;
};

/*
 * Instead of a survey: an issue made of such a set hides what the one that stands hides, and each
 * small count that this one does not have.
 */
void public_set_note_issued(struct public_set *set, const struct public_issued *figure);

/*
 * Hides in the tables of a book what the set hides there, and says what is promised. Formulas over
 * hidden cells become values, so the laws are checked before.
 */
void public_set_apply(const struct public_set *set, const struct report *report, guint scope,
                      struct book *book);

/* What the figures of a public book, or of the index of such books, do not tell. */
void public_set_promise(struct book *book);

/* The lines of the cover that name what is left out, or of what nothing but totals is told. */
#define PUBLIC_FACT_GONE "Bảng bỏ vì số nhỏ có thể bị tính ra"
#define PUBLIC_FACT_TOTALS "Chỉ công bố dòng Cộng"
#define PUBLIC_FACT_GRAND "Chỉ công bố tổng số"

/*
 * When all texts are made: leaves out of the book the tables, and the rows, that would give hidden
 * counts back in spite of all that is hidden, and says so on the cover.
 */
void public_set_reduce(const struct public_set *set, const struct report *report, guint scope,
                       struct book *book);

#endif
