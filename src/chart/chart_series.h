/*
 * chart_series - what a chart draws of its columns, and as what it paints them.
 *
 * Values of a field have the colours that the book gives them; columns that are of no field are
 * told apart among themselves. Where more are drawn than there are colours and colours alone tell
 * them from each other, those without a colour are gathered into one if they add up; else they
 * are left out, and a note names them. Kinds that name each line draw them in grey.
 */
#ifndef CHART_CHART_SERIES_H
#define CHART_CHART_SERIES_H

#include "chart/chart_canvas.h"

/* Before the chart is drawn: fills canvas->series, and canvas->columns by it. */
void series_open(struct canvas *canvas);
void series_close(struct canvas *canvas);

/* The column of the table; of what is gathered, the first. */
guint series_column(const struct canvas *canvas, guint column);
gboolean series_is_gathered(const struct canvas *canvas, guint column);
/* "Khác (3 mục)". New string. */
char *series_gathered_label(const struct canvas *canvas);

#endif
