/*
 * wording - text of a template with its figures filled in.
 */
#ifndef BUILD_WORDING_H
#define BUILD_WORDING_H

#include "base/period.h"
#include "book/book.h"
#include "spec/placeholder.h"

/* What stands for a figure that the book does not show: a new string; NULL: there can be none. */
struct wording_absent {
    char *(*say)(const void *data, const struct placeholder *wanted);
    const void *data;
    char *refused; /* the placeholder for which there can be none, a new string; or NULL */
};

/*
 * Where a figure rests on some of the returns that are due, a sentence behind the text says how
 * many are in, and between which bounds a share of units lies whatever the others return.
 *
 * The period and its day are put into words. `absent` may be NULL where the text has no figures.
 * New string; NULL when a figure is refused.
 */
char *wording_fill(const char *text, const struct book *book, const struct period *period,
                   struct wording_absent *absent);

/* A heading within a sentence: "đơn vị" of "Đơn vị". New string. */
char *wording_lower(const char *heading);

#endif
