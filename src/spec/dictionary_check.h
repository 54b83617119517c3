/*
 * dictionary_check - what a schema cannot say of a dictionary.
 */
#ifndef SPEC_DICTIONARY_CHECK_H
#define SPEC_DICTIONARY_CHECK_H

#include <glib.h>

#include "spec/complaint.h"
#include "spec/dictionary.h"

/* Errors: SPEC, with the place of what is wrong. */
gboolean dictionary_check(const struct dictionary *dictionary, const struct yaml_tree *tree,
                          GError **error);

/* A level must be a value of `cap` in the tree's dataset. */
gboolean dictionary_check_level(const struct dictionary *dictionary,
                                const struct complaint *complaint, const char *level,
                                struct yaml_at at);

/* A column of that name must be in the dataset. */
gboolean dictionary_check_column(const struct dataset *dataset, const struct complaint *complaint,
                                 const char *name, struct yaml_at at);

/* Ages, and bands of them, are told from a column of days; bands rise. */
gboolean dictionary_check_derived(const struct dataset *dataset, const struct column *column,
                                  const struct complaint *complaint);

/* The greatest count of the column at `node`, NULL or from 1 to COLUMN_AT_MOST. */
gboolean dictionary_check_at_most(const struct complaint *complaint, const char *at_most,
                                  guint node);

/* The caps, laws and levels: names, words, numbers, days that do not overlap. */
gboolean dictionary_check_rules(const struct dictionary *dictionary,
                                const struct complaint *complaint);

/* Whether a text is made of a-z, 0-9 and `sign` only, and not empty. */
gboolean dictionary_is_code(const char *text, char sign);

#endif
