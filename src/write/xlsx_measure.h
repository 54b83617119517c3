/*
 * xlsx_measure - how much room a text takes in a cell.
 *
 * Measured with Liberation Serif, which has the widths of Times New Roman; spreadsheet programs
 * round glyphs to screen pixels, so a little is added. Points throughout; the cell's
 * own margins are included.
 */
#ifndef WRITE_XLSX_MEASURE_H
#define WRITE_XLSX_MEASURE_H

#include <glib.h>

#include "write/draw.h"
#include "write/xlsx_style.h"

/* On one line. */
double xlsx_measure_width(struct pen *pen, const char *text, struct xlsx_style style);

/* The longest word, below which a column should not shrink. */
double xlsx_measure_word(struct pen *pen, const char *text, struct xlsx_style style);

/* Height of a row that shows the text, wrapped into a cell of that width. */
double xlsx_measure_height(struct pen *pen, const char *text, struct xlsx_style style,
                           double width);

#endif
