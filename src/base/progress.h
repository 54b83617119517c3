/*
 * progress - how far a long piece of work has come, for whoever wants to watch.
 *
 * Who works knows nothing of terminals and clocks: it says what is done of how much, from the
 * calling thread and as often as it likes. NULL stands for nobody who watches.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <glib.h>

enum progress_stage { PROGRESS_READING, PROGRESS_WRITING };

struct progress_step {
    enum progress_stage stage;
    const char *name;    /* of the dataset that is read; NULL while writing */
    guint64 done, total; /* bytes of files, or books */
    guint64 lines;       /* of those bytes */
};

struct progress {
    void (*tell)(void *data, const struct progress_step *step);
    void *data;
};

static inline void progress_tell(const struct progress *progress, const struct progress_step *step)
{
    if (progress != NULL)
        progress->tell(progress->data, step);
}

#endif
