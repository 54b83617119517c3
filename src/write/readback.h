/*
 * readback - a file just written is read again before anyone gets it.
 *
 * A writer that reports success may have left a broken file (a full disk, a library that swallows
 * errors), or have put a figure in a wrong place. Each format has a check of its own that asks its
 * writer for no place: workbooks are unpacked with every checksum, every XML part is parsed, and
 * every figure is looked for by its row and column and compared with the book; what all cells come
 * to is compared with what was handed to the library; pictures must be whole to their last chunk;
 * tables hold the lines that the book has rows; a text is what the book reads as.
 */
#ifndef WRITE_READBACK_H
#define WRITE_READBACK_H

#include <glib.h>

#include "book/book.h"
#include "workbook/workbook_cell.h"

/* A file read into memory, and what it should hold. */
struct readback {
    const struct book *book;
    const struct cell_sum *sum; /* what the writer says that the cells of the workbook come to */
    const char *path;
    const char *name; /* relative to the output folder: "STEM/thang.png" */
    const char *bytes;
    gsize length;
};

/*
 * Reads the file and holds it to the check of its format. A kind of file that is of no format must
 * at least not be empty. Errors: OUTPUT.
 */
gboolean readback_file(const struct book *book, const struct cell_sum *sum, const char *path,
                       const char *name, GError **error);

/* The checks, for the rows of writer.c. Errors: OUTPUT. */
gboolean readback_workbook(const struct readback *file, GError **error);
gboolean readback_png(const struct readback *file, GError **error);
gboolean readback_pdf(const struct readback *file, GError **error);
gboolean readback_svg(const struct readback *file, GError **error);
gboolean readback_csv(const struct readback *file, GError **error);
gboolean readback_text(const struct readback *file, GError **error);

#endif
