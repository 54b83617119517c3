/*
 * claims_slots - what a sentence says of one figure: unit, days, what is counted, and on which
 * condition.
 */
#ifndef CLAIMS_SLOTS_H
#define CLAIMS_SLOTS_H

#include "base/error.h"
#include "claims/claims_marks.h"

/* What figures of one claim count. */
struct claims_subject {
    const struct dataset *dataset;
    const struct dictionary_subject *subject;
};

/* What earlier sentences spoke of. */
struct claims_context {
    gint32 unit;                   /* UNIT_NONE: none */
    gint32 named[LEVELS];          /* the last of each level; UNIT_NONE */
    struct claims_time time, year; /* the last days, the last whole year */
    gboolean has_time, has_year;
    struct claims_subject counted; /* of the last claim of the paragraph; no dataset: none */
};

/* Why something cannot be said; `about` NULL: nothing hinders. */
struct claims_obstacle {
    enum message why;
    char *about;
};

struct claims_slots {
    const struct claims_reader *words;
    const struct claims_marks *marks;
    const struct unit_tree *tree;
    const struct claims_context *before;
    const guint *others; /* other figures of the claim, up to a CLAIM_NOWHERE; NULL: none */
    struct claims_obstacle obstacle;
    gboolean carried; /* unit, time or subject are of an earlier sentence */
};

/* Sets the obstacle if none is there; returns FALSE. */
gboolean slots_hinder(struct claims_slots *slots, enum message why, const char *about);
/* The same, about the words of some tokens. */
gboolean slots_hinder_words(struct claims_slots *slots, enum message why, guint first, guint next);

/* The days of a figure; `compared`: of the time that it is compared with. FALSE: none are said (no
 * obstacle), or two (an obstacle). */
gboolean slots_time(struct claims_slots *slots, guint figure, gboolean compared,
                    struct claims_time *time);

/* The unit of a figure; UNIT_NONE: all. FALSE: an obstacle. `time` (NULL: none) leaves out units
 * that were not there. */
gboolean slots_unit(struct claims_slots *slots, guint figure, const struct claims_time *time,
                    gint32 *unit);

/*
 * claims_subject.c: which dataset a figure is of, and the conditions that its words name.
 */
/*
 * The subject of a figure, whose noun may stand at another figure of the claim (`slots->others`).
 * `set`: shares of one set, which without a noun are of what the last claim counted, if their
 * sentence speaks of the same ("Cơ cấu xếp loại là: 13% xuất sắc, …"). FALSE: an obstacle.
 */
gboolean subject_find(struct claims_slots *slots, guint figure, gboolean set,
                      struct claims_subject *counted);

/* Whether the figure has words of its own that say a noun or a value. */
gboolean subject_is_named(const struct claims_slots *slots, guint figure);

/* Whether the sentence names a value of the dataset anywhere but in the words of some figures. */
gboolean subject_says_value(const struct claims_slots *slots, const guint *parts, guint count,
                            const struct claims_subject *counted);

/*
 * The conditions that the own words of figures (up to a CLAIM_NOWHERE) and the words of no figure
 * name, as so_lieu_cong_bo writes them; *base: "những đảng viên được xếp loại" and the like
 * (MESSAGE_COUNT: nothing is said). New string; NULL: an obstacle.
 */
char *subject_conditions(struct claims_slots *slots, const guint *figures,
                         const struct claims_subject *counted, enum message *base);

/* "Xếp loại" is one of the values that have a place in the order: for a count of those ranked. New
 * string, "" if the dataset has no such values. */
char *subject_ranked(const struct claims_subject *counted);

#endif
