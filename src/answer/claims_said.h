/*
 * claims_said - what a sentence says of one figure: unit, days, what is counted, and on which
 * condition.
 */
#ifndef ANSWER_CLAIMS_SAID_H
#define ANSWER_CLAIMS_SAID_H

#include "answer/claims_marks.h"
#include "base/error.h"

/* What figures of one claim count. */
struct counted_subject {
    const struct dataset *dataset;
    const struct subject *subject;
};

/* What earlier sentences spoke of. */
struct said_before {
    gint32 unit;                    /* UNIT_NONE: none */
    gint32 named[LEVELS];           /* the last of each level; UNIT_NONE */
    struct time_mention time, year; /* the last days, the last whole year */
    gboolean has_time, has_year;
    struct counted_subject counted; /* of the last claim of the paragraph; no dataset: none */
};

/* Why something cannot be said; `about` NULL: nothing hinders. */
struct said_obstacle {
    enum message why;
    char *about;
};

struct said {
    const struct mark_words *words;
    const struct marks *marks;
    const struct unit_tree *tree;
    const struct said_before *before;
    const guint *others; /* other figures of the claim, up to a CLAIM_NOWHERE; NULL: none */
    struct said_obstacle obstacle;
    gboolean carried; /* unit, time or subject are of an earlier sentence */
};

/* Sets the obstacle if none is there; returns FALSE. */
gboolean said_hinder(struct said *said, enum message why, const char *about);
/* The same, about the words of some tokens. */
gboolean said_hinder_words(struct said *said, enum message why, guint first, guint next);

/* The days of a figure; `compared`: of the time that it is compared with. FALSE: none are said (no
 * obstacle), or two (an obstacle). */
gboolean said_time(struct said *said, guint figure, gboolean compared, struct time_mention *time);

/* The unit of a figure; UNIT_NONE: all. FALSE: an obstacle. `time` (NULL: none) leaves out units
 * that were not there. */
gboolean said_unit(struct said *said, guint figure, const struct time_mention *time, gint32 *unit);

#endif
