/*
 * recognize - which dataset a file's header tells.
 *
 * The header is the first of the first RECOGNIZE_RECORDS records that fits a dataset, or else the
 * first two that fit it together: titles may stand above it, the numbers of the columns below. The
 * delimiter is the one that makes the header fit. Names are compared by their key (base/text.h)
 * with the columns' names, headings and aliases. Columns that the dataset does not know are never
 * read; when the name of one is near to that of a column that is missing, it is said.
 */
#ifndef READ_RECOGNIZE_H
#define READ_RECOGNIZE_H

#include <glib.h>

#include "read/input.h"
#include "read/refusal.h"
#include "read/source.h"

enum recognition {
    RECOGNIZED,
    REFUSED,  /* *refusal says why */
    LEFT_OUT, /* a text in a folder that is no export: passed over without a word */
    FOREIGN,  /* less than half of what any dataset requires is there; *refusal as for REFUSED */
};

/* So many records at the top may be titles, blank lines not counted. */
#define RECOGNIZE_RECORDS 30

/* A header that no column bears, though it is near to one; or, in a wide table, no value. */
struct near_header {
    enum rule rule;
    guint field; /* from 1 */
    char *header;
    char *hint; /* the alias line for an overlay (spec/dictionary_overlay.c) */
};

struct recognized {
    enum recognition recognition;
    struct refusal refusal; /* unless RECOGNIZED */
    guint64 line;           /* of the header */
    GPtrArray *beside;      /* struct wide_header *: of other datasets, in the same rows */
    GArray *near;           /* struct near_header; unless RECOGNIZED of the nearest dataset */
};

struct recognized recognized_new(void);
void recognized_clear(struct recognized *recognized);
typedef struct recognized recognized_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(recognized_t, recognized_clear)

/*
 * Sets dataset, delimiter, column (new array), superior, fields, header, header_line,
 * header_first, has_sep and has_title of the input from the file's first block. `wanted`: the
 * dataset the user named, or NULL.
 */
void recognize(const struct block *block, const struct dictionary *dictionary,
               const struct dataset *wanted, struct input *input, struct recognized *recognized);

/* The same of the first rows of a sheet, which has no delimiter. */
void recognize_sheet(const struct block *block, const struct dictionary *dictionary,
                     const struct dataset *wanted, struct input *input,
                     struct recognized *recognized);

#endif
