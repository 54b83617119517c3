/*
 * package - the parts of a zip file, each with its checksum (the user of minizip).
 *
 * Nothing that the file says of itself is believed: what it unpacks to is limited before a byte is
 * unpacked, and a part counts only when it was read to its end and its checksum is right.
 */
#ifndef WORKBOOK_PACKAGE_H
#define WORKBOOK_PACKAGE_H

#include <glib.h>

struct package_limits {
    guint parts;
    guint64 unpacked; /* bytes of all parts */
    guint ratio;      /* unpacked to packed, of each part and of all together, */
    guint64 small;    /* but what unpacks to no more than this is never too much */
};

enum package_fault_kind {
    PACKAGE_NOT_WHOLE, /* no zip file, cut off, or a checksum is wrong */
    PACKAGE_TOO_LARGE, /* beyond a limit, which is the text */
    PACKAGE_DAMAGED,   /* what a part holds is wrong */
    PACKAGE_LOCKED,    /* a part is encrypted */
    PACKAGE_FOREIGN,   /* it is something else, which the text names */
};

/* Why a file is refused. The caller clears it; strings are NULL where there is nothing to name. */
struct package_fault {
    enum package_fault_kind kind;
    char *part, *text;
};

/* Sets the fault (strings are copied); always returns FALSE, so that callers can return it. */
gboolean package_refuse(struct package_fault *fault, enum package_fault_kind kind, const char *part,
                        const char *text);
void package_fault_clear(struct package_fault *fault);
typedef struct package_fault package_fault_t;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(package_fault_t, package_fault_clear)

struct package;

/* `limits`: NULL for a file of our own. NULL with the fault set. */
struct package *package_open(const char *path, const struct package_limits *limits,
                             struct package_fault *fault);
void package_free(struct package *package); /* NULL is fine */

guint package_count(const struct package *package);
const char *package_name(const struct package *package, guint part);
/* Whether package_read() has been asked for it. */
gboolean package_was_read(const struct package *package, guint part);
/* Bytes that it unpacks to, as the file says. */
guint64 package_size(const struct package *package, guint part);
/* The first part of that name, in which the case of ASCII does not matter; G_MAXUINT: none. */
guint package_find(const struct package *package, const char *name);

/* The parts can also be read by pieces, one part at a time. FALSE with the fault set. */
gboolean package_enter(struct package *package, guint part, struct package_fault *fault);
/* Up to `size` bytes; *got is 0 only at the end, when the checksum is right. */
gboolean package_next(struct package *package, char *bytes, gsize size, gsize *got,
                      struct package_fault *fault);
/* How much of the part that was entered has been unpacked, in thousandths. */
guint package_place(const struct package *package);
/* Before the end, too; nothing to do where no part was entered. */
void package_leave(struct package *package);

/*
 * Called for each stretch of a part, and once with `last` (and no bytes) behind it. FALSE ends the
 * reading, with the fault set.
 */
typedef gboolean (*package_taker)(void *data, const char *bytes, gsize length, gboolean last);

/* Unpacks a part; without `take` its checksum alone is looked at. FALSE with the fault set. */
gboolean package_read(struct package *package, guint part, package_taker take, void *data,
                      struct package_fault *fault);

#endif
