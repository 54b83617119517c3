/*
 * moment - years, months, days and counts as exports write them, without blanks around.
 *
 * Each function gives the first day (or the count) and how many days follow it in the year
 * or month; FALSE when the text is nothing of the kind.
 */
#ifndef READ_MOMENT_H
#define READ_MOMENT_H

#include <glib.h>

typedef gboolean (*moment_parser)(const char *text, gsize length, gint64 *value, gint32 *span);

/* 2024 */
gboolean moment_year(const char *text, gsize length, gint64 *value, gint32 *span);
/* 2024-08, 08/2024, 8/2024 */
gboolean moment_month(const char *text, gsize length, gint64 *value, gint32 *span);
/* What date_parse() takes. */
gboolean moment_day(const char *text, gsize length, gint64 *value, gint32 *span);
/* Any of the three. */
gboolean moment_period(const char *text, gsize length, gint64 *value, gint32 *span);
/* Digits only: a sign or a mark between the digits makes it another number. */
gboolean moment_count(const char *text, gsize length, gint64 *value, gint32 *span);

#endif
