/*
 * parse - years, months, days and counts as exports write them, without blanks around.
 *
 * Each function gives the first day (or the count) and how many days follow it in the year
 * or month; FALSE when the text is nothing of the kind.
 */
#ifndef READ_PARSE_H
#define READ_PARSE_H

#include <glib.h>

#include "spec/dictionary.h"

typedef gboolean (*parse_function)(const char *text, gsize length, gint64 *value, gint32 *span);

/* 2024 */
gboolean parse_year(const char *text, gsize length, gint64 *value, gint32 *span);
/*
 * 2024-08, 2024/08, 08/2024, 8-2024; as spreadsheets write months: Jul-24, Thg7-24, Tháng 7/2024,
 * or the first day of one, in any way that parse_day() takes.
 */
gboolean parse_month(const char *text, gsize length, gint64 *value, gint32 *span);
/*
 * What date_parse() takes, 1-Jul-24 and 1-Thg7-24, all also with the time 0:00 behind; a year of
 * two digits (from 30 on 19yy, below 20yy); a day number of a spreadsheet with five digits (45839
 * is 01/07/2025) up to the year 2100.
 */
gboolean parse_day(const char *text, gsize length, gint64 *value, gint32 *span);
/* Any of the three, but no day number. */
gboolean parse_period(const char *text, gsize length, gint64 *value, gint32 *span);
/* Digits only: a sign or a mark between the digits makes it another number. */
gboolean parse_count(const char *text, gsize length, gint64 *value, gint32 *span);
/*
 * 72,8% or 72.8 %, from 0 to 100 with at most two decimals: hundredths of a per cent. Without the
 * sign 1 and less may be parts of one, and only 0 is sure.
 */
gboolean parse_percent(const char *text, gsize length, gint64 *value, gint32 *span);
/* 92,5 or 92.5, from 0 to 100 with at most two decimals: hundredths of a point. */
gboolean parse_points(const char *text, gsize length, gint64 *value, gint32 *span);

/*
 * Whether the text is a day (or the first of a month) only when the month is written before the
 * day: 12/31/2024.
 */
gboolean parse_is_month_first(const char *text, gsize length, gboolean of_month);

/*
 * Groups of three digits: between blanks, or as the format says, 1.234 or 1,234. Without a format
 * one mark is ambiguous, since it may stand before decimals, and FALSE; two equal ones are not.
 */
gboolean parse_grouped_count(const char *text, enum number_format format, gint64 *value,
                             gboolean *is_ambiguous);

#endif
