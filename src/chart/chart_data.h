/*
 * chart_data - what a chart reads in its table.
 *
 * Rows and columns are counted within the chart, in its order. A bar's length comes from the
 * exact numerator and denominator, its label from cell_text().
 */
#ifndef CHART_CHART_DATA_H
#define CHART_CHART_DATA_H

#include "chart/chart_canvas.h"

const struct book_cell *chart_cell(const struct canvas *canvas, guint row, guint column);
enum measure chart_measure(const struct canvas *canvas, guint column);

/* FALSE unless the state is ok. */
gboolean chart_value(const struct canvas *canvas, guint row, guint column, double *value);
/* The greatest and least value drawn, and zero. */
void chart_extent(const struct canvas *canvas, double *low, double *high);
/*
 * The same for lines: an axis from zero flattens shares that differ by a few points, so it starts
 * near the least value when all lie within a quarter of the greatest, and a note says so.
 */
void chart_extent_of_lines(struct canvas *canvas, double *low, double *high);

/* How a figure stands to the level drawn across the chart; none where that is a limit of each row.
 */
enum book_level chart_level(const struct canvas *canvas, guint row, guint column);
/* New strings. */
char *chart_value_text(const struct canvas *canvas, guint row, guint column);
char *chart_row_label(const struct canvas *canvas, guint row);
/* The column's label, its heading when the columns differ by measure only or it is a lone total. */
char *chart_column_label(const struct canvas *canvas, guint column);
/* Whether the only column drawn is the total: what the title says. */
gboolean chart_is_lone_total(const struct canvas *canvas);
/* "n = 2.192": what the shares or rates of a row are taken of; "" when there is not one base. */
char *chart_row_base(const struct canvas *canvas, guint row);
/* Signs of the cells of a row that are not figures ("… *"), or "". */
char *chart_row_signs(const struct canvas *canvas, guint row);

/* What the signs of cells without a figure mean; NULL for a figure. */
const char *chart_state_meaning(enum cell_state state);
/* The subtitle and the figures of the columns drawn, in words. New string. */
char *chart_words(const struct canvas *canvas);

/* Whether all rows are years or all are months, and where a row lies (years or months). */
enum book_time chart_time(const struct canvas *canvas);
gint64 chart_row_time(const struct canvas *canvas, guint row);
/* Whether a row counts what the row before it does. */
gboolean chart_row_continues(const struct canvas *canvas, guint row);

/* Rows by the value of a column, greatest first; rows without a value last. guint, owned. */
GArray *chart_sorted(const struct canvas *canvas, guint column);

#endif
