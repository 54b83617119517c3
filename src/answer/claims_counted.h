/*
 * claims_counted - which dataset a figure is of, and the conditions that its words name.
 */
#ifndef ANSWER_CLAIMS_COUNTED_H
#define ANSWER_CLAIMS_COUNTED_H

#include "answer/claims_said.h"

/*
 * The subject of a figure, whose noun may stand at another figure of the claim (`said->others`).
 * `set`: shares of one set, which without a noun are of what the last claim counted, if their
 * sentence speaks of the same ("Cơ cấu xếp loại là: 13% xuất sắc, …"). FALSE: an obstacle.
 */
gboolean counted_find(struct said *said, guint figure, gboolean set,
                      struct counted_subject *counted);

/* Whether the figure has words of its own that say a noun or a value. */
gboolean counted_is_named(const struct said *said, guint figure);

/* Whether the sentence names a value of the dataset anywhere but in the words of some figures. */
gboolean counted_says_value(const struct said *said, const guint *parts, guint count,
                            const struct counted_subject *counted);

/*
 * The conditions that the own words of figures (up to a CLAIM_NOWHERE) and the words of no figure
 * name, as so_lieu_cong_bo writes them; *base: "những đảng viên được xếp loại" and the like
 * (MESSAGE_COUNT: nothing is said). New string; NULL: an obstacle.
 */
char *counted_conditions(struct said *said, const guint *figures,
                         const struct counted_subject *counted, enum message *base);

/* "Xếp loại" is one of the values that have a place in the order: for a count of those ranked. New
 * string, "" if the dataset has no such values. */
char *counted_ranked(const struct counted_subject *counted);

#endif
