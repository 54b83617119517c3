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

struct interrupt {
    int descriptor; /* readable when a signal waits */
    sigset_t before;
    struct sigaction before_size;
    gboolean seen;
    const char *subject; /* for the message */
};

gboolean interrupt_begin(struct interrupt *interrupt, const char *subject, GError **error);
void interrupt_end(struct interrupt *interrupt);

/* FALSE with an error (OUTPUT) when a signal has come. */
gboolean interrupt_check(struct interrupt *interrupt, GError **error);

#endif
