/*
 * operand - what a figure of a crosstab is made of.
 *
 * An operand is a part of the facts: those of a row, a column and a span of days. A figure takes
 * the count of each of its operands; what else is known of the same facts, such as how a number
 * spreads over them, would be asked of the same operand. Who fills the cells and who explains them
 * go by the same operands.
 */
#ifndef BUILD_OPERAND_H
#define BUILD_OPERAND_H

#include "base/measure.h"
#include "build/grid.h"

/* Where the facts stand in the cube. `row` or `column` NULL: the total. */
struct operand {
    const struct grid_line *row, *column;
    enum span span;
};

#define OPERANDS_MOST MEASURE_COUNTS_MOST

/* The operands of one figure, in the order that its measure combines them (base/measure.h). */
struct operands {
    struct operand at[OPERANDS_MOST];
    guint count;
};

/*
 * Those of a measure shown here. FALSE: the template names a column that does not occur, or a base
 * in another table; what is known then is the first alone.
 */
gboolean operands_find(const struct grid *grid, const struct template_shown *shown,
                       struct operand here, struct operands *operands);

/*
 * What a figure is compared with: the same place in another span, or another column. FALSE: a
 * column that does not occur.
 */
gboolean operand_compared(const struct grid *grid, const struct template_shown *shown,
                          struct operand here, struct operand *other);

/* Whether an operand, or one of several, rests on declared weights. */
gboolean operand_is_estimate(const struct grid *grid, struct operand operand);
gboolean operands_are_estimate(const struct grid *grid, const struct operands *operands);

/* The days that an operand stands for; first > last: none. */
void operand_days(const struct query *query, struct operand operand, date *first, date *last);

/* How a number of the dataset spreads over the facts of an operand: see grid_collect(). */
gboolean operand_collect(const struct grid *grid, struct operand operand, const char *number,
                         GArray *found);

/* The count of an operand; see grid_count(). */
gint64 operand_count(const struct grid *grid, struct operand operand);

#endif
