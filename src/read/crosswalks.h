/*
 * crosswalks - the rows of chuyen_doi become events, checked against the tree.
 */
#ifndef READ_CROSSWALKS_H
#define READ_CROSSWALKS_H

#include "data/crosswalk.h"
#include "data/unit.h"
#include "read/reader.h"

/* Every row becomes an event, also those of units that nobody knows. Errors: INPUT. */
gboolean crosswalks_read(const struct read_job *job, struct crosswalk *read,
                         struct account *accounts, struct findings *findings, GError **error);

/*
 * Adds to the tree the units that only changes name, and to `crosswalk` the events that were read.
 * What is wrong is in `findings`: an old unit that neither don_vi holds nor a change made (its row
 * is rejected), weights that do not add to 1, an event before the old unit began or after the new
 * one ended.
 */
void crosswalks_settle(const struct crosswalk *read, struct unit_tree *tree,
                       struct crosswalk *crosswalk, struct account *accounts,
                       struct findings *findings);

#endif
