/*
 * crosswalks - the rows of chuyen_doi become events, checked against the tree.
 */
#ifndef READ_CROSSWALKS_H
#define READ_CROSSWALKS_H

#include "data/crosswalk.h"
#include "data/unit.h"
#include "read/reader.h"

/*
 * Adds every event; what is wrong is in `findings`: an old unit that don_vi does not hold, weights
 * that do not add to 1, an event before the old unit began or after the new one ended. Errors:
 * INPUT.
 */
gboolean crosswalks_read(const struct read_job *job, struct crosswalk *crosswalk,
                         struct account *accounts, struct findings *findings, GError **error);

#endif
