/*
 * wording - text of a template with its figures filled in.
 */
#ifndef BUILD_WORDING_H
#define BUILD_WORDING_H

#include "book/book.h"
#include "build/report.h"

/* What a text speaks of. Figures are read in the tables of the book, which are filled by then. */
struct wording {
    const struct report *report;
    guint scope;
    const struct book *book;
    const struct template_text *text; /* whose words are meant; NULL: a title */
};

/*
 * Where a figure rests on some of the returns that are due, a sentence behind the text says how
 * many are in, and between which bounds a share of units lies whatever the others return.
 *
 * New string. NULL when a figure can neither stand in its table nor be absent from it; *refused is
 * then its placeholder, a new string. A text without figures needs no `refused`.
 */
char *wording_fill(const char *text, const struct wording *wording, char **refused);

/* A heading within a sentence: "đơn vị" of "Đơn vị". New string. */
char *wording_lower(const char *heading);

#endif
