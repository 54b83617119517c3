/*
 * pass - all files of one dataset, once, on several threads.
 *
 * A pass has a lane a thread, with all that the thread needs for itself, and may be run once.
 */
#ifndef READ_PASS_H
#define READ_PASS_H

#include <glib.h>

#include "read/blocks.h"
#include "read/reader.h"
#include "read/record.h"

struct pass;

/* Taken by one thread at a time. The counts are those of the present file. */
struct lane {
    const struct pass *pass;
    guint32 file;
    struct record_coder *coder;
    struct findings *findings;
    void *state;                                /* the consumer's, or what else the taker wants */
    struct keys *keys;                          /* of the rows, as fingerprints */
    GArray *suspects;                           /* struct suspect */
    struct record_texts texts;                  /* texts of the record at hand */
    guint64 records, used, rejected[RULES + 1]; /* the last: set aside, see record_check() */
};

struct pass {
    const struct read_job *job;
    const void *data; /* for the taker */
    csv_taker take;   /* is given the lane */
    struct cell_plan *plan;
    struct lane *lanes;
    guint count;
    struct progress_step reached; /* by the files read so far */
};

/* With as many lanes as the job wants and the files can use, `lanes_max` at most; 0: no limit. */
struct pass *pass_new(const struct read_job *job, csv_taker take, const void *data,
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
