/*
 * pass - all files of one dataset, once, on several threads.
 *
 * A pass has a lane a thread, with all that the thread needs for itself, and may be run once. What
 * is decided at the end of a file (read/file_end.h) is decided when all files are through, so that
 * no lane waits for another between two files.
 *
 * Blank lines and what stands up to the header are counted here and not handed to the taker.
 */
#ifndef READ_PASS_H
#define READ_PASS_H

#include <glib.h>

#include "read/date_order.h"
#include "read/reader.h"
#include "read/record.h"
#include "read/rows.h"
#include "read/table.h"
#include "read/wide.h"

struct pass;

/* What a lane has met in one file. */
struct file_part {
    guint64 header, blank; /* physical lines: up to and with the header, blank */
    guint64 records, used, rejected[RULES + 1]; /* the last: set aside, see record_check() */
    guint64 rows, weight;                       /* of a wide table: see struct account */
    struct stray_rows *strays;                  /* since the lane has left the file */
    struct date_order *dates;                   /* by column, since then */
    struct row_notes *notes;                    /* the same; NULL: none */
};

/* Taken by one thread at a time. */
struct lane {
    const struct pass *pass;
    guint32 file;
    const struct input *input; /* the present file */
    struct file_part **parts;  /* by input; NULL: not yet */
    struct file_part *part;    /* of the present file; NULL: no file yet */
    void *rows;                /* the reader of the present file's rows */
    struct record_coder *coder;
    struct wide_rows *wide; /* NULL: a row of the present file is one record */
    struct findings *findings;
    struct table_row of_table; /* of a table: what the row at hand stands for */
    GArray *to_open;           /* struct table_place: groups that are to be opened */
    void *state;               /* the consumer's, or what else the taker wants */
    struct keys *keys;         /* of the rows, as fingerprints */
    GArray *suspects;          /* struct suspect */
    struct record_texts texts; /* texts of the record at hand */
};

/* Is given the lane and each row behind the header that is not blank. */
typedef void (*pass_taker)(void *lane, const struct row *row);

struct pass {
    const struct read_job *job;
    const void *data; /* for the taker */
    pass_taker take;
    struct cell_plan *plan;
    struct lane *lanes;
    guint count;
};

/* With as many lanes as the job wants and the files can use, `lanes_max` at most; 0: no limit. */
struct pass *pass_new(const struct read_job *job, pass_taker take, const void *data,
                      guint lanes_max);
/* Does not free the states. */
void pass_free(struct pass *pass);
typedef struct pass pass_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pass_t, pass_free)

/* Errors: INPUT; a refused file is the one finding added. `accounts` may be NULL. */
gboolean pass_run(struct pass *pass, struct account *accounts, struct findings *findings,
                  GError **error);

/* Moves what the lanes found behind the list's own, in order of place. */
void pass_move_findings(struct pass *pass, struct findings *findings);

#endif
