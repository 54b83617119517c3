/*
 * yaml_walk - compares a libyaml document with a libcyaml schema.
 *
 * One walker for all schemas: it is driven by the schema itself, so that what
 * libcyaml will refuse is found here first, with its place.
 */
#ifndef SPEC_YAML_WALK_H
#define SPEC_YAML_WALK_H

#include <cyaml/cyaml.h>
#include <glib.h>
#include <yaml.h>

/* Errors: SPEC, placed in `file`. */
gboolean yaml_walk(const char *file, yaml_document_t *document, const cyaml_schema_value_t *schema,
                   GError **error);

/* "file:line:column" of a mark of libyaml. New string. */
char *yaml_mark_place(const char *file, const yaml_mark_t *mark);

#endif
