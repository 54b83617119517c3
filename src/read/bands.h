/*
 * bands - in which band of ages a person falls on a day.
 *
 * The days of birth that bound the bands are computed once for the day on which most ages are
 * taken, so that such a row costs comparisons only.
 */
#ifndef READ_BANDS_H
#define READ_BANDS_H

#include <glib.h>

#include "base/date.h"
#include "spec/dictionary.h"

/* All columns of bands of the dataset; ages are mostly taken on `day`. New array. */
GArray *bands_new(const struct dataset *dataset, date day);

/* Sets the values of those columns from the days of birth among the values of the row: the ages on
 * `day`. */
void bands_set(const GArray *bands, date day, gint64 *value);

#endif
