/*
 * operand - the counts that a figure of a crosstab is made of.
 *
 * Every measure is a count over another count, each asked of the cube at its own place. Who
 * fills the cells and who explains them go by the same operands.
 */
#ifndef BUILD_OPERAND_H
#define BUILD_OPERAND_H

#include "base/measure.h"
#include "build/grid.h"

/* A count: where it stands in the cube. `row` or `column` NULL: the total. */
struct operand {
    const struct line *row, *column;
    enum span span;
};

/* A figure as a quotient of two counts. */
struct quotient {
    struct operand part, whole;
    gboolean known; /* FALSE: the template names a column that does not occur */
};

/* The share that a measure shows here, as part over whole; `over` is used by those that need it. */
struct quotient operand_share(const struct grid *grid, enum measure measure, const char *over,
                              struct operand here);

/*
 * What a figure is compared with: the same place in another span, or another column. FALSE: a
 * column that does not occur.
 */
gboolean operand_compared(const struct grid *grid, const struct shown *shown, struct operand here,
                          struct operand *other);

/* Whether an operand, or one of a quotient, rests on declared weights. */
gboolean operand_is_estimate(const struct grid *grid, struct operand operand);
gboolean quotient_is_estimate(const struct grid *grid, struct quotient quotient);

/* The count of an operand; see grid_count(). */
gint64 operand_count(const struct grid *grid, struct operand operand);

#endif
