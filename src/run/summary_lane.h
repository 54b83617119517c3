/*
 * summary_lane - the groups of a summary while rows are read, one table a thread.
 *
 * Rows outside the unit or the period are counted by file and leave no group. What stands in the
 * tables is made text, sorted and added up when all rows are through: threads number open values by
 * themselves, so that only texts can be compared.
 */
#ifndef RUN_SUMMARY_LANE_H
#define RUN_SUMMARY_LANE_H

#include "calc/group_table.h"
#include "run/summary_asking.h"

/* One thread's. */
struct summary_lane {
    const struct summary_asking *asking;
    struct vocabulary *vocabulary; /* of its facts; NULL: there was none */
    struct group_table groups, present;
    gint64 *words;
    guint64 *outside_period, *outside_unit; /* by file */
};

/* The numbers that tell a group from others: these, then the columns, then the labels. */
enum { LANE_UNIT, LANE_DAYS, LANE_FILE, LANE_COLUMNS };

void *summary_lane_new(void *asking);
void summary_lane_take(void *lane, const struct fact *fact);
void summary_lane_free(void *lane);

/*
 * The lines P and G of all lanes (struct summary_lane *), each input under the number that it has
 * in `numbers`; appended to `text`. `tree`: of the units.
 */
void summary_lanes_write(const GPtrArray *lanes, const guint *numbers, const struct unit_tree *tree,
                         GString *text);

#endif
