/*
 * letterhead - the form, head and signature of a report's book.
 */
#ifndef BUILD_LETTERHEAD_H
#define BUILD_LETTERHEAD_H

#include "build/report.h"

/*
 * The form of the day on the document: that of the office, else `given`, else the period's last.
 * Drafts leave room for number, day and month; a final document bears a day only if somebody gave
 * one. `given`: up to which the data go, or DATE_NONE.
 */
void letterhead_set(const struct report *report, date given, struct book *book);

/* The cover's texts in the office's spelling; for a book whose texts are all there. */
void letterhead_spell(const struct report *report, struct book *book);

#endif
