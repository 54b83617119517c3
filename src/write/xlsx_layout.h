/*
 * xlsx_layout - which worksheet cell shows what.
 *
 * Pure arithmetic over the book, without fonts and without libxlsxwriter: whoever has the
 * book (the writer, the manifest, `why`, `verify`) gets the same places. Rows and columns count
 * from 0 here.
 *
 *     title, subject, paragraphs, unit note
 *     header rows (group / label / measure), index row
 *     body
 *     blank, notes, blank, charts
 */
#ifndef WRITE_XLSX_LAYOUT_H
#define WRITE_XLSX_LAYOUT_H

#include <glib.h>

#include "book/book.h"
#include "workbook/workbook_cell.h"

struct xlsx_block {
    guint first_row, first_column, last_row, last_column;
};

struct xlsx_layout {
    guint width;         /* worksheet columns used, at least 1 */
    guint subject_row;   /* G_MAXUINT: none, as for the rows below */
    guint paragraph_row; /* first of the rows of paragraphs */
    guint unit_row;
    guint header_row;    /* first header row of the table or list */
    guint header_levels; /* 1 to 3 for a table, 1 for a list, 0 without either */
    guint index_row;     /* A, B, 1, 2, … of a table */
    guint body_row;      /* first row of the table or list */
    guint body_rows;
    guint note_row;      /* the line over the notes */
    guint end_row;       /* first row free for charts */
    guint code_column;   /* of a table with codes */
    guint label_column;  /* of a table */
    guint figure_column; /* the first with figures */
};

void xlsx_layout_sheet(const struct book *book, const struct book_sheet *sheet,
                       struct xlsx_layout *layout);

/* A note as printed, with its number; rows are counted on this text. New string. */
char *xlsx_layout_note(guint index, const char *text);

/* The worksheet cell of a table's cell. */
struct workbook_place xlsx_layout_cell(const struct xlsx_layout *layout, guint row, guint column);

/* The table or list from header to last row; there must be one. */
struct xlsx_block xlsx_layout_block(const struct xlsx_layout *layout);

/*
 * A cell of a table's header, of which up to three levels stand above each other: columns of one
 * code under their label, labels of one group under the group. A measure's own heading is printed
 * only where it says something: a lone count is named by its label. Rows count from the header's
 * first, columns are those of the table.
 */
struct xlsx_header {
    guint first_row, last_row;
    guint first_column, last_column;
    gboolean label;   /* a column's label, whose measures stay together */
    const char *text; /* owned by the table */
};

/* An array of struct xlsx_header that covers levels × columns once. */
GArray *xlsx_header_cells(const struct book_table *table);

/*
 * What stands below a column's header: its number and, where it is a sum of others, theirs:
 * "3=4+5". New string.
 */
char *xlsx_column_number(const struct book_table *table, guint column);

/*
 * How the rows of a table are numbered and set off: 1, 2, 3 in a table of one level; with levels
 * the outermost bear roman numerals, the next 1, 2, 3 anew in each group, then a, b, c. Totals, and
 * rows that are not printed, have no number.
 */
struct xlsx_rows {
    GPtrArray *numbers; /* char * a row, "" for none */
    gboolean *groups;   /* rows that hold others: printed bold */
    guint *levels;      /* indent and outline, 0 outermost */
};

struct xlsx_rows *xlsx_rows_new(const struct book_table *table);
void xlsx_rows_free(struct xlsx_rows *rows);
typedef struct xlsx_rows xlsx_rows_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xlsx_rows_t, xlsx_rows_free)

gboolean xlsx_rows_is_total(const struct book_row *row);

#endif
