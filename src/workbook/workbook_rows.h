/*
 * workbook_rows - a workbook from front to back: its sheets by name, their cells row after row.
 *
 * Reads what Excel, LibreOffice, openpyxl and this program write. Sheets stream: besides the texts
 * that cells share no more than a row is in memory. Styles, pictures and charts are not looked at.
 */
#ifndef WORKBOOK_WORKBOOK_ROWS_H
#define WORKBOOK_WORKBOOK_ROWS_H

#include "workbook/workbook_cell.h"
#include "workbook/xml.h"

struct workbook_limits {
    struct package_limits package;
    guint cells; /* of all sheets, and texts that they share */
};

struct workbook_rows;

/* `limits`: NULL for a file of our own; else they outlive what is opened. NULL with the fault set.
 */
struct workbook_rows *workbook_rows_open(const char *path, const struct workbook_limits *limits,
                                         struct package_fault *fault);
void workbook_rows_free(struct workbook_rows *rows); /* NULL is fine */

/* Worksheets, in the order of the workbook; sheets of another kind, of charts say, have no cells
 * and are left out. */
guint workbook_rows_sheets(const struct workbook_rows *rows);
const char *workbook_rows_sheet(const struct workbook_rows *rows, guint sheet);
/* The custom properties of the document: name -> value. */
GHashTable *workbook_rows_properties(const struct workbook_rows *rows);

/* The cells of a row that hold something (at least one), which last until the next row. */
typedef void (*workbook_rows_taker)(void *data, const struct workbook_cell *cells, guint count);

/* Hands over the rows of a sheet in the order of the file. FALSE with the fault set. */
gboolean workbook_rows_read(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                            void *data, struct package_fault *fault);

/* Whether all parts that have not been read yet are whole and, if `xml`, those of XML well-formed.
 */
gboolean workbook_rows_check_rest(struct workbook_rows *rows, gboolean xml,
                                  struct package_fault *fault);

#endif
