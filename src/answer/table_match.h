/*
 * table_match - the tables of a manifest in a workbook that came back.
 *
 * Whoever had the book may have inserted rows and columns, sorted a table or renamed a sheet. So a
 * table is looked for by what it says of itself: its sheet's name or title, the row that numbers
 * its columns, and the codes and labels of its rows. Only what stands under the right names is the
 * figure; a place alone says nothing.
 */
#ifndef ANSWER_TABLE_MATCH_H
#define ANSWER_TABLE_MATCH_H

#include "book/book.h"
#include "deliver/manifest_read.h"
#include "workbook/workbook.h"

/* What could not be found. */
#define TABLE_MATCH_NOWHERE G_MAXUINT

/* A row that was found by its code or its place, but bears another name. */
struct table_match_label {
    struct workbook_place place;
    const char *was, *is; /* the manifest's, the workbook's */
};

struct table_match {
    const struct manifest_table *noted;
    struct workbook_place first; /* where the first figure stood when the book was made */
    guint sheet;                 /* of the workbook, or TABLE_MATCH_NOWHERE */
    GArray *rows, *columns;      /* guint each noted row and column: that of the worksheet */
    GArray *new_rows;            /* guint: worksheet rows amid the table that it did not have */
    GArray *new_columns;         /* the same */
    GArray *labels;              /* struct table_match_label */
    gboolean rows_reordered, columns_reordered;
    gboolean shifted; /* not everything stands where it was made: formulas have other references */
};

/*
 * Each table of the record (struct table_match *, in their order; new, owning array). Texts are
 * borrowed from the workbook and the record, which outlive it.
 */
GPtrArray *table_match_all(const struct workbook *workbook, const struct manifest_record *record);

/* The one that stands on a sheet of the workbook; NULL: none does. */
const struct table_match *table_match_on(const GPtrArray *matches, guint sheet);

/* The worksheet cell of a noted one; FALSE: it was not found. */
gboolean table_match_place(const struct table_match *match, guint row, guint column,
                           struct workbook_place *place);

/* The noted row and column of a worksheet cell; FALSE: none of the table's stands there. */
gboolean table_match_noted(const struct table_match *match, struct workbook_place place, guint *row,
                           guint *column);

/*
 * The place in `table` of a noted row and column, counted from 0; codes that stand there several
 * times are told by their order. FALSE: the table has no such cell any more.
 */
gboolean table_match_cell(const struct manifest_table *noted, struct cell_place at,
                          const struct book_table *table, struct cell_place *found);

#endif
