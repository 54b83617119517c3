/*
 * decoding - a file that is not UTF-8 as UTF-8 text.
 *
 * Legacy encodings are decoded by whole lines, and every line must look as if it were in the
 * encoding of the file: one that is valid UTF-8, or most of whose words are Vietnamese only if
 * read in another encoding, shows that two files were put together.
 */
#ifndef READ_DECODING_H
#define READ_DECODING_H

#include "read/bytes.h"
#include "read/encoding.h"
#include "read/refusal.h"

struct decoding;

/* Keeps `bytes`, which stand at `place` of the file. */
struct decoding *decoding_new(struct bytes *bytes, gsize place, enum encoding encoding);
void decoding_free(struct decoding *decoding);

struct decoded {
    gboolean at_end;
    gboolean is_bad;        /* the byte behind the text has no meaning; then it is at the end */
    struct refusal trouble; /* its line is not set */
};

/* Appends what about `size` more bytes give. Errors: INPUT. */
gboolean decoding_read(struct decoding *decoding, gsize size, GString *text,
                       struct decoded *decoded, GError **error);

#endif
