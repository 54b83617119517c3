/*
 * report_scopes - which units get a book: the reported one, or each of a level below it.
 */
#ifndef RUN_REPORT_SCOPES_H
#define RUN_REPORT_SCOPES_H

#include <glib.h>

#include "run/report_plan.h"

/*
 * Sets map and scopes of an open plan. The tree of the workspace may grow by the map, so that of
 * several plans each must have had its map once before the first is given its scopes:
 * report_scopes_grow(). Errors: USAGE.
 */
gboolean report_scopes_set(struct report_plan *plan, GError **error);

/* Adds to the tree the successors that the maps of the plans (struct report_plan *) need. */
void report_scopes_grow(const GPtrArray *plans);

/* Code of the unit that a scope reports; NULL where it is all of them. */
const char *report_scopes_code(const struct report_plan *plan, guint scope);

#endif
