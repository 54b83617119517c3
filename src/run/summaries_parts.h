/*
 * summaries_parts - what the checks of summaries share (run/summaries.h).
 */
#ifndef RUN_SUMMARIES_PARTS_H
#define RUN_SUMMARIES_PARTS_H

#include "read/summary.h"
#include "run/workspace.h"

/* The unit that a summary is about, on its map; UNIT_NONE: all. */
gint32 summaries_unit(const struct workspace *workspace, const struct summary *summary);

/* Whether a summary is about all that is below or at a unit: by don_vi, or by its own map. */
gboolean summaries_hold(struct workspace *workspace, const struct summary *summary, gint32 unit);

gboolean summaries_share_days(const struct summary *a, const struct summary *b);

/* Who has rows of a dataset: a summary, or the exports together. */
struct summaries_party {
    const struct summary *summary; /* NULL: exports */
    const gint *column;            /* by column: whether it is there (>= 0) */
};

/* New array of struct summaries_party: a summary once, exports once. */
GArray *summaries_parties(const struct workspace *workspace, const struct dataset *dataset);

#endif
