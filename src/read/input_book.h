/*
 * input_book - the sheets of a workbook as inputs.
 *
 * Each sheet whose header names a dataset is one; those that name none are told once, empty ones
 * are not. A book that this program made is a report and no data. A workbook is refused where what
 * it says may not be what is in it: with macros, with links to other workbooks, or under a
 * password.
 */
#ifndef READ_INPUT_BOOK_H
#define READ_INPUT_BOOK_H

#include "read/input.h"

struct recognized;

/* The inputs while they are collected. */
struct gathering {
    const struct dictionary *dictionary;
    struct findings *findings;
    enum encoding encoding; /* asked for, or ENCODINGS */
    gboolean tells_near;    /* see struct inputs_request */
    GArray *items;          /* struct input */
    GPtrArray *workbooks;   /* char *: names of what is not read */
    GPtrArray *folders;
};

/* One file that is asked for. */
struct wanted {
    const char *path;
    const char *name;
    const struct dataset *dataset; /* that the user named, or NULL */
    gboolean is_in_folder;
    gboolean is_text; /* *.txt in a folder: perhaps no export at all */
};

/* The file as it is now is what will be read. */
void input_remember(struct input *input, const struct stat *seen);
/* FALSE with the error: another input is the same file. */
gboolean input_check_new(const struct gathering *gathering, const struct input *input,
                         GError **error);
/* TRUE: the file lacks a column and is told all the same, as an input without a dataset. */
gboolean input_tell_lacking(const struct gathering *gathering, const struct recognized *recognized);
/* Tells of headers that are near to a column that is missing. */
void input_tell_near(const struct gathering *gathering, const GArray *near, guint64 line);
void input_clear(gpointer input);

/* Adds the sheets of a workbook. Errors: INPUT. */
gboolean input_book_add(struct gathering *gathering, const struct wanted *wanted, GError **error);

#endif
