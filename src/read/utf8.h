/*
 * utf8 - how far bytes are UTF-8.
 *
 * Every byte of every file passes here: runs of ASCII go eight bytes at a time, and the letters of
 * Vietnamese are told without a look-up. What counts as UTF-8 is what GLib says, which knows no
 * NUL in a text.
 */
#ifndef READ_UTF8_H
#define READ_UTF8_H

#include <glib.h>

/* The number of bytes before the first one that is not UTF-8, or `size`. */
gsize utf8_valid(const char *bytes, gsize size);

#endif
