/*
 * compound - the streams of a compound file, the container of .xls and of encrypted workbooks.
 *
 * The file is a small file system: sectors, a table that chains them, a directory, and a second
 * table for streams below 4 KiB (the format is published as [MS-CFB]). Nothing that it says of
 * itself is believed: a chain that is longer than the file or leaves it is refused.
 */
#ifndef WORKBOOK_COMPOUND_H
#define WORKBOOK_COMPOUND_H

#include "workbook/package.h"

struct compound;

/* Whether the file begins as one. */
gboolean compound_is(const char *path);

/* Files of more than `most` bytes (0: 1 GiB) are refused. NULL with the fault set. */
struct compound *compound_open(const char *path, guint64 most, struct package_fault *fault);
void compound_free(struct compound *compound); /* NULL is fine */

/* Whether there is a stream or a folder of that name (ASCII) at the top. */
gboolean compound_has(const struct compound *compound, const char *name);

/* The stream at the top that is read from here on. FALSE with the fault set. */
gboolean compound_enter(struct compound *compound, const char *name, struct package_fault *fault);
guint64 compound_length(const struct compound *compound);
/* Bytes of the stream, all of them within it. FALSE with the fault set. */
gboolean compound_read(struct compound *compound, guint64 at, void *bytes, gsize size,
                       struct package_fault *fault);

#endif
