/*
 * measure - what a figure says of the facts: a count, a share, a change.
 *
 * One list (measure.def) gives the enum, the codes that templates and tidy CSV
 * use, the decimals printed and the heading of a column.
 */
#ifndef BASE_MEASURE_H
#define BASE_MEASURE_H

#include <glib.h>

enum measure {
#define MEASURE(id, code, decimals, form, heading) MEASURE_##id,
#include "base/measure.def"
#undef MEASURE
    MEASURES
};

enum measure_form {
    MEASURE_FORM_COUNT,   /* whole number */
    MEASURE_FORM_PERCENT, /* 100 * numerator / denominator */
    MEASURE_FORM_POINTS,  /* 100 * numerator / denominator, a difference of shares */
    MEASURE_FORM_INDEX,   /* 100 * numerator / denominator */
    MEASURE_FORM_CHANGE,  /* 100 * numerator / denominator; the numerator is a difference */
    MEASURE_FORM_RATE,    /* 1000 * numerator / denominator */
};

struct measure_info {
    const char *code;
    guint decimals;
    enum measure_form form;
    const char *heading;
};

const struct measure_info *measure_info(enum measure measure);

/* Whether it says how one figure differs from another. */
gboolean measure_compares(enum measure measure);

#endif
