/*
 * crew - many tasks of one kind, done by several processes at once.
 *
 * Each worker is a forked copy of the caller that takes the next task when it is done with one;
 * what a task tells comes back as lines of text. After a task that failed no further one is begun,
 * those under way are finished. A signal that comes meanwhile is handed on and ends the crew in
 * the same way. A crew of one works in the caller itself.
 *
 * All threads of the caller are joined.
 */
#ifndef DELIVER_CREW_H
#define DELIVER_CREW_H

#include <glib.h>

#include "base/progress.h"

struct crew {
    guint tasks;
    guint workers; /* 0: two a processor, since one waits for the disk now and then */
    /* Does one task; lines (char *, owned by the array) are appended. */
    gboolean (*work)(void *data, guint task, GPtrArray *lines, GError **error);
    void *data;
    const char *subject;             /* for messages */
    const struct progress *progress; /* told in the caller how many tasks are done, or NULL */
};

/*
 * Appends the lines of all tasks that were done to `lines` (owning char *), in the order of the
 * tasks. The error is that of the first task that failed.
 */
gboolean crew_run(const struct crew *crew, GPtrArray *lines, GError **error);

#endif
