/*
 * control_limits - which of many units differ from the level of all by more than chance.
 *
 * Small units stray far by chance alone, and of many units some stray far. A unit is a signal when
 * its count leaves the exact limits of its size (base/exact.h) round the level of all units
 * together, and limits are so far apart that, were all units alike, at most one picture in twenty
 * had any signal (C. E. Bonferroni: 5 % shared out over units and sides).
 *
 * Units are never quite alike. Where they differ by more than chance as a whole, their true levels
 * are taken to lie round that of all with a standard deviation of their own, which adds to chance
 * and so widens the limits of large units more than those of small ones, up to the mean size of
 * those that it was estimated from: nothing is known of how larger ones differ (random effects: D.
 * J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine
 * 24 (2005), 1185-1202, section 3). One factor for all sizes would let a few large units that
 * differ hide a small one that stands out. It is estimated as R. C. Paule and J. Mandel do,
 * "Consensus values and weighting factors", J. Res. NBS 87 (1982), 377-385, with the extreme tenth
 * of the units left out on each side, so that those who stand out do not hide themselves.
 */
#ifndef CHART_CONTROL_LIMITS_H
#define CHART_CONTROL_LIMITS_H

#include "base/exact.h"

/* Out of how many pictures of units that are alike one may name a unit. */
#define CONTROL_PICTURES 20

struct control_unit {
    gint64 count, base; /* base at least 1; for parts, count at most base */
    guint row;          /* that it is in, for whom it concerns */
};

struct control_limits {
    enum exact_law law;
    struct ratio all;  /* the counts of all units over their bases */
    double level;      /* the same as a number */
    double excess;     /* variance beyond chance, per unit of the base and of that by chance */
    double known_to;   /* the base up to which it adds */
    double deviations; /* normal ones at which a unit leaves its limits on one side */
};

/* Of at least one unit. */
struct control_limits control_limits_of(enum exact_law law, const struct control_unit *units,
                                        guint count);

/* Levels of 0 and of all leave no chance to differ, and so no limits. */
gboolean control_has_limits(const struct control_limits *limits);

/* The standard deviation of the units' true levels as a part of the level; 0: chance alone. There
 * are limits. */
double control_spread(const struct control_limits *limits);

/* The count that is the upper (side 1) or lower (side -1) limit for a size; see exact_limit().
 * There are limits. */
double control_limit(const struct control_limits *limits, double base, int side);

/* 1: above the limit of its size; -1: below; 0: within, or there are no limits. */
int control_signal(const struct control_limits *limits, struct control_unit unit);

/*
 * The least count by which a unit of a size is a signal above (side 1), or the greatest by which it
 * is one below (side -1). FALSE: there is none, or there are no limits.
 */
gboolean control_first_signal(const struct control_limits *limits, gint64 base, int side,
                              gint64 *count);

#endif
