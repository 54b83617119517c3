/*
 * file_rows - how the rows of each input were spent, by the class of their unit.
 *
 * Kept by a tally (tally.h), which knows the classes and what time is counted.
 */
#ifndef CALC_FILE_ROWS_H
#define CALC_FILE_ROWS_H

#include <glib.h>

#include "data/fact.h"

struct file_row {
    guint64 counted, outside; /* of a time that is counted, or that nothing looks at */
    date first, last; /* of the counted ones; the first is behind the last: there are none */
};

struct file_rows;

struct file_rows *file_rows_new(guint classes, guint files);
void file_rows_free(struct file_rows *rows);

/* The rows of a group of a class; `any_day`: they belong to no time of their own. */
void file_rows_add(struct file_rows *rows, guint class, const struct fact_group *group,
                   gboolean counted, gboolean any_day);
const struct file_row *file_rows_at(const struct file_rows *rows, guint class, guint32 file);

#endif
