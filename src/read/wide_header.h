/*
 * wide_header - the header of a wide table (wide.h), of one to three rows.
 *
 * An upper row has a text over several columns, exported as the text and blanks: the name of the
 * column whose values stand below it, or a value, with "Số lượng" and "Tỷ lệ" below. A row of the
 * numbers of columns may say what a total adds up: "1=2+3".
 */
#ifndef READ_WIDE_HEADER_H
#define READ_WIDE_HEADER_H

#include "read/input_book.h"
#include "read/recognize.h"
#include "read/wide.h"

/* The first rows of a file. */
struct wide_top {
    const struct dictionary *dictionary;
    const struct dataset *wanted; /* that the user named, or NULL */
    /* Headers that were found already (struct wide_header *): only others are looked for, in the
     * same rows, whose values stand under the name of their column. NULL: none was. */
    const GPtrArray *beside;
    const char *name;      /* of the file: it may tell the year */
    const GPtrArray *rows; /* GPtrArray *: texts (char *) by field */
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

/* Headers of other datasets in the same rows. New array of struct wide_header *, which it owns. */
GPtrArray *wide_header_beside(struct wide_top top, struct wide_header *header);

/*
 * Sets dataset, column, superior, fields, header and wide of the input, takes what it needs from
 * the header, and tells of columns among the values that are none. REFUSED: the header does not say
 * all that is needed.
 */
enum recognition wide_input_settle(struct wide_header *header, struct input *input, GArray *near,
                                   struct refusal *refusal);

/* Adds inputs of the other datasets whose values stand in the table as well. */
void wide_input_add_beside(struct gathering *gathering, const struct input *like,
                           struct recognized *recognized);

/* The label of the value that is nearest to the text, or NULL. */
const char *wide_value_nearest(const struct column *column, const char *text);

/* The fields that the file itself has, wide or not. */
guint wide_own_fields(const struct input *input);

/* The values, as bits, that a wide input has no column for: nothing is known of them. */
guint64 wide_values_lacking(const struct input *input);

#endif
