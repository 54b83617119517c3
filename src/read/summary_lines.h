/*
 * summary_lines - the lines of a summary, as read/summary.h lists them.
 *
 * Those above the groups are taken here; of the groups only where those of each source stand, since
 * they are many and are read when they are counted (read/summary_facts.c).
 */
#ifndef READ_SUMMARY_LINES_H
#define READ_SUMMARY_LINES_H

#include "read/summary.h"

/* A file while it is looked at. */
struct summary_lines {
    struct summary *summary;
    const struct dictionary *dictionary;
    const char *at, *end; /* what was not looked at yet */
    guint64 line;         /* of `at`, from 1 */
    GError **error;
};

/* Errors: INPUT, with the line. */
gboolean summary_lines_take(struct summary_lines *reading);

/* The line at hand is none. Always returns FALSE. */
gboolean summary_lines_refuse(const struct summary_lines *reading);

#endif
