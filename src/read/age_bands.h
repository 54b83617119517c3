/*
 * age_bands - how old a person is on a day, and in which band of ages.
 *
 * The days of birth that bound the bands are computed once for one day, so that a row of that day
 * costs comparisons only.
 */
#ifndef READ_AGE_BANDS_H
#define READ_AGE_BANDS_H

#include <glib.h>

#include "data/fact.h"

/*
 * All columns of ages and bands of the dataset that are asked (by column; NULL: all are); ages of
 * what stands are taken on `day`. New array.
 */
GArray *age_bands_new(const struct dataset *dataset, date day, const guint8 *asked);

/*
 * Sets the values of those columns of a fact, which has its time, from its days of birth. An age
 * in something that happened is that of its own day, of a year or month the last one. What stands
 * is looked at on the day of age_bands_new(), or as many years before it as the row is.
 */
void age_bands_set(const GArray *bands, const struct dataset *dataset, struct fact *fact);

#endif
