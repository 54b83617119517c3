#include "base/date.h"

#include <string.h>

#define JULIAN_OF_1970 719163 /* GDate counts 1 January of the year 1 as day 1 */
#define LAST_YEAR 9999

gboolean date_is_valid(int year, int month, int day)
{
    return year >= 1 && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= g_date_get_days_in_month(month, year);
}

date date_from_civil(int year, int month, int day)
{
    GDate civil;

    g_assert(date_is_valid(year, month, day));
    g_date_clear(&civil, 1);
    g_date_set_dmy(&civil, day, month, year);
    return (date)g_date_get_julian(&civil) - JULIAN_OF_1970;
}

void date_to_civil(date d, int *year, int *month, int *day)
{
    GDate civil;

    g_date_clear(&civil, 1);
    g_date_set_julian(&civil, d + JULIAN_OF_1970);
    *year = g_date_get_year(&civil);
    *month = g_date_get_month(&civil);
    *day = g_date_get_day(&civil);
}

date date_add_months(date d, int months)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    gint64 moved = (gint64)year * 12 + month - 1 + months;
    moved = CLAMP(moved, 12, LAST_YEAR * 12 + 11);
    year = moved / 12;
    month = moved % 12 + 1;
    return date_from_civil(year, month, MIN(day, g_date_get_days_in_month(month, year)));
}

date date_month_end(date d)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    return d + g_date_get_days_in_month(month, year) - day;
}

int date_month_number(date d)
{
    int year, month, day;
    date_to_civil(d, &year, &month, &day);
    return year * 12 + month - 1;
}

int date_age(date birth, date at)
{
    int birth_year, birth_month, birth_day, year, month, day;

    date_to_civil(birth, &birth_year, &birth_month, &birth_day);
    date_to_civil(at, &year, &month, &day);
    gboolean is_before_birthday = month < birth_month || (month == birth_month && day < birth_day);
    return year - birth_year - is_before_birthday;
}

/* Reads from `least` to `most` digits; the place after them, or NULL. */
static const char *read_number(const char *p, const char *end, int least, int most, int *number)
{
    int count = 0;

    *number = 0;
    for (; count < most && p < end && g_ascii_isdigit(*p); p++, count++)
        *number = *number * 10 + g_ascii_digit_value(*p);
    return count >= least ? p : NULL;
}

static const char *read_mark(const char *p, const char *end, char mark)
{
    return p != NULL && p < end && *p == mark ? p + 1 : NULL;
}

/* Day first, as people write; one digit is enough only between strokes. */
static gboolean parse_day_first(const char *p, const char *end, int civil[3])
{
    const char *mark = memchr(p, '/', MIN(end - p, 3));
    int least = mark != NULL ? 1 : 2;

    if (mark == NULL)
        mark = p + 2; /* inside the text, which has at least eight bytes */
    if (*mark != '/' && *mark != '-' && *mark != '.')
        return FALSE;
    p = read_mark(read_number(p, end, least, 2, &civil[2]), end, *mark);
    if (p != NULL)
        p = read_mark(read_number(p, end, least, 2, &civil[1]), end, *mark);
    return p != NULL && read_number(p, end, 4, 4, &civil[0]) == end;
}

static gboolean parse_iso(const char *p, const char *end, int civil[3])
{
    p = read_mark(read_number(p, end, 4, 4, &civil[0]), end, '-');
    if (p != NULL)
        p = read_mark(read_number(p, end, 2, 2, &civil[1]), end, '-');
    return p != NULL && read_number(p, end, 2, 2, &civil[2]) == end;
}

gboolean date_parse(const char *text, gssize length, date *d)
{
    const char *end = text + (length < 0 ? strlen(text) : (gsize)length);
    int civil[3]; /* year, month, day */

    if (end - text < (gssize)strlen("1/1/2024") || end - text > (gssize)strlen("01/01/2024"))
        return FALSE;
    if (!parse_iso(text, end, civil) && !parse_day_first(text, end, civil))
        return FALSE;
    if (!date_is_valid(civil[0], civil[1], civil[2]))
        return FALSE;
    *d = date_from_civil(civil[0], civil[1], civil[2]);
    return TRUE;
}

char *date_vietnamese(date d)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    return g_strdup_printf("%02d/%02d/%04d", day, month, year);
}

char *date_iso(date d)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}
