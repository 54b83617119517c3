/*
 * cap - the limit on members ranked excellent, by the dictionary's rule of the day.
 *
 * In each group those ranked excellent are at most a share of those ranked good; the rule of the
 * ranking year says which. Offices read the base in two ways (with or without the excellent
 * themselves), so both ratios are always given.
 */
#ifndef CALC_CAP_H
#define CALC_CAP_H

#include <glib.h>

#include "base/period.h"
#include "base/ratio.h"
#include "spec/template.h"

struct cap {
    gint64 base, limit, awarded;
    gint64 left;            /* limit - awarded; below 0: over the cap */
    gint64 over;            /* awarded - limit, or 0 */
    struct ratio inclusive; /* excellent of good or better */
    struct ratio exclusive; /* excellent of good only */
};

/* Members counted in a unit: excellent, good, all ranked. The rule must have been read. */
struct cap cap_of(const struct cap_rule *rule, gint64 excellent, gint64 good, gint64 ranked);

/* How many are awarded: above the limit; within it, though above the percentage; or within both. */
enum cap_outcome { CAP_WITHIN = 1 << 0, CAP_TOUCHING = 1 << 1, CAP_OVER = 1 << 2 };

/*
 * What a count on a base comes to, or may come to (several outcomes) once `open` more are ranked,
 * who knows how. The rule must have been read.
 */
guint cap_outcomes(const struct cap_rule *rule, gint64 base, gint64 awarded, gint64 open);

/* Whether a cap is held against the rankings of a period: those of one whole year. */
gboolean cap_is_judged_in(struct period period);

/* Columns of cap_query_table(), in this order. */
enum cap_column { CAP_EXCELLENT, CAP_GOOD, CAP_RANKED, CAP_COLUMNS };

/*
 * The crosstab that counts what a table of kind cap needs: its rows, and the three columns
 * above; of organizations those of the rule's level and types. It borrows from `table` and `rule`;
 * free with cap_query_table_free().
 */
struct template_table *cap_query_table(const struct template_table *table,
                                       const struct cap_rule *rule);
void cap_query_table_free(struct template_table *table);

#endif
