/*
 * blocks - the blocks of several files, one file behind the other, parsed on several threads.
 *
 * The calling thread reads blocks into a ring while other threads parse those before, in the order
 * of the files; none waits for another at the end of a block or a file. With one lane the calling
 * thread parses each block itself. A lane is whatever the caller keeps for one thread; which lane
 * gets which block says nothing, but a lane never goes back to an earlier file.
 *
 * Digests of files are taken while they are read.
 */
#ifndef READ_BLOCKS_H
#define READ_BLOCKS_H

#include <glib.h>

#include "base/progress.h"
#include "read/input.h"
#include "read/refusal.h"
#include "read/source.h"

struct blocks_job {
    const struct inputs *inputs; /* those read get their digest, if they have none */
    const struct dataset *dataset;
    gsize block_size;
    void *const *lanes;
    guint lanes_count;
    /* FALSE: the file is refused, and nothing behind the block matters any more. */
    gboolean (*parse)(void *lane, guint32 file, struct block *block, struct refusal *refusal);
    const struct progress *progress; /* told after each block; NULL: nobody is */
};

/* What ended the reading before all files were through. */
struct blocks_end {
    guint32 file; /* the first file that is not whole; as many as there are inputs: none */
    struct refusal refusal; /* also for having changed since it was first seen; RULES: see *error */
};

/*
 * FALSE: a file is refused, or cannot be read (*error is set); the files before it are whole.
 * lines: by input, the physical lines of those that are whole.
 */
gboolean blocks_read(const struct blocks_job *job, guint64 *lines, struct blocks_end *end,
                     GError **error);

#endif
