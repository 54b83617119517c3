/*
 * lock - one run at a time in an output folder.
 *
 * The lock is flock() on `.tongket.lock`, the one file of ours that stays. Whoever takes it first
 * finishes or undoes what a killed run has left behind, so that behind a lock the folder
 * always holds whole sets. The writing child inherits the lock: it is free only when nobody writes.
 *
 * It is taken before the data are read: otherwise a run that read older data could write last.
 */
#ifndef DELIVER_LOCK_H
#define DELIVER_LOCK_H

#include <glib.h>

#define LOCK_NAME ".tongket.lock"

struct lock;

/*
 * Makes the folder if it is missing. A lock that another run holds is waited for; then the
 * error is LOCKED. Other errors: OUTPUT.
 */
gboolean lock_take(const char *folder, guint wait_seconds, struct lock **lock, GError **error);
/* The folders that lock_take() made go away again when nothing was written. */
void lock_release(struct lock *lock);
typedef struct lock lock_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(lock_t, lock_release)

/* Whether lock_take() could make and write the folder; nothing is made. Errors: OUTPUT. */
gboolean lock_probe(const char *folder, GError **error);

/*
 * For commands that only read: where a killed run left a journal, its set is finished or undone
 * first. Errors: as above.
 */
gboolean lock_mend(const char *folder, GError **error);

#endif
