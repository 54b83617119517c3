/*
 * sheet - one table of the template becomes one sheet of the book.
 *
 * One function a kind of table, in the table of sheet.c. Used by report.c, and by who explains a
 * cell.
 */
#ifndef BUILD_SHEET_H
#define BUILD_SHEET_H

#include "build/grid.h"
#include "build/report.h"

struct sheet_task {
    const struct report *report;
    const struct table *table;
    const struct report_source *source;
    guint query; /* number of the table's query in the source; unused by kinds without one */
    guint scope;
    GArray *rates; /* struct rate (build/figures.h): what is to be filled behind all tables */
};

/* Fills the sheet with the table's figures. */
void sheet_fill(const struct sheet_task *task, struct book_sheet *sheet);

/*
 * Who returned: "31/36 đơn vị"; over several months or years it is reports ("lượt") that are
 * counted. New string, NULL for a table that does not ask.
 */
char *sheet_coverage(const struct sheet_task *task);

void sheet_fill_crosstab(const struct sheet_task *task, struct book_sheet *sheet);
void sheet_fill_cap(const struct sheet_task *task, struct book_sheet *sheet);
void sheet_fill_missing(const struct sheet_task *task, struct book_sheet *sheet);

/* Notes that every table gets: bases of its percentages, periods compared. */
void sheet_add_notes(const struct sheet_task *task, struct book_sheet *sheet);

/* The signs that stand in the table, explained: the last note, when all figures are known. */
void sheet_note_signs(struct book_sheet *sheet);

/* Names the map's day over the header, where rows are units or periods are compared. */
void sheet_name_map(const struct sheet_task *task, struct book_sheet *sheet);

/* Whether a measure is shown in the column of this code. */
gboolean sheet_shows(const struct shown *shown, const char *code);

/* Each column of a crosstab with its measures, in the template's order (struct printed). New array.
 */
GArray *sheet_printed_columns(const struct table *table, const struct grid *grid);

/* "Đơn vị", "Tháng", … over the labels of the rows. */
const char *sheet_row_heading(const struct sheet_task *task);

#endif
