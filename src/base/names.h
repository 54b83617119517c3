/*
 * names - a list of texts, as specs give them.
 */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <glib.h>

/* As libcyaml fills it. */
struct names {
    char **item;
    unsigned count;
};

gboolean names_hold(const struct names *names, const char *name);

/* "year, range". New string. */
char *names_join(const struct names *names);

#endif
