/*
 * chart_trials - every kind of chart in every awkward case and size, laid out once for all laws,
 * in the real font and in a wider one.
 */
#ifndef UNIT_CHART_TRIALS_H
#define UNIT_CHART_TRIALS_H

#include "../gallery/cases.h"
#include "chart/chart.h"
#include "chart/chart_canvas.h"

/* A chart of the gallery, laid out. */
struct chart_trial {
    enum chart_kind kind;
    enum chart_case one;
    struct chart_size size;
    struct book *book;
    const struct book_table *table;
    const struct book_chart *chart;
    struct display_list *list;
    const struct ruler *ruler;
    struct canvas series; /* only what chart_series.h fills: what the columns drawn are */
};

typedef gboolean (*law)(const struct chart_trial *trial);

/* For a suite's start and end; not 0: there are no fonts. */
int chart_trials_open(void);
int chart_trials_close(void);

/* Of a column drawn: what is gathered in one has a cell, too. The figure that an item shows. */
const struct book_cell *chart_trial_cell(const struct chart_trial *trial, guint row, guint column);
double chart_trial_value(const struct chart_trial *trial, const struct display_item *item);

/* Holds all trials to a law, and says which break it. */
void chart_trials_hold(law holds);

#endif
