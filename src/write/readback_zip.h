/*
 * readback_zip - the parts of a zip file, each with its checksum (the user of minizip).
 */
#ifndef WRITE_READBACK_ZIP_H
#define WRITE_READBACK_ZIP_H

#include <glib.h>

/*
 * Called for each stretch of a part, and once with `last` (and no bytes) behind it. FALSE ends the
 * walk, with an error set.
 */
typedef gboolean (*readback_zip_taker)(void *data, const char *part, const char *bytes,
                                       gsize length, gboolean last, GError **error);

/* Walks through all parts; messages call the file `name`. Errors: OUTPUT. */
gboolean readback_zip(const char *path, const char *name, readback_zip_taker take, void *data,
                      GError **error);

/* What a zip says of itself before anything is unpacked; none of its parts can be larger. */
struct readback_zip_size {
    guint64 parts, packed, unpacked;
};

/* FALSE when it is no zip file. */
gboolean readback_zip_measure(const char *path, struct readback_zip_size *size);

#endif
