/*
 * workbook_format - how a worksheet shows a number: as a date, a percentage, with so many decimals.
 *
 * A cell holds a number alone; whether it is a day is told by the code of its format.
 */
#ifndef WORKBOOK_WORKBOOK_FORMAT_H
#define WORKBOOK_WORKBOOK_FORMAT_H

#include <glib.h>

enum workbook_format_kind {
    WORKBOOK_GENERAL,
    WORKBOOK_FIXED, /* with so many decimals */
    WORKBOOK_PERCENT,
    WORKBOOK_DAY, /* with what `shows` has of it, perhaps with the time */
    WORKBOOK_TIME,
};

enum { WORKBOOK_SHOWS_YEAR = 1, WORKBOOK_SHOWS_MONTH = 2, WORKBOOK_SHOWS_DAY = 4 };

/* A plain value; {0} is the general format. */
struct workbook_format {
    guint8 kind;     /* enum workbook_format_kind */
    guint8 decimals; /* of a fixed number or a percentage */
    guint8 digits;   /* before the point at least; 0 where more than digits is shown */
    guint8 shows;    /* of a day */
};

/* The first section of a code such as "dd/mm/yyyy" or "#,##0.00;[Red]-0" counts. */
struct workbook_format workbook_format_of_code(const char *code);
/* The formats that need no code, by their number in the file; general where there is none. */
struct workbook_format workbook_format_of_number(guint number);

#endif
