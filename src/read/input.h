/*
 * input - the files and sheets a run reads, each with the dataset its header tells.
 *
 * DATA arguments are databases (postgresql://…, see table.h), folders (their *.csv, *.tsv and *.txt
 * files, also with .gz, and their *.xlsx,
 * *.xlsm, *.ods and *.xls workbooks, by name, not deeper), files, or NAME=FILE, which names the
 * dataset. Every sheet of a workbook that names a dataset is an input of its own (input_book.h). A
 * *.txt of a folder that is no export is passed over. In all output an input bears its path
 * relative to its DATA argument, so that reports made in another folder are the same bytes; signs
 * that would not stay on a line are "?" there. Workbooks of other kinds in a folder are told, and
 * so are folders.
 */
#ifndef READ_INPUT_H
#define READ_INPUT_H

#include <glib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "data/finding.h"
#include "read/encoding.h"
#include "read/syllable.h"
#include "spec/dictionary.h"

struct facts_format;
struct row_format;
struct summary_source;
struct wide;
struct table;

struct input {
    char *file;                           /* to open it */
    char *path;                           /* the same on the terminal; of a sheet "FILE!SHEET" */
    char *name;                           /* relative to its DATA argument */
    const struct dataset *dataset;        /* NULL: not recognized (only in folders) */
    const struct row_format *format;      /* NULL: it has no rows */
    const struct facts_format *facts;     /* it gives facts instead of rows (facts.h); else NULL */
    const struct summary_source *summary; /* of these facts; else NULL */
    gboolean is_told; /* a summary that is given was made from it: run/summaries.h */
    guint sheet;      /* of a workbook, from 0 */
    enum encoding encoding;
    struct syllables words; /* the evidence for a legacy encoding */
    gboolean is_packed;     /* gzip */
    char delimiter;         /* '\0' of a sheet */
    gint *column;           /* by column of the dictionary: place in the file from 0, or -1 */
    guint fields;           /* fields of the header; of a wide table also those of its facts */
    struct wide *wide;      /* how it is read as a wide table (wide.h); NULL: it is none */
    char **header;          /* the header's texts by field, NULL-terminated; NULL: not recognized */
    gboolean has_sep;       /* a line such as "sep=;" stands on top */
    gboolean has_title;     /* records that are no data stand above the header */
    gint superior;          /* place from 1 of the column that tells the superior unit; 0: none */
    guint64 header_line;    /* physical line of the header; of its last row, if there are several */
    guint64 header_first;   /* of its first row */
    gint64 size, mtime_seconds, mtime_nanoseconds;
    guint64 inode, device; /* as first seen: a file that changes meanwhile is refused */
    struct table *table;   /* of a database (table.h); NULL: it is a file */
    char *sha256;          /* of the bytes that were read; NULL until the first pass is through */
};

struct inputs {
    struct input *item;
    guint count;
    char *folders; /* folders within those of DATA, which are not looked into; NULL: none */
};

/* What inputs_open() is asked for. */
struct inputs_request {
    const char *const *arguments; /* NULL-terminated */
    enum encoding encoding;       /* see encoding_detect(); ENCODINGS: by evidence */
    /* A file that lacks a column of its dataset, though it has one whose name is near, is an error
     * in the findings and an input without a dataset: somebody wants to know all such names. */
    gboolean tells_near;
};

/*
 * Opens every file up to its header and recognizes its dataset: the one whose required
 * columns are all there; a column that only one of them requires decides; a tie is refused.
 * Errors: INPUT; USAGE for a NAME= that is no dataset. A file of a folder that has less than half
 * of the columns of any dataset is a warning in `findings`, and an input without a dataset.
 */
gboolean inputs_open(const struct inputs_request *request, const struct dictionary *dictionary,
                     struct inputs **inputs, struct findings *findings, GError **error);
void inputs_free(struct inputs *inputs);
typedef struct inputs inputs_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(inputs_t, inputs_free)

/* Whether it holds rows of the dataset. */
static inline gboolean input_has_rows(const struct input *input, const struct dataset *dataset)
{
    return input->dataset == dataset && input->facts == NULL;
}

/*
 * How a file that is not plain UTF-8 with its header on top was read: "tcvn3: 1.204/1.204 từ;
 * tiêu đề ở dòng 4". New string, "" if there is nothing to say.
 */
char *input_describe(const struct input *input, enum language language);

/* The SHA-256 of the file, which is read if no pass has done so yet. New string. Errors: INPUT. */
gboolean input_digest(const struct input *input, char **digest, GError **error);

/* Its rows from the beginning. Errors: INPUT. */
struct source *input_source(const struct input *input, gsize block_size, GError **error);

/* Whether the file behind an open descriptor is still the one that was first seen. */
gboolean input_is_unchanged(const struct input *input, const struct stat *now);

#endif
