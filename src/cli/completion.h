/*
 * completion - what the TAB key of a shell offers, from the tables that also make --help.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include <glib.h>

/* A script for bash; it needs nothing but bash 4. Free with g_string_free(). */
GString *completion_bash(void);

#endif
