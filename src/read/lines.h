/*
 * lines - physical lines of bytes: ended by LF, CRLF or a lone CR.
 */
#ifndef READ_LINES_H
#define READ_LINES_H

#include <glib.h>

/* How many line ends there are; a CR as the last byte is one. */
guint64 lines_count(const char *data, gsize size);

#endif
