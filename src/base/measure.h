/*
 * measure - what a figure says of the facts: a count, a share, a change.
 *
 * One row a measure and one a form (measure.def) hold all that the stages know of them: which
 * counts a figure is made of, how these make one figure, how it is printed, explained and drawn. A
 * stage never asks which measure it deals with; it asks the row what the measure is like.
 */
#ifndef BASE_MEASURE_H
#define BASE_MEASURE_H

#include <glib.h>

#include "base/ratio.h"

enum measure {
#define MEASURE(id, ...) MEASURE_##id,
#include "base/measure.def"
#undef MEASURE
    MEASURES
};

/* The kind of number: measures of one form are printed and read alike. */
struct measure_form {
    gboolean is_count;        /* a whole number that totals add up */
    gboolean is_share;        /* a part over its whole: from 0 to 100 per cent */
    gboolean compares;        /* says how a figure differs from another (key `against`) */
    gboolean of_shares;       /* what it compares are shares (key `of`), not counts */
    gboolean of_values;       /* of how the numbers of single rows spread (key `number`) */
    guint counts;             /* how many counts its ratio shows: the part; the part and the base */
    guint power;              /* what is printed is the ratio times 10^power */
    gboolean signs_plus;      /* "+2,9" */
    gboolean grows_with_time; /* events over what is there: of two years about twice that of one */
    const char *suffix;       /* behind a figure: "%" */
    const char *tick_suffix;  /* behind a number of an axis */
    gboolean holds_quotient;  /* a cell of a worksheet holds the ratio itself: 0.728 for 72,8% */
    gboolean warns_below_zero; /* below zero it is an excess that a worksheet marks */
    const char *sections[3];   /* of Excel's number format: positive, negative, zero */
};

/* Where the base of a figure stands, seen from its cell. NAMED: by the key `over`. */
enum base_row { BASE_ROW_OWN, BASE_ROW_PARENT, BASE_ROW_ALL };
enum base_column { BASE_COLUMN_OWN, BASE_COLUMN_NAMED, BASE_COLUMN_ALL };

/* The most counts that a figure is made of: two shares that are compared. */
#define MEASURE_COUNTS_MOST 4

struct measure_info {
    const char *code;    /* in templates and tidy CSV */
    const char *heading; /* of a column */
    guint decimals;      /* printed */
    const struct measure_form *form;
    enum base_row base_row;
    enum base_column base_column; /* both OWN: it has no base */
    gboolean base_elsewhere;      /* `over` may be TABLE/COLUMN: the same row of another table */
    gboolean covered; /* what hides small counts in a public edition knows what this tells of them;
                       * else the tables that show it are internal */
    /*
     * The figure of its counts: the one here; the one here and its base; of a comparison these, and
     * then the same of what it is compared with; of values how many they are, their sum and twice
     * the middle one. No value: a base is 0.
     */
    struct ratio (*combine)(const gint64 *counts);
    /* {0} heading, {1} the base or what it is compared with, {2} a remark; "": no note. */
    const char *note;
    /* {0} heading, {1} the base, {2} what a row is, {3} what is counted, {4} the same of one row,
     * {5} the heading of the column drawn, within a sentence. */
    const char *charted;
    const char *formula; /* {0}, {1}, …: its counts */
};

const struct measure_info *measure_info(enum measure measure);

/* The measure of that code; FALSE if there is none. */
gboolean measure_from_code(const char *code, enum measure *measure);

/* Whether a figure is taken of a base: a share or a rate. */
gboolean measure_has_base(enum measure measure);

/*
 * Whether chance alone may make the difference that a comparison shows between its counts, as it
 * does in at least one comparison of twenty: two shares by Fisher's exact test, two counts by the
 * exact test that their sum leaves (base/exact.h). FALSE for what compares nothing, and where there
 * is no figure.
 */
gboolean measure_by_chance(enum measure measure, const gint64 *counts);

/* Decimals of the number in a cell of a worksheet: 72,8% is 0.728 there. */
guint measure_cell_decimals(enum measure measure);

#endif
