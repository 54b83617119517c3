/*
 * writer_process - the writers at work in a process of their own, for many books.
 *
 * Libraries that end the process when memory ends, or that may hang, end only the child: it has
 * limits on memory and time, leaves no core and says nothing on the terminal. What it made of each
 * book, or why it could not, comes back through a pipe. A book costs a fork no more, and fonts and
 * texts that were measured serve all books; but before each of them limits, mask of new files,
 * signals, streams, locale and watchdog are as before the first, so that none can spoil the next.
 * A process that died costs the book it was at; another one goes on behind that.
 */
#ifndef DELIVER_WRITER_PROCESS_H
#define DELIVER_WRITER_PROCESS_H

#include <glib.h>

#include "deliver/interrupt.h"
#include "workbook/workbook_cell.h"

/* What came of a book. */
struct writer_made {
    GPtrArray *files;    /* char *, owned by the array: names in the book's folder */
    struct cell_sum sum; /* of the workbook's cells */
};

void writer_made_clear(struct writer_made *made);
typedef struct writer_made writer_made_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(writer_made_t, writer_made_clear)

/* What is to be written: books 0 to count - 1, as the caller's memory is when the process begins.
 */
struct writer_work {
    guint count;
    /* In the child; what it changes in `data` is there for the next book of the process. */
    gboolean (*write)(void *data, guint number, struct writer_made *made, GError **error);
    void *data;
    struct interrupt *interrupt; /* its subject is the book that is waited for */
    guint patience_seconds;      /* with a book that makes no progress; 0: base/watchdog.h */
    guint64 memory_limit;        /* for a book, but under AddressSanitizer; 0: WRITER_MEMORY */
};

#define WRITER_MEMORY ((guint64)4 << 30)

/* Whether a book has limits and a stderr of its own: the program is made without sanitizers. */
gboolean writer_process_has_limits(void);

struct writer_process;

/* Keeps the work. */
struct writer_process *writer_process_new(const struct writer_work *work);

/*
 * Waits for the next book; *made is empty before. On FALSE the book is not made, and the next call
 * is about the one behind it. A signal that comes meanwhile ends the process. Errors: OUTPUT, what
 * a writer said, or INTERNAL when it died or made no progress.
 */
gboolean writer_process_next(struct writer_process *process, struct writer_made *made,
                             GError **error);

/* Ends the process, whatever it is at. */
void writer_process_free(struct writer_process *process);
typedef struct writer_process writer_process_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(writer_process_t, writer_process_free)

#endif
