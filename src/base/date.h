/*
 * date - civil (Gregorian) dates as day numbers.
 *
 * A date is the number of days since 1970-01-01; dates compare and subtract as
 * integers. No clock and no time zone is read here.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <glib.h>

typedef gint32 date;

#define DATE_NONE G_MININT32

/* Years 1 to 9999; 31 February is not valid. */
gboolean date_is_valid(int year, int month, int day);
date date_from_civil(int year, int month, int day); /* must be valid */
void date_to_civil(date d, int *year, int *month, int *day);

/* Same day of the month, or the last one of a shorter month; stops at the years 1 and 9999. */
date date_add_months(date d, int months);
date date_month_end(date d);

/* Year times 12 plus month less 1: months that count and subtract as integers. */
int date_month_number(date d);

/* 1 to 4 where the two days begin and end a quarter of a year; else 0. */
int date_quarter(date first, date last);
/* "I" to "IV". */
const char *date_quarter_name(int quarter);

/* Whole years from birth to `at` (born 29 February: full on 1 March). */
int date_age(date birth, date at);

/*
 * dd/mm/yyyy, d/m/yyyy, dd-mm-yyyy, dd.mm.yyyy or yyyy-mm-dd; FALSE for anything
 * else, and for days the calendar does not have. `length` -1: up to the NUL.
 */
gboolean date_parse(const char *text, gssize length, date *d);

char *date_vietnamese(date d); /* 05/07/2022 */
char *date_iso(date d);        /* 2022-07-05 */

#endif
