/*
 * watchdog - ends a process (code 7, one line on stderr) that has made no progress for too long.
 *
 * A disk that does not answer, or a fault of the program, must not keep a job turning until
 * somebody looks. Whoever gets on with long work says so with watchdog_feed(), as often as it
 * likes; a run that does is never ended, however long it takes. Time in which nobody takes what is
 * printed, and time in which the process is stopped, is not its own.
 *
 * The kernel's timer keeps the time and the limit, so there is no state here. A child begins
 * without.
 */
#ifndef BASE_WATCHDOG_H
#define BASE_WATCHDOG_H

#include "base/error.h"

#define WATCHDOG_SECONDS 120

/* 0 seconds: no watchdog. */
void watchdog_start(enum language language, guint seconds);

/* In a child: it ends without a word, and its parent says why. */
void watchdog_start_in_child(guint seconds);

/* The seconds it was started with, 0 without one. */
guint watchdog_seconds(void);

/* There is progress. */
void watchdog_feed(void);

#endif
