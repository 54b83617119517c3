/*
 * mentions - the labels of one field with ';' between them.
 *
 * A part may itself be made of several known values (cell_several()); each value counts once.
 * Labels that nobody met before get their numbers only when the row is good.
 */
#ifndef READ_MENTIONS_H
#define READ_MENTIONS_H

#include "read/cell.h"

struct mentions {
    const char *rest, *end;
    const char *text; /* the part at hand, its length, and what it means */
    gsize length;
    struct cell cell;
    guint parts;            /* so far, blank ones aside */
    gboolean is_unnumbered; /* one of the labels has no number yet */
    gboolean is_full;       /* there are more values than a fact holds */
    guint count;
    gint32 number[FACT_MAX_MENTIONS];
};

void mentions_begin(struct mentions *mentions, const char *text, gsize length);
/* The next part that is not blank; FALSE at the end. Its numbers are added, if it is good. */
gboolean mentions_next(struct mentions *mentions, struct cells *cells, guint column);
/* All parts again, which are good: those without a number get one. */
void mentions_number(struct mentions *mentions, struct cells *cells, guint column, const char *text,
                     gsize length);

#endif
