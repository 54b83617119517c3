/*
 * why_against - the change of a count between two workbooks, split by what became of its rows.
 *
 * A key (why_rows.h) adds what its rows add. Each key whose amount differs has one reason, so the
 * amounts add up to the change.
 */
#ifndef ANSWER_WHY_AGAINST_H
#define ANSWER_WHY_AGAINST_H

#include "answer/why.h"

enum why_reason {
    WHY_ENTERED,     /* was nowhere in the table */
    WHY_LEFT,        /* is nowhere in it any more */
    WHY_RANKED,      /* same row, another column */
    WHY_MOVED,       /* same unit, another row by the map */
    WHY_TRANSFERRED, /* another unit */
    WHY_NUMBER,      /* in both with other numbers */
    WHY_REASONS
};

struct why_change {
    enum why_reason reason;
    gint64 amount;                    /* now less then */
    const struct why_hit *then, *now; /* a row of the key, in the cell if there is one; or NULL */
};

/* struct why_change a key that changed, by reason, then in the order of the rows. New array. */
GArray *why_against(const struct why_term *then, const struct unit_tree *then_tree,
                    const struct why_term *now, const struct unit_tree *now_tree);

#endif
