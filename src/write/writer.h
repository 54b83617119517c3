/*
 * writer - a book printed in one format.
 *
 * One function a format and one row in the table of writer.c. A writer prints what the book
 * holds and computes nothing. All files go to `folder`, a private temporary one; whoever
 * called moves them to their final names. Names written are appended to `files`, relative to
 * the folder: "STEM.xlsx", "STEM/CHART.png", "STEM/CHART-2x.png",
 * "STEM/TABLE.csv".
 */
#ifndef WRITE_WRITER_H
#define WRITE_WRITER_H

#include <glib.h>

#include "base/request.h"
#include "book/book.h"
#include "write/cell_sum.h"
#include "write/picture.h"

struct write_job {
    const struct book *book;
    const char *folder;
    struct pictures *pictures;     /* of this book's charts; NULL: none is written */
    GPtrArray *files;              /* char *, owned by the array */
    const struct request *request; /* how workbooks are written */
    struct cell_sum *sum; /* receives what the workbook's cells come to; NULL: nobody asks */
};

struct writer {
    const char *format; /* as in --formats */
    const char *help;
    gboolean (*write)(const struct write_job *job, GError **error); /* errors: OUTPUT */
};

/* NULL if there is no such format. */
const struct writer *writer_find(const char *format);
/* The formats, NULL-terminated. New array of new strings. */
char **writer_names(void);

/* The writers, each in a file of its own. */
gboolean write_xlsx(const struct write_job *job, GError **error);
gboolean write_png(const struct write_job *job, GError **error);
gboolean write_png_twice(const struct write_job *job, GError **error);
gboolean write_pdf(const struct write_job *job, GError **error);
gboolean write_svg(const struct write_job *job, GError **error);
gboolean write_csv(const struct write_job *job, GError **error);

#endif
