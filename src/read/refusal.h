/*
 * refusal - why a whole file is not taken, and where.
 *
 * The first trouble in the file's order of bytes decides, however the file was cut into
 * blocks. A plain value.
 */
#ifndef READ_REFUSAL_H
#define READ_REFUSAL_H

#include <glib.h>

#include "data/finding.h"

struct refusal {
    enum rule rule;
    guint64 line;    /* physical, from 1; 0: the whole file */
    char value[800]; /* a list of columns may be long */
    char hint[160];
};

/* Adds the finding. */
void refusal_add(const struct refusal *refusal, guint32 file, struct findings *findings);

/*
 * Adds the finding if there is a list, and sets the error INPUT, whose text is the finding's line.
 * Always returns FALSE.
 */
gboolean refusal_raise(const struct refusal *refusal, const char *path, guint32 file,
                       struct findings *findings, GError **error);

#endif
