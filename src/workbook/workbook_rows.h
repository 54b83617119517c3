/*
 * workbook_rows - a workbook from front to back: its sheets by name, their cells row after row.
 *
 * Reads .xlsx as Excel, LibreOffice, WPS, Google, openpyxl and this program write it (also the
 * strict form, and with any prefixes of namespaces), .ods, and .xls of Excel 97 to 2003. Sheets
 * stream: besides the texts that cells share no more than a row is in memory. Pictures and charts
 * are not looked at.
 */
#ifndef WORKBOOK_WORKBOOK_ROWS_H
#define WORKBOOK_WORKBOOK_ROWS_H

#include "workbook/workbook_cell.h"
#include "workbook/xml.h"

/* Bytes of one cell, and of all cells of one row. */
#define WORKBOOK_CELL_BYTES ((gsize)1 << 20)
#define WORKBOOK_ROW_BYTES ((gsize)4 << 20)

/* 0: there is no such limit. */
struct workbook_limits {
    struct package_limits package;
    guint cells;        /* of all sheets, and texts that they share */
    guint texts;        /* that cells share */
    guint64 text_bytes; /* of the part that holds them */
    guint sheets;
    gboolean is_data; /* cells must stand in order, once each, and have their format */
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
gboolean workbook_rows_is_hidden(const struct workbook_rows *rows, guint sheet);
/* The custom properties of the document, and of no data WORKBOOK_MODIFIED: name -> value. */
GHashTable *workbook_rows_properties(const struct workbook_rows *rows);
/* FALSE: formulas of cells are "" (.xls). */
gboolean workbook_rows_knows_formulas(const struct workbook_rows *rows);
/* Its days are counted from 1904. */
gboolean workbook_rows_is_1904(const struct workbook_rows *rows);

/* What a workbook of data has no need for. */
enum workbook_guest { WORKBOOK_NO_GUEST, WORKBOOK_MACROS, WORKBOOK_LINKS };
enum workbook_guest workbook_rows_guest(const struct workbook_rows *rows);

/* Cells of a row that hold something, at least one. */
struct workbook_row {
    guint row;    /* from 0 */
    guint repeat; /* so many rows from there on are the same */
    gboolean is_hidden;
    const struct workbook_cell *cells;
    guint count;
};

/* The row lasts until the next one. */
typedef void (*workbook_rows_taker)(void *data, const struct workbook_row *row);

/* Hands over the rows of a sheet in the order of the file. FALSE with the fault set. */
gboolean workbook_rows_read(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                            void *data, struct package_fault *fault);
/* The same by pieces, one sheet at a time; `fault` is kept. */
gboolean workbook_rows_enter(struct workbook_rows *rows, guint sheet, workbook_rows_taker take,
                             void *data, struct package_fault *fault);
gboolean workbook_rows_step(struct workbook_rows *rows, gboolean *at_end);
/* How much of the part of the sheet has been read, in thousandths. */
guint workbook_rows_place(const struct workbook_rows *rows);

/* Whether all parts that have not been read yet are whole and, if `xml`, those of XML well-formed.
 */
gboolean workbook_rows_check_rest(struct workbook_rows *rows, gboolean xml,
                                  struct package_fault *fault);

#endif
