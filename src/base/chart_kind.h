/*
 * chart_kind - the kinds of charts: one row each (chart_kind.def).
 */
#ifndef BASE_CHART_KIND_H
#define BASE_CHART_KIND_H

#include <glib.h>

enum chart_kind {
#define CHART_KIND(id, ...) CHART_##id,
#include "base/chart_kind.def"
#undef CHART_KIND
    CHART_KINDS
};

/* No chart has more colours than this, grey apart. */
#define CHART_MOST_COLORS 8

/* A note says the least rows in words. */
#define CHART_KIND_MOST_LEAST_ROWS 3

struct chart_kind_info {
    const char *code;
    guint columns;            /* that it draws; 0: any number */
    guint least_rows;         /* with a figure, lest it tells nothing */
    gboolean ends_only;       /* the first and the last row alone are drawn */
    gboolean takes_threshold; /* a level can be drawn across it */
    /* What the other rows show stays right when some are left out: no pattern over all of them,
     * such as limits drawn from their sum or a shape, is lost. */
    gboolean may_be_cut;
    gboolean adds_rows;   /* what it shows is also of the sum of all rows */
    gboolean by_color;    /* colours alone tell its columns from each other */
    gboolean draws_parts; /* of a whole, or against it: averages and medians are none */
    const char *help;
};

const struct chart_kind_info *chart_kind_info(enum chart_kind kind);

#endif
