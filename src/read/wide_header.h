/*
 * wide_header - the header of a wide table (wide.h), of one to three rows.
 *
 * An upper row has a text over several columns, exported as the text and blanks: the name of the
 * column whose values stand below it, or a value, with "Số lượng" and "Tỷ lệ" below. A row of the
 * numbers of columns may say what a total adds up: "1=2+3".
 */
#ifndef READ_WIDE_HEADER_H
#define READ_WIDE_HEADER_H

#include "read/wide.h"

/* The first rows of a file. */
struct wide_top {
    const struct dictionary *dictionary;
    const struct dataset *wanted; /* that the user named, or NULL */
    const char *name;             /* of the file: it may tell the year */
    const GPtrArray *rows;        /* GPtrArray *: texts (char *) by field */
};

struct wide_header {
    const struct dataset *dataset;
    guint first, last; /* numbers of the rows that the header takes */
    GPtrArray *texts;  /* char *: the name of each field */
    gint *column;      /* by column of the dataset: its field, or -1 */
    gint superior;     /* field that tells the superior unit, or -1 */
    struct wide *wide; /* NULL: two fields are the same value, or it is not told of what time */
    guint repeated[2]; /* which these are; equal: none */
    GArray *unknown;   /* guint: fields among the values that are none */
    char *times;       /* without a wide: what title and name of the file say of the time */
};

/* FALSE: no rows are such a header. On TRUE clear it. */
gboolean wide_header_find(const struct wide_top *top, struct wide_header *header);
void wide_header_clear(struct wide_header *header);

#endif
