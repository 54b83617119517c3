/*
 * samples - how the numbers of a table's facts spread: values with how often they were met.
 *
 * An average can be had from two sums; a median cannot, and neither can what a part of the table
 * adds to both. So a cell keeps its distribution, which merges in any order like a sum does.
 */
#ifndef CALC_SAMPLES_H
#define CALC_SAMPLES_H

#include <glib.h>

#include "data/fact.h"

/* A value met so often in a cell of a cube. FACT_BLANK: nothing was said. */
struct sample {
    guint32 span, column; /* of the dataset: whose numbers they are */
    gint32 row_part, row_number, column_part, column_number;
    gint64 value, times;
};

struct samples;

struct samples *samples_new(void);
void samples_free(struct samples *samples); /* NULL is fine */

void samples_add(struct samples *samples, const struct sample *sample);

/* After the last one: those of a cell, by value. */
void samples_close(struct samples *samples);

/* Adds those of the cell that `like` is of to an array of struct sample. */
void samples_collect(const struct samples *samples, const struct sample *like, GArray *found);

/* What is told of a distribution: of `count` values their sum, and twice the one in the middle. */
struct samples_summary {
    gint64 count, sum, twice_median, blanks;
};

/* Of the samples of one or several cells, which are put into the order of their values. */
struct samples_summary samples_summary(GArray *found);

#endif
