/*
 * readback_xlsx - a workbook compared with the book it should hold.
 *
 * All parts are unpacked, and those of XML parsed. A table is looked for by what the page says: the
 * row that numbers its columns, then the names of its rows; every figure must stand under the
 * number and the heading of its column and beside the name of its row, with its value (or be text
 * where the book has a sign). Lists must have all their fields. So a fault of the writer's layout
 * is seen: nothing of it is asked here. All cells together must come to `sum`.
 */
#ifndef WRITE_READBACK_XLSX_H
#define WRITE_READBACK_XLSX_H

#include <glib.h>

#include "book/book.h"
#include "workbook/workbook_cell.h"

/* Messages call the file `name`. Errors: OUTPUT. */
gboolean readback_xlsx(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error);

#endif
