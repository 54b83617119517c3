/*
 * interrupt - SIGINT, SIGTERM and SIGHUP are kept waiting while files change hands.
 *
 * Between begin and end they are looked at only where it does no harm: while the child
 * writes and before the last step of a commit. One that comes after that ends the process at the
 * end, with the new set in place. A file that grows beyond the limit of `ulimit -f` meanwhile is a
 * failed write, not the end of the process.
 */
#ifndef DELIVER_INTERRUPT_H
#define DELIVER_INTERRUPT_H

#include <glib.h>
#include <signal.h>
#include <sys/types.h>

struct interrupt {
    int descriptor; /* readable when a signal waits */
    sigset_t before;
    struct sigaction before_size;
    gboolean seen;
    const char *subject; /* for the message */
};

gboolean interrupt_begin(struct interrupt *interrupt, const char *subject, GError **error);
void interrupt_end(struct interrupt *interrupt);

/*
 * Whether a child process has ended; it can still be waited for. Who reads what it says must ask
 * when nothing comes: a pipe has no end while a descriptor that could not be closed holds it open.
 */
gboolean interrupt_child_ended(pid_t child);

/* FALSE with an error (OUTPUT) when a signal has come. */
gboolean interrupt_check(struct interrupt *interrupt, GError **error);

#endif
