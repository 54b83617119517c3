/*
 * dictionary_schema - what overlays share with the schema of dictionaries.
 */
#ifndef SPEC_DICTIONARY_SCHEMA_H
#define SPEC_DICTIONARY_SCHEMA_H

#include <cyaml/cyaml.h>
#include <glib.h>

#include "spec/dictionary.h"

#define DICTIONARY_FORMATS 3
extern const cyaml_strval_t dictionary_format_names[DICTIONARY_FORMATS];

/* The whole dictionary as YAML. Errors: SPEC, on `path`. New bytes, or NULL. */
GBytes *dictionary_to_yaml(const struct dictionary *dictionary, const char *path, GError **error);

#endif
