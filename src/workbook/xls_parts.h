/*
 * xls_parts - the inside of the reader of .xls: workbook_xls.c opens one, xls_cells.c reads the
 * cells of a sheet.
 */
#ifndef WORKBOOK_XLS_PARTS_H
#define WORKBOOK_XLS_PARTS_H

#include "workbook/workbook_parts.h"
#include "workbook/xls_records.h"

#define XLS_ROWS 65536
#define XLS_COLUMNS 256

/* Records of both; those of cells stand in xls_cells.c. */
enum { XLS_END = 0x000A, XLS_BEGIN = 0x0809 };

struct workbook_xls {
    struct compound *file;
    struct xls_records records;
    GArray *starts; /* guint32: where each sheet begins */
    GArray *styles; /* guint16: number of the format, by style */
    gboolean has_macros;

    /* The sheet under way. */
    guint64 start;
    guint depth;                 /* of streams within streams: charts */
    guint8 hidden[XLS_ROWS / 8]; /* a bit a row */
    gboolean waits;              /* a formula whose text stands in the next record */
    struct package_fault *fault;
};

/* Takes what the record at hand says of the sheet. FALSE with the fault set. */
gboolean xls_cells_take(struct workbook_rows *rows);

#endif
