/*
 * rows - what every kind of input is read as: rows of fields, each row with its place.
 *
 * Who codes and counts rows asks for the next one through a row_format and knows no kind of input.
 */
#ifndef READ_ROWS_H
#define READ_ROWS_H

#include "read/refusal.h"
#include "read/source.h"

struct input;

/* So many bytes from the start of a field that is not empty can be read, whatever they are. */
#define ROW_PADDING 8

struct row_field {
    guint32 start, length;
};

struct row {
    const char *text; /* where the fields are, a NUL behind each */
    const struct row_field *field;
    guint count;  /* 0: a blank line */
    guint64 line; /* physical line where it starts, from 1: its place in the file */
    guint64 lines;
    gboolean is_open; /* the file ends without a line end behind it */
    guint32 cell;     /* of a cell of a wide table: its field, from 1; 0: the whole row (wide.h) */
};

/* The text of a field; it ends with a NUL. Valid while the rows are looked at. */
static inline const char *row_text(const struct row *row, guint field)
{
    return row->text + row->field[field].start;
}

/* Takes rows that lie behind one another, a few at a time: who looks things up can look ahead. */
typedef void (*row_taker)(void *data, const struct row *rows, guint count);

/* How often something was met, and the line where first. */
struct row_count {
    guint64 count, line;
};

/* What one reader has seen of a file besides its rows. */
struct row_notes {
    struct row_count hidden; /* rows that the sheet does not show */
    guint fields;
    struct row_count number[]; /* by field: numbers where codes stand */
};

/* What a kind of input does. */
struct row_format {
    /* One thread's reader of a file. */
    void *(*reader_new)(const struct input *input);
    void (*reader_free)(void *reader);
    /* FALSE: the file is refused, and *refusal is set. Rows before the trouble were taken. */
    gboolean (*read)(void *reader, struct block *block, row_taker take, void *data,
                     struct refusal *refusal);
    /* To be freed with g_free(); NULL: this kind of input has nothing to note. */
    struct row_notes *(*take_notes)(void *reader);
};

#endif
