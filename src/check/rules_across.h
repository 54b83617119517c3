/*
 * rules_across - what rows and files say together.
 *
 * Works on what was gathered (rule_sums.h) from the good rows of each dataset, after all passes. A
 * rule whose datasets were not read says nothing.
 */
#ifndef CHECK_RULES_ACROSS_H
#define CHECK_RULES_ACROSS_H

#include <glib.h>

#include "check/rule_sums.h"
#include "data/finding.h"

/*
 * `gathered`: of every dataset read that rules ask something of (struct rule_sums *). Findings
 * stand at the first row of the unit and year they speak of; years before `first_year` are looked
 * at only by what is told of later ones.
 */
void rules_across(const GPtrArray *gathered, const struct unit_tree *tree,
                  const struct dictionary *dictionary, int first_year, struct findings *findings);

/* Whether a rule tells rows of that dataset. */
gboolean rules_across_tell(const char *dataset);
/* The dataset that rows of that one are held against; NULL: none. */
const char *rules_across_beside(const char *dataset);

#endif
