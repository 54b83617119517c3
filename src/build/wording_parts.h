/* What wording.c and wording_words.c share: how figures are found, and what stands for those that
 * are not shown. */
#ifndef BUILD_WORDING_PARTS_H
#define BUILD_WORDING_PARTS_H

#include "build/wording.h"
#include "spec/placeholder.h"

/* The table of that id; NULL: the book has none. */
const struct book_table *wording_table(const struct book *book, const char *id);

/* A figure in its table. */
struct wording_figure {
    const struct book_table *table;
    guint row, column;
};

/* FALSE: the table does not show it. */
gboolean wording_find(const struct wording *wording, const struct placeholder *wanted,
                      struct wording_figure *figure);

/* What a sentence says of a figure that is not shown; NULL: there can be none. New string. */
char *wording_absent(const struct wording *wording, const struct placeholder *wanted);

/*
 * What a text says in words (struct template_word). *figure is what it rests on, with the table
 * NULL where that is not one figure. NULL: of a figure for which there can be none. New string.
 */
char *wording_say(const struct wording *wording, const struct template_word *word,
                  struct wording_figure *figure);

#endif
