/*
 * complaint - what is wrong in a YAML file, said at its place.
 *
 * Checks know nodes; the tree knows lines. A name that is not known is said together with
 * the nearest known one.
 */
#ifndef SPEC_COMPLAINT_H
#define SPEC_COMPLAINT_H

#include <glib.h>

#include "base/error.h"
#include "spec/yaml.h"

struct complaint {
    const struct yaml_tree *tree;
    GError **error;
};

/* Raises `message` with the place of `at` as {0}, `word` and `more` (may be NULL) as {1} and
 * {2}. Always returns FALSE. */
gboolean complaint_raise(const struct complaint *complaint, enum message message, struct yaml_at at,
                         const char *word, const char *more);

/* The same for a name that is none of `known` (const char *): {2} is the hint. */
gboolean complaint_unknown(const struct complaint *complaint, enum message message,
                           struct yaml_at at, const char *word, const GPtrArray *known);

#endif
