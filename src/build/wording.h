/*
 * wording - text of a template with its figures filled in.
 */
#ifndef BUILD_WORDING_H
#define BUILD_WORDING_H

#include "book/book.h"

/*
 * Where a figure rests on some of the returns that are due, a sentence behind the text says how
 * many are in, and between which bounds a share of units lies whatever the others return.
 *
 * `period` and `as_of` are words for {period} and {as_of}. A row or column that the table does
 * not have (an open value that does not occur) reads 0. New string.
 */
char *wording_fill(const char *text, const struct book *book, const char *period,
                   const char *as_of);

/* A heading within a sentence: "đơn vị" of "Đơn vị". New string. */
char *wording_lower(const char *heading);

#endif
