/*
 * digest - SHA-256 as `sha256sum` prints it: inputs, outputs, identities.
 *
 * libcrypto does it, whose code for the processor at hand is several times faster than GLib's. The
 * only user of libcrypto.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <glib.h>

/* Of bytes that come in pieces. */
struct digest;

struct digest *digest_new(void);
void digest_free(struct digest *digest);
typedef struct digest digest_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(digest_t, digest_free)

void digest_add(struct digest *digest, const void *bytes, gsize size);
/* In hexadecimal; nothing can be added any more. New string. */
char *digest_text(struct digest *digest);

/* Of a text; `length` -1: up to the NUL. New string. */
char *digest_of(const char *text, gssize length);

/* Of the rest of an open file, and how many bytes that are. New string; NULL: see errno. */
char *digest_of_file(int descriptor, guint64 *size);

#endif
