/*
 * crash - one line and exit code 7 when the program is ended by a fault of its own or for want
 * of memory.
 *
 * GLib ends the process where memory ends, and some libraries stumble over it. Whoever reads
 * a cron mail then finds a sentence instead of nothing, and a job that looks at the exit code one
 * that the README names, whatever the signal was.
 */
#ifndef BASE_CRASH_H
#define BASE_CRASH_H

#include "base/error.h"

void crash_prepare(enum language language);

/* In a child: it ends by the signal and says nothing; its parent says the one line. */
void crash_leave_to_parent(void);

/* Writes "tongket: ", the message and ` (more)` where that is not NULL, and ends the process with
 * code 7. Allocates nothing; may be called from a signal handler. */
G_GNUC_NORETURN void crash_say(enum language language, enum message message, const char *more);

#endif
