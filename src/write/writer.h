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
#include "workbook/workbook_cell.h"
#include "write/picture.h"

struct write_job {
    const struct book *book;
    const char *folder;
    struct pictures *pictures;     /* of this book's charts; NULL: none is written */
    GPtrArray *files;              /* char *, owned by the array */
    const struct request *request; /* how workbooks are written */
    struct cell_sum *sum; /* receives what the workbook's cells come to; NULL: nobody asks */
};

/* What files are made of: the book, each of its charts, each of its tables. */
enum writer_subject { WRITER_BOOK, WRITER_CHARTS, WRITER_TABLES };

struct readback;

struct writer {
    const char *format; /* as in --formats */
    enum writer_subject subject;
    const char *ending; /* of "STEM.xlsx", "STEM/CHART.png", "STEM/TABLE.csv" */
    gboolean (*write)(const struct write_job *job, const char *ending, GError **error);
    gboolean (*read_back)(const struct readback *file, GError **error); /* readback.h */
    /* The book for a terminal of that width (0: it is none); NULL: it is not for reading there. */
    GString *(*print)(const struct book *book, guint width);
};

/* NULL if there is no such format. */
const struct writer *writer_find(const char *format);
/* The formats, NULL-terminated. New array of new strings. */
char **writer_names(void);

/* The one of these formats that `report` prints, without writing a file; NULL: it writes files. */
const struct writer *writer_printed(const struct names *formats);

/* The one whose files end like that one; NULL: there is none. */
const struct writer *writer_of_file(const char *name);

/* Prints the book in a format that there is. Errors: OUTPUT. */
gboolean writer_write(const char *format, const struct write_job *job, GError **error);

/* The writers, each in a file of its own. */
gboolean write_xlsx(const struct write_job *job, const char *ending, GError **error);
gboolean write_png(const struct write_job *job, const char *ending, GError **error);
gboolean write_png_twice(const struct write_job *job, const char *ending, GError **error);
gboolean write_pdf(const struct write_job *job, const char *ending, GError **error);
gboolean write_svg(const struct write_job *job, const char *ending, GError **error);
gboolean write_csv(const struct write_job *job, const char *ending, GError **error);
gboolean write_plain(const struct write_job *job, const char *ending, GError **error);

#endif
