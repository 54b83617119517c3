/*
 * units - the rows of don_vi become the tree of units.
 */
#ifndef READ_UNITS_H
#define READ_UNITS_H

#include "data/unit.h"
#include "read/reader.h"

/*
 * Adds every unit of the job's dataset to the tree and links it; what is wrong with rows, parents
 * and dates is in `findings`. Errors: INPUT, also for a tree deeper than 64 levels.
 */
gboolean units_read(const struct read_job *job, struct unit_tree *tree, struct account *accounts,
                    struct findings *findings, GError **error);

#endif
