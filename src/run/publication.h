/*
 * publication - filled plans become files, a book a scope.
 *
 * First every book is built and held to its laws, so that nothing is written when one is broken.
 * Then they are delivered, each STEM a whole new set of files; several processes
 * write at once (worker_pool.h). After the books of a burst comes the index that leads to them.
 */
#ifndef RUN_PUBLICATION_H
#define RUN_PUBLICATION_H

#include <glib.h>

#include "book/book.h"
#include "run/report_plan.h"

struct publication;

/*
 * Builds and proves the books of the plans (struct report_plan *), which share a workspace and an
 * output folder and are kept. The folder, whose lock (lock.h) the caller holds, is where what was
 * delivered before is looked up: what it gives stands in the workspace. NULL on error: SPEC, INPUT,
 * OUTPUT.
 */
struct publication *publication_new(const GPtrArray *plans, GError **error);
void publication_free(struct publication *publication);
typedef struct publication publication_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(publication_t, publication_free)

/* The book of a plan; NULL for a burst, and once it is delivered. */
const struct book *publication_book(const struct publication *publication, guint plan);

/* Appends the paths made; the lock is still held. Errors: OUTPUT. */
gboolean publication_deliver(struct publication *publication, GPtrArray *paths, GError **error);

/* Nothing final is given out over errors that nobody has accepted. Errors: INPUT. */
gboolean publication_check_final(const struct report_plan *plan, GError **error);

/* The index of a burst, for which all its books are built and proved. NULL on error: SPEC, INPUT.
 */
struct book *publication_index(const struct report_plan *plan, GError **error);

#endif
