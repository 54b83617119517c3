/*
 * worker_pool - many tasks of one kind, done by several processes at once.
 *
 * Each worker is a forked copy of the caller that takes some of the next tasks when it is done with
 * those before, fewer towards the end; what a task tells comes back as lines of text. After a task
 * that failed no further ones are begun, those under way are finished. A signal that comes
 * meanwhile is handed on and ends the pool in the same way. A pool of one works in the caller
 * itself.
 *
 * All threads of the caller are joined.
 */
#ifndef DELIVER_WORKER_POOL_H
#define DELIVER_WORKER_POOL_H

#include <glib.h>

#include "base/progress.h"

/* Tasks that a worker takes at once. */
struct worker_tasks {
    guint first, count;
};

struct worker_pool {
    guint tasks;
    guint workers;  /* 0: one a processor */
    guint together; /* so many tasks at most are taken at once */
    /*
     * Does tasks; lines (char *, owned by the array) are appended in their order, and of those
     * before one that failed.
     */
    gboolean (*work)(void *data, struct worker_tasks tasks, GPtrArray *lines, GError **error);
    void *data;
    const char *subject;             /* for messages */
    const struct progress *progress; /* told in the caller how many tasks are done, or NULL */
};

/*
 * Appends the lines of all tasks that were done to `lines` (owning char *), in the order of the
 * tasks. The error is that of the first task that failed.
 */
gboolean worker_pool_run(const struct worker_pool *pool, GPtrArray *lines, GError **error);

#endif
