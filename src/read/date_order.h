/*
 * date_order - whether the dates of a column begin with the day or with the month.
 *
 * 3/4/2024 is the third of April here and the fourth of March elsewhere; no single cell tells. A
 * column does: 12/31/2024 can only begin with the month, 31/12/2024 only with the day. When a file
 * begins its dates with the month, half of them would be rejected and the others counted in wrong
 * months; so the whole file is refused.
 *
 * A plain value; those of several threads are put together by date_order_merge().
 */
#ifndef READ_DATE_ORDER_H
#define READ_DATE_ORDER_H

#include <glib.h>

struct date_order {
    guint64 day_first;   /* rows that can only begin with the day; not counted for months */
    guint64 month_first; /* rows that can only begin with the month */
    guint32 months;      /* a bit for each month that stands in front */
    guint64 line;        /* of the first of them; 0: none */
    char text[24];       /* which is this */
};

/* Notes a text that is no date here, if it is one with the month in front. */
void date_order_note(struct date_order *order, const char *text, guint64 line, gboolean of_month);

/* Whether the first number of a date is too great for a month. */
gboolean date_order_is_day_first(const char *text, gsize length);

void date_order_merge(struct date_order *to, const struct date_order *from);

/*
 * Whether the column begins its dates with the month: no row says otherwise, or three rows and a
 * tenth of those that say anything do (the rest came from elsewhere). In a column of months, where
 * only the first days count as such, two different months must stand in front.
 */
gboolean date_order_is_month_first(const struct date_order *order, gboolean of_month);

#endif
