/*
 * streak - for how many years, and for how many running, a unit has met a condition.
 *
 * What a merged unit was in a year is what those that it was made of were. Where these differ, or
 * the year was judged by another scale, the year cannot be counted either way; where something is
 * not known yet, it may still be one that counts. A year in which the unit was not to be judged
 * neither counts nor ends the run. Only what the known years decide is a figure.
 */
#ifndef CALC_STREAK_H
#define CALC_STREAK_H

#include <glib.h>

enum streak_year {
    STREAK_MET,
    STREAK_NOT_MET, /* or the unit was not there */
    STREAK_SKIPPED, /* it was not to be judged */
    STREAK_UNKNOWN, /* its return, or part of it, is not in, or not decided */
    STREAK_UNLIKE,  /* those that it was made of differ, or the scale was another */
};

/* The returns of a unit, or of those that it was made of, in one year. */
struct streak_returns {
    gint64 due, in;                 /* owed by them; of these in */
    gint64 met, not_met, skipped;   /* what they say */
    gboolean estimate, other_scale; /* shared out by weights; not judged by today's scale */
};

enum streak_year streak_year_of(const struct streak_returns *returns);

/* STREAK_UNKNOWN, STREAK_UNLIKE: why there is no figure; STREAK_MET: there is. */
struct streak_count {
    enum streak_year state;
    guint years;
};

struct streak {
    struct streak_count all;     /* years that count, of all given */
    struct streak_count running; /* of those up to the last; without a figure those known to run */
};

/* The years in their order. */
struct streak streak_of(const enum streak_year *years, guint count);

#endif
