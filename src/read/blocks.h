/*
 * blocks - the records of one file, on several threads.
 *
 * The calling thread reads blocks while threads parse those before, one block a lane at a
 * time. A lane is whatever the caller keeps for one thread; it is used by one thread at a time and
 * handed over at the join. Which lane gets which record says nothing.
 *
 * Blank lines and what stands up to the header are counted here and not handed on.
 */
#ifndef READ_BLOCKS_H
#define READ_BLOCKS_H

#include <glib.h>

#include "base/progress.h"
#include "read/csv.h"
#include "read/input.h"
#include "read/refusal.h"

struct block_reading {
    struct input *input; /* gets its digest, if it has none */
    gsize block_size;
    void **lanes;
    guint lanes_count;
    csv_taker take;                  /* is given the lane */
    const struct progress *progress; /* told after each wave; NULL: nobody is */
    struct progress_step before;     /* how far the files before have brought it */
};

struct block_tally {
    guint64 lines, header, blank; /* physical lines: all, up to and with the header, blank */
};

/*
 * FALSE: the file is refused, also for having changed since it was first seen (refusal->rule is
 * not RULES), or cannot be read (*error is set). Then what the lanes took is of no use.
 */
gboolean blocks_read(const struct block_reading *reading, struct block_tally *tally,
                     struct refusal *refusal, GError **error);

#endif
