/*
 * libraries - the foreign libraries behind the bytes that are written, with their versions.
 */
#ifndef DELIVER_LIBRARIES_H
#define DELIVER_LIBRARIES_H

#include <glib.h>

#define LIBRARIES 7

/* Of library 0, 1, … LIBRARIES - 1, in the order of their names. */
const char *library_name(guint index);
const char *library_version(guint index);

#endif
