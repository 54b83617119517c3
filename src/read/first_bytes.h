/*
 * first_bytes - what a file is that is no text, by its first bytes.
 */
#ifndef READ_FIRST_BYTES_H
#define READ_FIRST_BYTES_H

#include "read/bytes.h"

/*
 * *format: "xlsx" (any package), "xls", "pdf", "html", "xml", or NULL: it may be a table. The bytes
 * stand at their beginning, before and after. Errors: INPUT.
 */
gboolean first_bytes_look(struct bytes *bytes, const char **format, GError **error);

#endif
