/*
 * dictionary_overlay - an office's own file being laid over the dictionary; used by its two files
 * and, for what both write alike, by that of the dictionary.
 */
#ifndef SPEC_DICTIONARY_OVERLAY_H
#define SPEC_DICTIONARY_OVERLAY_H

#include "spec/dictionary_check.h"
#include "spec/yaml_schema.h"

/* What is merged into; places are those of the overlay. */
struct overlay_merge {
    struct dictionary *dictionary;
    struct complaint complaint;
};

extern const struct yaml_schema dictionary_dataset_schema, dictionary_column_schema;

/* What an overlay may say of the dated rules. */
extern const struct yaml_schema dictionary_power_schema; /* as the dictionary says it */
extern const struct yaml_schema overlay_cap_schema, overlay_law_schema, overlay_authority_schema;

/* Takes what it needs of the overlay's rules. */
gboolean overlay_merge_rules(const struct overlay_merge *merge, struct dictionary *overlay);

#endif
