/*
 * report_scopes - which units get a book: the reported one, or each of a level below it.
 */
#ifndef RUN_REPORT_SCOPES_H
#define RUN_REPORT_SCOPES_H

#include <glib.h>

#include "run/report_plan.h"

/* Sets map and scopes of an open plan. Errors: USAGE. */
gboolean report_scopes_set(struct report_plan *plan, GError **error);

/* Code of the unit that a scope reports; NULL where it is all of them. */
const char *report_scopes_code(const struct report_plan *plan, guint scope);

/* STEM of the book of a scope. New string. */
char *report_scopes_stem(const struct report_plan *plan, guint scope);

#endif
