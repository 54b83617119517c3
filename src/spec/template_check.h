/*
 * template_check - whether a template fits the dictionary and itself.
 *
 * What a schema cannot say: datasets, fields, values, columns and tables that a
 * template names must exist. The parts of the check share one struct.
 */
#ifndef SPEC_TEMPLATE_CHECK_H
#define SPEC_TEMPLATE_CHECK_H

#include <glib.h>

#include "spec/complaint.h"
#include "spec/template.h"

struct template_checker {
    const struct template *template;
    const struct dictionary *dictionary;
    struct complaint complaint;
};

/* Errors: SPEC, with the place of what is wrong. */
gboolean template_check(const struct template *template, const struct dictionary *dictionary,
                        const struct yaml_tree *tree, GError **error);

#endif
