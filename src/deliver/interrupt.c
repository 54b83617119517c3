#include "deliver/interrupt.h"

#include <errno.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

static sigset_t watched(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

gboolean interrupt_begin(struct interrupt *interrupt, const char *subject, GError **error)
{
    sigset_t set = watched();
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    interrupt->subject = subject;
    interrupt->seen = FALSE;
    interrupt->descriptor = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (interrupt->descriptor < 0)
        return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_CANNOT_WRITE, subject,
                           g_strerror(errno), NULL);
    sigprocmask(SIG_BLOCK, &set, &interrupt->before);
    sigaction(SIGXFSZ, &ignore, &interrupt->before_size);
    return TRUE;
}

/* The next signal that waits, or 0. */
static int take(const struct interrupt *interrupt)
{
    struct signalfd_siginfo info;
    ssize_t got = read(interrupt->descriptor, &info, sizeof info);
    return got == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

void interrupt_end(struct interrupt *interrupt)
{
    /* Someone impatient sends it twice; the message is still to be said. */
    while (interrupt->seen && take(interrupt) != 0)
        continue;
    close(interrupt->descriptor);
    sigaction(SIGXFSZ, &interrupt->before_size, NULL);
    sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}

gboolean interrupt_check(struct interrupt *interrupt, GError **error)
{
    int number = take(interrupt);
    if (number == 0)
        return TRUE;
    interrupt->seen = TRUE;
    return error_raise(error, TONGKET_ERROR_OUTPUT, MESSAGE_INTERRUPTED, interrupt->subject,
                       g_strsignal(number), NULL);
}

gboolean interrupt_child_ended(pid_t child)
{
    siginfo_t info = {.si_pid = 0};
    return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == child;
}
