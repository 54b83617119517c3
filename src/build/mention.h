/*
 * mention - what a sentence says of a row or column that its table does not show.
 *
 * Some may well be absent: a unit above the rows of which nothing is counted, a value that did not
 * occur, a year from which nothing has come. Others cannot be there, and to print a number for
 * them would be to invent one.
 */
#ifndef BUILD_MENTION_H
#define BUILD_MENTION_H

#include "build/report.h"
#include "spec/placeholder.h"

struct mention {
    const struct report *report;
    guint scope;
    const struct book *book; /* its tables are filled */
};

/*
 * "0" or "–" of what is counted and did not occur, "…" of what nobody has reported, "x" of a unit
 * that another book of the same burst is about. NULL: no such row or column can be. New string.
 */
char *mention_absent(const void *mention, const struct placeholder *wanted);

#endif
