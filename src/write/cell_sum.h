/*
 * cell_sum - what the cells of a workbook come to: how many hold a value, and a sum over all.
 *
 * The writer adds each cell as it hands it to the library, the reader each cell that it finds in
 * the file. A cell that was lost, moved or changed on the way makes the two differ. The order of
 * the cells has no say.
 */
#ifndef WRITE_CELL_SUM_H
#define WRITE_CELL_SUM_H

#include <glib.h>

#include "workbook/workbook_cell.h"

struct cell_sum {
    guint64 cells, sum;
};

/* `tab` is the name of the sheet. */
void cell_sum_add_text(struct cell_sum *sum, const char *tab, struct workbook_place place,
                       const char *text);
/* Fifteen digits count: a file holds no more for certain. */
void cell_sum_add_number(struct cell_sum *sum, const char *tab, struct workbook_place place,
                         double value);

#endif
