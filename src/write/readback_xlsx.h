/*
 * readback_xlsx - a workbook compared with the book it should hold.
 *
 * All parts are unpacked and parsed. Every figure of every table must stand in its cell with
 * its value (or be text where the book has a sign), lists must have all their cells, the texts
 * that cells share must be all there, and all cells together must come to `sum`.
 */
#ifndef WRITE_READBACK_XLSX_H
#define WRITE_READBACK_XLSX_H

#include <glib.h>

#include "book/book.h"
#include "write/cell_sum.h"

/* Messages call the file `name`. Errors: OUTPUT. */
gboolean readback_xlsx(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error);

#endif
