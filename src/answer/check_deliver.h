/*
 * check_deliver - the workbooks of `check` on their way into a folder, each with its manifest.
 */
#ifndef ANSWER_CHECK_DELIVER_H
#define ANSWER_CHECK_DELIVER_H

#include "answer/check_run.h"
#include "book/book.h"

struct check_delivered {
    struct book *book;
    const char *name;                /* what the manifest calls it: "kiem-tra" */
    gint32 unit;                     /* UNIT_NONE: it is for all */
    const struct findings *findings; /* for the list beside it; NULL: there is none */
    const char *folder;              /* whose lock the caller holds */
};

/* The paths made are appended; the book gets its identity. Errors: OUTPUT. */
gboolean check_deliver(const struct check_outcome *outcome, const struct check_delivered *delivered,
                       GPtrArray *paths, GError **error);

#endif
