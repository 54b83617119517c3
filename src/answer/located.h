/*
 * located - the tables of a manifest in a workbook that came back.
 *
 * Whoever had the book may have inserted rows and columns, sorted a table or renamed a sheet. So a
 * table is looked for by what it says of itself: its sheet's name or title, the row that numbers
 * its columns, and the codes and labels of its rows. Only what stands under the right names is the
 * figure; a place alone says nothing.
 */
#ifndef ANSWER_LOCATED_H
#define ANSWER_LOCATED_H

#include "deliver/manifest_read.h"
#include "workbook/workbook.h"

/* What could not be found. */
#define LOCATED_NOWHERE G_MAXUINT

/* A row that was found by its code or its place, but bears another name. */
struct located_label {
    struct workbook_place place;
    const char *was, *is; /* the manifest's, the workbook's */
};

struct located {
    const struct manifest_table *noted;
    struct workbook_place first; /* where the first figure stood when the book was made */
    guint sheet;                 /* of the workbook, or LOCATED_NOWHERE */
    GArray *rows, *columns;      /* guint each noted row and column: that of the worksheet */
    GArray *new_rows;            /* guint: worksheet rows amid the table that it did not have */
    GArray *new_columns;         /* the same */
    GArray *labels;              /* struct located_label */
    gboolean rows_reordered, columns_reordered;
    gboolean shifted; /* not everything stands where it was made: formulas have other references */
};

/*
 * Each table of the record (struct located *, in their order; new, owning array). Texts are
 * borrowed from the workbook and the record, which outlive it.
 */
GPtrArray *located_find(const struct workbook *workbook, const struct manifest_record *record);

/* The worksheet cell of a noted one; FALSE: it was not found. */
gboolean located_place(const struct located *located, guint row, guint column,
                       struct workbook_place *place);

/* The noted row and column of a worksheet cell; FALSE: none of the table's stands there. */
gboolean located_noted(const struct located *located, struct workbook_place place, guint *row,
                       guint *column);

#endif
