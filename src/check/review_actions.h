/*
 * review_actions - what was disciplined in a year in a unit or below it.
 */
#ifndef CHECK_REVIEW_ACTIONS_H
#define CHECK_REVIEW_ACTIONS_H

#include "check/rule_sums.h"

struct review_actions {
    gint64 organizations, leaders;
    gint64 postless; /* members whose post is not stated: they may be leaders */
};

/*
 * By unit, for review_actions_at(). Leaders count at the unit that they lead, all else at the own
 * unit and those above it at the end of the year.
 */
GHashTable *review_actions_of(const struct rule_sums *gathered, const struct unit_tree *tree,
                              int year);

/* What a table by unit holds; with a size a new one of zeros if there is none, or else NULL. */
gpointer review_actions_at(GHashTable *table, gint32 unit, gsize size);

#endif
