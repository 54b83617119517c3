/*
 * rules - what one row says, held against the tree, the day of the data and the forms.
 *
 * A rule is a row of one table: which dataset, columns and values it looks at, by the dictionary's
 * codes, and a function that says whether it is broken. An error rejects the row; a warning is
 * told, and the row counts. Rules that need several rows or files are in rules_across.h.
 *
 * The rules of a dataset are read-only after they are made, so that any thread may ask them.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include <glib.h>

#include "base/period.h"
#include "data/fact.h"
#include "data/finding.h"
#include "data/unit.h"
#include "spec/dictionary.h"

struct rules;

/*
 * Keeps dataset, dictionary and tree. Days after the day of the period's data are future ones.
 */
struct rules *rules_new(const struct dataset *dataset, const struct dictionary *dictionary,
                        const struct unit_tree *tree, const struct period *period);
/* Ages of rows without a time are taken on that day; without it, on `as_of`. */
void rules_set_age_day(struct rules *rules, date day);
void rules_free(struct rules *rules);
typedef struct rules rules_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rules_t, rules_free)

/* A fact_admission (read/reader.h); `rules` is a struct rules. */
gboolean rules_admit(const void *rules, const struct fact *fact, const gint *places,
                     struct findings *findings, enum rule *rejected);

#endif
