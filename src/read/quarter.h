/*
 * quarter - the quarter of a year that a row is of.
 *
 * Rankings are made in the first three quarters and once for the year; that of the fourth quarter
 * is merged into the year's. So a quarter is kept as its last day, and one that ends with the year
 * is the year. Beside a column of years its text may leave the year out ("Quý III").
 */
#ifndef READ_QUARTER_H
#define READ_QUARTER_H

#include <glib.h>

#include "base/date.h"

/* Of a text without a year the last day lies in this one, until it is known. */
#define QUARTER_NO_YEAR 1

/*
 * "2025Q3", "Q3/2025", "Quý III/2025", "Quý III", "3"; "2025", "Cả năm 2025", "Cả năm". *value is
 * the last day. "3/2025" may be a month: FALSE. A parse_function.
 */
gboolean quarter_parse(const char *text, gsize length, gint64 *value, gint32 *span);

/* The first day of the stretch that ends with a last day: of a quarter, or of the year. */
date quarter_first(date last);

/* The first day of its year. */
date quarter_year(date last);

/* Gives a last day without a year the one that begins with `year`; others are as they are. */
date quarter_in_year(date last, date year);

gboolean quarter_has_year(date last);

#endif
