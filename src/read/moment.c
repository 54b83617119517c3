#include "read/moment.h"

#include "base/date.h"
#include "base/decimal.h"

/* The number that `length` digits make, or -1. */
static int digits(const char *text, gsize length)
{
    int number = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

static gboolean set_span(date first, date last, gint64 *value, gint32 *span)
{
    *value = first;
    *span = last - first;
    return TRUE;
}

gboolean moment_year(const char *text, gsize length, gint64 *value, gint32 *span)
{
    int year = length == 4 ? digits(text, 4) : -1;
    if (year < 0 || !date_is_valid(year, 1, 1))
        return FALSE;
    return set_span(date_from_civil(year, 1, 1), date_from_civil(year, 12, 31), value, span);
}

gboolean moment_month(const char *text, gsize length, gint64 *value, gint32 *span)
{
    int year = -1, month = -1;
    if (length == 7 && text[4] == '-') {
        year = digits(text, 4);
        month = digits(text + 5, 2);
    } else if ((length == 6 || length == 7) && text[length - 5] == '/') {
        year = digits(text + length - 4, 4);
        month = digits(text, length - 5);
    }
    if (year < 0 || month < 0 || !date_is_valid(year, month, 1))
        return FALSE;
    date first = date_from_civil(year, month, 1);
    return set_span(first, date_month_end(first), value, span);
}

gboolean moment_day(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    return date_parse(text, (gssize)length, &day) && set_span(day, day, value, span);
}

gboolean moment_period(const char *text, gsize length, gint64 *value, gint32 *span)
{
    return moment_year(text, length, value, span) || moment_month(text, length, value, span) ||
           moment_day(text, length, value, span);
}

gboolean moment_count(const char *text, gsize length, gint64 *value, gint32 *span)
{
    *span = 0;
    return length > 0 && g_ascii_isdigit(*text) && decimal_parse_whole(text, (gssize)length, value);
}
