/*
 * bytes - a regular file from its beginning to its end, unpacked if it is gzip.
 *
 * Whether it is gzip is told by its first two bytes, not by its name.
 */
#ifndef READ_BYTES_H
#define READ_BYTES_H

#include <glib.h>
#include <sys/stat.h>

struct bytes;

/* Errors: INPUT. */
struct bytes *bytes_open(const char *path, GError **error);
void bytes_free(struct bytes *bytes);
typedef struct bytes bytes_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(bytes_t, bytes_free)

gboolean bytes_are_packed(const struct bytes *bytes);

/* From here on every byte of the file goes into its digest once; before anything is read. */
void bytes_take_digest(struct bytes *bytes);
/* The SHA-256 of the file as it lies there, whose rest is read for it. New string. Errors: INPUT.
 */
gboolean bytes_digest(struct bytes *bytes, char **digest, GError **error);

/* Bytes of the file, packed as it is, that have been read. */
guint64 bytes_place(const struct bytes *bytes);

/* A name under which others open this very file, even if another has taken its place. New string.
 */
char *bytes_own_path(const struct bytes *bytes);

/* The open file as it is now. Errors: INPUT. */
gboolean bytes_stat(const struct bytes *bytes, struct stat *now, GError **error);

/* Up to `size` bytes; *got is less only at the end. Errors: INPUT. */
gboolean bytes_read(struct bytes *bytes, char *data, gsize size, gsize *got, GError **error);

/* Back to `place`, not far from the beginning. Errors: INPUT. */
gboolean bytes_return(struct bytes *bytes, gsize place, GError **error);

#endif
