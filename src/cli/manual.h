/*
 * manual - the manual page tongket(1), in roff, from the tables that also make --help.
 *
 * What stands in no table (files, environment, examples) stands in manual.c. English, as manual
 * pages of a system without locales are.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include <glib.h>

/* The whole page; free with g_string_free(). */
GString *manual_page(void);

/* Appends the text with what means something to roff escaped: \, - and a . or ' that begins it. */
void manual_append(GString *page, const char *text);

#endif
