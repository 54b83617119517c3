#include "base/date.h"

#include <string.h>

#define LAST_YEAR 9999

/* Years are taken to begin in March, so that the leap day comes last; 400 of them make an era. */
#define ERA_DAYS 146097
#define ERA_DAYS_BEFORE_1970 719468 /* since 1 March of the year 0 */

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

gboolean date_is_valid(int year, int month, int day)
{
    return year >= 1 && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

date date_from_civil(int year, int month, int day)
{
    g_assert(date_is_valid(year, month, day));
    int from_march = month > 2 ? year : year - 1;
    int era = from_march / 400, year_of_era = from_march % 400;
    int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - ERA_DAYS_BEFORE_1970;
}

void date_to_civil(date d, int *year, int *month, int *day)
{
    int days = d + ERA_DAYS_BEFORE_1970;
    int era = days / ERA_DAYS, day_of_era = days % ERA_DAYS;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = era * 400 + year_of_era + (*month <= 2);
}

date date_add_months(date d, int months)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    gint64 moved = (gint64)year * 12 + month - 1 + months;
    moved = CLAMP(moved, 12, LAST_YEAR * 12 + 11);
    year = moved / 12;
    month = moved % 12 + 1;
    return date_from_civil(year, month, MIN(day, month_days(year, month)));
}

date date_month_end(date d)
{
    int year, month, day;

    date_to_civil(d, &year, &month, &day);
    return d + month_days(year, month) - day;
}

int date_month_number(date d)
{
    int year, month, day;
    date_to_civil(d, &year, &month, &day);
    return year * 12 + month - 1;
}

int date_quarter(date first, date last)
{
    if (last - first < 89 || last - first > 91) /* no quarter has so few days, or so many */
        return 0;
    int year, month, day;
    date_to_civil(first, &year, &month, &day);
    gboolean is_whole = day == 1 && month % 3 == 1 && date_month_end(last) == last &&
                        date_month_number(last) - date_month_number(first) == 2;
    return is_whole ? (month + 2) / 3 : 0;
}

const char *date_quarter_name(int quarter)
{
    static const char *const names[] = {"I", "II", "III", "IV"};
    g_assert(quarter >= 1 && quarter <= 4);
    return names[quarter - 1];
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
