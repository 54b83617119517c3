/*
 * successor - the units that chuyen_doi names and don_vi does not hold.
 *
 * They are added to the tree before anything is counted, whatever the map: facts may name them,
 * and they may change again. One has the level of its predecessors, begins with the earliest
 * change that leads to it, ends with the last one that leads away, and hangs
 * below the nearest unit of its first day that all predecessors were below, also by what became of
 * it, so that no fact leaves the report of that one; below none if there is no such.
 */
#ifndef DATA_SUCCESSOR_H
#define DATA_SUCCESSOR_H

#include "data/crosswalk.h"
#include "data/unit.h"

/* Adds them in the order of their days and of their predecessors in the tree. */
void successors_add(struct unit_tree *tree, const struct crosswalk *crosswalk);

#endif
