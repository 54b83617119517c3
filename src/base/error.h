/*
 * error - what stops a run, in two languages.
 *
 * A GError of this domain carries its message in English (error->message) and
 * in Vietnamese (tongket_error_text); its code is the exit code of the program.
 * What a user can mend in the data is not an error but a finding (data/finding.h).
 * Messages are rows of base/messages.def.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <glib.h>

enum language { LANGUAGE_ENGLISH, LANGUAGE_VIETNAMESE };

typedef enum {
    TONGKET_ERROR_USAGE = 2,  /* command line, unknown unit */
    TONGKET_ERROR_INPUT = 3,  /* a file is refused */
    TONGKET_ERROR_SPEC = 4,   /* template or dictionary, or a law of the book is broken */
    TONGKET_ERROR_OUTPUT = 5, /* output or other I/O */
    TONGKET_ERROR_LOCKED = 6, /* another run holds the lock */
    TONGKET_ERROR_INTERNAL = 7,
} TongketError;

#define TONGKET_ERROR tongket_error_quark()
GQuark tongket_error_quark(void);

enum message {
#define MESSAGE(id, english, vietnamese) MESSAGE_##id,
#include "base/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};

/* A message as it stands in the table, for places where nothing can be allocated. */
const char *message_pattern(enum language language, enum message message);
/* The message with {0}, {1}, … filled in; arguments are strings, NULL-terminated. New string. */
char *message_text(enum language language, enum message message, ...) G_GNUC_NULL_TERMINATED;

/* Sets *error (if error is not NULL); always returns FALSE, so that callers can return it. */
gboolean error_raise(GError **error, TongketError code, enum message message,
                     ...) G_GNUC_NULL_TERMINATED;

/* The text in that language; a foreign GError has only its own. Owned by the error. */
const char *tongket_error_text(const GError *error, enum language language);

#endif
