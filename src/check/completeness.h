/*
 * completeness - who should have returned, and who did.
 *
 * Units of the levels that the dictionary names in `reported_by`, inside the scope and
 * valid on a period's last day, should return once for it. Never over 100 per cent: a unit that
 * was not expected is not counted as having returned.
 */
#ifndef CHECK_COMPLETENESS_H
#define CHECK_COMPLETENESS_H

#include <glib.h>

#include "calc/query.h"
#include "calc/returned.h"
#include "data/finding.h"

/* The levels that owe returns of the dataset: a bit for each. */
guint completeness_levels(const struct dataset *dataset);
/* Whether a unit's level is one of these, whenever the unit is there; a cell's is that of cells. */
static inline gboolean completeness_owes(guint levels, const struct unit *unit)
{
    return (levels >> unit->level & 1) || (unit->is_cell && (levels >> LEVEL_CHI_BO & 1));
}

gboolean completeness_is_expected(const struct dataset *dataset, const struct unit_tree *tree,
                                  gint32 unit, date day);

/* Whether a unit should have returned what the query counts. */
gboolean completeness_awaits(const struct query *query, gint32 unit);

/*
 * What units below the level that owes returned counts for the unit above them that does: wholly if
 * all units below it did, else in part. After the last merge, before anything is asked.
 */
void completeness_settle(const struct dataset *dataset, const struct unit_tree *tree,
                         struct returned *returned);

/* Whether a finding says that a unit has not returned, or not wholly. */
gboolean completeness_is_rule(enum rule rule);

struct missing {
    gint32 unit;
    guint expected, made; /* periods */
    guint part;           /* of those not made, periods for which only units below returned */
};

/* `filter`: only the periods in which the unit passes; NULL: all of them. */
struct missing completeness_of_unit(const struct dataset *dataset, const struct unit_tree *tree,
                                    gint32 unit, const struct returned *returned,
                                    const struct filter *filter);

/* Tells that a unit has not returned, or not wholly: "xep_loai 0/1". `file`: the one that stands
 * for no file. */
void completeness_tell(const struct dataset *dataset, const struct unit_tree *tree,
                       const struct missing *missing, guint32 file, struct findings *findings);

/* The periods that a unit owes: "tháng 1–7/2024, 9/2024", "năm 2021–2023"; "": none. New string. */
char *completeness_gap(const struct dataset *dataset, const struct unit_tree *tree, gint32 unit,
                       const struct returned *returned);

/* The sums over the units of a scope that pass the query's conditions on units. */
struct missing completeness_coverage(const struct query *query, guint scope,
                                     const struct returned *returned);

/*
 * Units that did not return for every period, in the order of don_vi (struct missing); the sums
 * over all expected units in *expected and *made.
 */
GArray *completeness_missing(const struct dataset *dataset, const struct scopes *scopes,
                             guint scope, const struct returned *returned, struct missing *all);

#endif
