/*
 * last_words - one line when the program is ended by a fault of its own or for want of memory.
 *
 * GLib ends the process where memory ends, and some libraries stumble over it. Whoever reads
 * a cron mail then finds a sentence instead of nothing; the signal takes its course after it.
 */
#ifndef CLI_LAST_WORDS_H
#define CLI_LAST_WORDS_H

#include "base/error.h"

void last_words_prepare(enum language language);

#endif
