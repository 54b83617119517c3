/*
 * digest - the SHA-256 of an input, for the manifest.
 */
#ifndef READ_DIGEST_H
#define READ_DIGEST_H

#include "read/input.h"

/* In hexadecimal (new string). Errors: INPUT, also when the file is not the one that was read. */
gboolean digest_input(const struct input *input, char **digest, GError **error);

#endif
