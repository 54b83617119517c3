/*
 * portion - what each scope has of the units that the map shares out; used by scope.c.
 */
#ifndef CALC_PORTION_H
#define CALC_PORTION_H

#include "calc/scope.h"

/* No unit is shared out. */
void portions_init(struct scopes *scopes);
void portions_clear(struct scopes *scopes);

/*
 * Notes a unit that is shared out, when scope_of[unit] is set: to the scope that it is wholly in,
 * or else (-1) to those of its shares, `scope_of_share` (-1: none).
 */
void portions_add(struct scopes *scopes, gint32 unit, const gint32 *scope_of_share);

#endif
