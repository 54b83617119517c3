/*
 * placeholder - what stands in braces in titles and texts of a template.
 *
 * {period} and {as_of} in titles and texts; in texts {table/row/column/measure}, where `total`
 * names the total row or column, and the {name} of words. Another brace is an error of the
 * template.
 */
#ifndef SPEC_PLACEHOLDER_H
#define SPEC_PLACEHOLDER_H

#include <glib.h>

enum placeholder_kind {
    PLACEHOLDER_NONE, /* no brace any more: start and end are the text's end */
    PLACEHOLDER_PERIOD,
    PLACEHOLDER_AS_OF,
    PLACEHOLDER_FIGURE,
    PLACEHOLDER_WORD, /* `table` is its name, which has no "/" */
    PLACEHOLDER_BAD,
};

struct placeholder {
    enum placeholder_kind kind;
    gsize start, end;                     /* bytes of the text, braces included */
    char *table, *row, *column, *measure; /* PLACEHOLDER_FIGURE; "total" is "*" */
};

/* The first placeholder at or behind `from`. The caller clears it. */
void placeholder_find(const char *text, gsize from, struct placeholder *found);
void placeholder_clear(struct placeholder *found);
typedef struct placeholder placeholder_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(placeholder_t, placeholder_clear)

#endif
