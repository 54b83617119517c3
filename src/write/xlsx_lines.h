/*
 * xlsx_lines - what stands above and below the table of a sheet: title, subject, paragraphs, unit,
 * notes.
 */
#ifndef WRITE_XLSX_LINES_H
#define WRITE_XLSX_LINES_H

#include "write/xlsx_output.h"

extern const struct xlsx_style xlsx_lines_title, xlsx_lines_subject;

/*
 * Merges row over the columns of the first page (those of figures, if further pages stand beside
 * it) and gives it the height its text takes.
 */
void xlsx_lines_write(const struct xlsx_sheet *sheet, guint row, const char *text,
                      struct xlsx_style style);

/* Title, subject, paragraphs and unit, in the rows of the layout; the title again on each page. */
void xlsx_lines_top(const struct xlsx_sheet *sheet);

/* The notes, if there are any. */
void xlsx_lines_notes(const struct xlsx_sheet *sheet);

#endif
