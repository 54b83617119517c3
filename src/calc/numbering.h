/*
 * numbering - rows of each scope get numbers; used by scope.c only.
 */
#ifndef CALC_NUMBERING_H
#define CALC_NUMBERING_H

#include "calc/scope.h"

/* The row of the facts that the map places in `unit`; UNIT_NONE: none. */
typedef gint32 (*row_finder)(const struct scopes *scopes, gint32 scope, gint32 unit,
                             enum level level);

/*
 * Numbers the rows of every scope in the order of don_vi: first those that stand there by right,
 * then units above the row level.
 */
void numbering_fill(struct numbering *numbering, const struct scopes *scopes, row_finder find,
                    enum level level);
void numbering_clear(struct numbering *numbering);
/* Makes *numbering when it is first asked for; what is so made is freed by the other (NULL is
 * fine).
 */
const struct numbering *numbering_once(struct numbering **numbering, const struct scopes *scopes,
                                       row_finder find, enum level level);
void numbering_free(struct numbering *numbering);

#endif
