/*
 * account - how the rows of one file were spent.
 */
#ifndef DATA_ACCOUNT_H
#define DATA_ACCOUNT_H

#include "data/finding.h"

/* records = used + rejected; lines are physical. */
struct account {
    guint64 lines;
    guint64 header;  /* lines up to and with the header */
    guint64 blank;   /* blank lines */
    guint64 records; /* records behind the header */
    guint64 used;
    guint64 rejected[RULES]; /* by the rule that rejected the row */
    guint64 doubtful;        /* of those used: about the same thing as an earlier one */
    /* Of a wide table, whose records are its cells: rows behind the header, and what the cells that
     * are used add up to; else 0. */
    guint64 rows, weight;
};

/* Why rows were rejected: "3 ngay_sai, 1 gia_tri_la"; "" if none was. New string. */
char *account_reasons(const struct account *account);

/* The same as a report tells it, with where its rows were counted. */
struct account_told {
    guint32 input; /* the file's number among the inputs */
    char *file;
    const char *origin; /* the file of the rows: of a summary its source's, else `file` */
    const char *dataset;
    guint64 lines, header, blank, rows, records, used, weight, rejected;
    char *reasons;   /* account_reasons() */
    gboolean placed; /* its rows are counted by time and unit: used = the three below */
    gboolean untold; /* how many rows there are would tell a count that is hidden */
    guint64 counted, outside_period, outside_unit;
    guint64 doubtful; /* of those used: about the same thing as an earlier row */
    char *reading;    /* "1.204/1.204 từ": how the file was read; "" if it is plain UTF-8 */
};

/* In a sentence without the name of the file. New string. */
char *account_words(const struct account_told *account);

#endif
