/*
 * file - files and folders that are safe to rely on after a crash.
 *
 * Every call up to close() is checked; a failure names the path. Files are made new (never opened
 * over an old one, no link is followed), readable by owner and group at most, folders likewise. All
 * errors are OUTPUT where nothing else is said.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <glib.h>

#include "base/error.h"

/* A new file of exactly these bytes, on the disk when TRUE is returned; what failed is removed. */
gboolean file_write(const char *path, const char *bytes, gsize length, GError **error);

/*
 * These bytes instead of those of a file that is there, with its rights, by way of a private folder
 * beside it; a link stays one. The old file stands until the new one is whole.
 */
gboolean file_replace(const char *path, const char *bytes, gsize length, GError **error);

/* Brings a file, or the names in a folder, to the disk. */
gboolean file_sync(const char *path, GError **error);
/* The names in a folder, which may be a link to one. */
gboolean file_sync_inside(const char *path, GError **error);

/*
 * The bytes of a regular file of at most `limit`, and NUL behind them; new string, NULL on failure.
 * Nothing is waited for and nothing else is read: a pipe or a device is refused at once, and so is
 * a larger file. Errors are of `code`; but where that is SPEC, what is no file is refused like any
 * input (INPUT), and where it is OUTPUT, a larger file is none that we have written (SPEC).
 */
char *file_read(const char *path, gsize limit, gsize *length, TongketError code, GError **error);
/* Whether the path is a regular file that can be opened, as file_read() says it. */
gboolean file_is_readable(const char *path, TongketError code, GError **error);

/* SHA-256 in hexadecimal (new string) and size. Only of a regular file; no link is followed. */
gboolean file_digest(const char *path, char **digest, guint64 *size, GError **error);

gboolean file_rename(const char *from, const char *to, GError **error);
gboolean file_make_folder(const char *path, GError **error);

/* Removes a file or link; one that is not there is no failure. */
gboolean file_remove(const char *path, GError **error);

/*
 * A new private folder (0700); its name is `prefix` and six signs. New string, NULL on failure. */
char *file_temp_folder(const char *prefix, GError **error);

/* Removes a folder with all it holds, following no link; one that is not there is no failure. */
gboolean file_remove_tree(const char *path, GError **error);

/* Names in a folder that begin with `prefix` and end with `suffix`, sorted; NULL on failure. */
GPtrArray *file_list(const char *path, const char *prefix, const char *suffix, GError **error);

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };

/* What stands at a path; a link is FILE_OTHER wherever it leads. */
gboolean file_kind(const char *path, enum file_kind *kind, GError **error);

#endif
