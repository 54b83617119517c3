/*
 * answers_book - what came of the answers of units, counted by unit and as a workbook.
 */
#ifndef ANSWER_ANSWERS_BOOK_H
#define ANSWER_ANSWERS_BOOK_H

#include "answer/answers.h"

struct answers_count {
    guint of[ANSWER_STATES];
    guint all;
};

/* Of no unit, of each unit of the tree, and of all together. New array of struct answers_count. */
GArray *answers_count(const struct check_outcome *outcome, const struct answers *answers);

/*
 * DIR/tra-loi-PERIOD.xlsx (without a period: tra-loi-du-lieu.xlsx) with its manifest: units with
 * their counts, then row by row what is open, what is kept and why, what was corrected. The paths
 * made are appended; the caller holds the lock of the folder. Errors: OUTPUT.
 */
gboolean answers_book_deliver(const struct check_outcome *outcome, const struct answers *answers,
                              const char *folder, GPtrArray *paths, GError **error);

#endif
