#include "read/parse.h"

#include <string.h>

#include "base/date.h"
#include "base/decimal.h"

/* Spreadsheets count days so that 1970 begins with this one. */
#define SERIAL_OF_1970 25569

/* Years of two digits from this one on belong to the century before. */
#define FIRST_SHORT_YEAR 30

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

gboolean parse_year(const char *text, gsize length, gint64 *value, gint32 *span)
{
    int year = length == 4 ? digits(text, 4) : -1;
    if (year < 0 || !date_is_valid(year, 1, 1))
        return FALSE;
    return set_span(date_from_civil(year, 1, 1), date_from_civil(year, 12, 31), value, span);
}

/* Spreadsheets write a day with the time at which it begins. */
static gsize without_midnight(const char *text, gsize length)
{
    static const char *const times[] = {
        "00:00:00.000000", "00:00:00.000", "00:00:00.0",    "00:00:00Z", "00:00:00",
        "0:00:00",         "12:00:00 AM",  "12:00:00 SA",   "12:00 AM",  "12:00 SA",
        "00:00",           "0:00",         "00:00:00.000Z",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
        gsize size = strlen(times[i]);
        if (length < size + 2 || g_ascii_strncasecmp(text + length - size, times[i], size) != 0)
            continue;
        char before = text[length - size - 1];
        if (before == ' ' || before == 'T')
            return length - size - 1;
    }
    return length;
}

/* The year of four digits, or of two; -1: it is none. */
static int year_of(const char *text, gsize length)
{
    int year = length == 4 || length == 2 ? digits(text, length) : -1;
    if (year >= 0 && length == 2)
        year += year >= FIRST_SHORT_YEAR ? 1900 : 2000;
    return year;
}

/* "Jul", "July", "Thg7", "Thg 7", "Tháng 7", "T7": the number of the month, or -1. */
static int month_name(const char *text, gsize length)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    static const char *const words[] = {"tháng", "thang", "thg", "th", "t"};
    g_autofree char *part = g_strndup(text, length);
    g_autofree char *lower = g_utf8_strdown(part, -1);
    gsize size = strlen(lower);
    for (int i = 0; i < 12; i++)
        if ((size == 3 || size == strlen(names[i])) && strncmp(lower, names[i], size) == 0)
            return i + 1;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!g_str_has_prefix(lower, words[i]))
            continue;
        const char *number = lower + strlen(words[i]);
        number += strspn(number, ". ");
        gsize count = strlen(number);
        return count == 1 || count == 2 ? digits(number, count) : -1;
    }
    return -1;
}

/* Jul-24, Thg7-24, Tháng 7/2024, Jul 2024: a name, a mark or a blank, and a year. */
static gboolean named_month(const char *text, gsize length, int *year, int *month)
{
    gsize mark = length;
    while (mark > 0 && g_ascii_isdigit(text[mark - 1]))
        mark--;
    if (mark < 2 || mark == length || strchr("-/. ", text[mark - 1]) == NULL)
        return FALSE;
    *year = year_of(text + mark, length - mark);
    *month = month_name(text, mark - 1);
    return *year >= 0 && *month > 0;
}

/* 2024-08, 2024/08, 08/2024, 8-2024, 8.2024 */
static gboolean numbered_month(const char *text, gsize length, int *year, int *month)
{
    if (length == 7 && (text[4] == '-' || text[4] == '/')) {
        *year = digits(text, 4);
        *month = digits(text + 5, 2);
    } else if ((length == 6 || length == 7) && strchr("/-.", text[length - 5]) != NULL) {
        *year = digits(text + length - 4, 4);
        *month = digits(text, length - 5);
    } else {
        return FALSE;
    }
    return *year >= 0 && *month >= 0;
}

/* The first day stands for its month: 01/07/2024, as a spreadsheet turns 7/2024. */
static gboolean first_of_month(const char *text, gsize length, int *year, int *month)
{
    gint64 value;
    gint32 span;
    int day;
    if (!parse_day(text, length, &value, &span))
        return FALSE;
    date_to_civil((date)value, year, month, &day);
    return day == 1;
}

gboolean parse_month(const char *text, gsize length, gint64 *value, gint32 *span)
{
    int year = -1, month = -1;
    if (!numbered_month(text, length, &year, &month) && !named_month(text, length, &year, &month) &&
        !first_of_month(text, length, &year, &month))
        return FALSE;
    if (!date_is_valid(year, month, 1))
        return FALSE;
    date first = date_from_civil(year, month, 1);
    return set_span(first, date_month_end(first), value, span);
}

/* 5/7/22: day, month and two digits of a year between one kind of mark. */
static gboolean short_year(const char *text, gsize length, date *day)
{
    gsize mark[2], marks = 0;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            continue;
        if (marks == 2 || strchr("/-.", text[i]) == NULL)
            return FALSE;
        mark[marks++] = i;
    }
    if (marks != 2 || text[mark[0]] != text[mark[1]] || mark[0] < 1 || mark[0] > 2 ||
        mark[1] - mark[0] < 2 || mark[1] - mark[0] > 3 || length - mark[1] != 3)
        return FALSE;
    int year = digits(text + mark[1] + 1, 2);
    int month = digits(text + mark[0] + 1, mark[1] - mark[0] - 1);
    year += year >= FIRST_SHORT_YEAR ? 1900 : 2000;
    if (!date_is_valid(year, month, digits(text, mark[0])))
        return FALSE;
    *day = date_from_civil(year, month, digits(text, mark[0]));
    return TRUE;
}

static gboolean day_number(const char *text, gsize length, date *day)
{
    int number = length == 5 && *text != '0' ? digits(text, length) : -1;
    *day = (date)(number - SERIAL_OF_1970);
    return number > 0 && *day < date_from_civil(2101, 1, 1);
}

/* 1-Jul-24, 01 Thg7 2024: a day in front of a month with a name. */
static gboolean named_day(const char *text, gsize length, date *day)
{
    int year, month;
    gsize count = 0;
    while (count < length && count < 3 && g_ascii_isdigit(text[count]))
        count++;
    if (count < 1 || count > 2 || count == length || strchr("-/. ", text[count]) == NULL ||
        !named_month(text + count + 1, length - count - 1, &year, &month) ||
        !date_is_valid(year, month, digits(text, count)))
        return FALSE;
    *day = date_from_civil(year, month, digits(text, count));
    return TRUE;
}

static gboolean written_day(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    length = without_midnight(text, length);
    return (date_parse(text, (gssize)length, &day) || short_year(text, length, &day) ||
            named_day(text, length, &day)) &&
           set_span(day, day, value, span);
}

gboolean parse_day(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    return written_day(text, length, value, span) ||
           (day_number(text, length, &day) && set_span(day, day, value, span));
}

/* Days are tried before months: the first of a month is a day here. */
gboolean parse_period(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    return parse_year(text, length, value, span) || written_day(text, length, value, span) ||
           (!day_number(text, length, &day) && parse_month(text, length, value, span));
}

/*
 * Swaps what stands before and behind the first mark of a date: 12/31/2024 becomes 31/12/2024.
 * NULL when it does not begin with two short numbers. New string.
 */
static char *swapped(const char *text, gsize length)
{
    gsize first = 0, second;
    while (first < length && g_ascii_isdigit(text[first]))
        first++;
    if (first < 1 || first > 2 || first + 1 >= length || strchr("/-.", text[first]) == NULL)
        return NULL;
    second = first + 1;
    while (second < length && g_ascii_isdigit(text[second]))
        second++;
    if (second - first < 2 || second - first > 3 || second >= length || text[second] != text[first])
        return NULL;
    return g_strdup_printf("%.*s%c%.*s%.*s", (int)(second - first - 1), text + first + 1,
                           text[first], (int)first, text, (int)(length - second), text + second);
}

gboolean parse_is_month_first(const char *text, gsize length, gboolean of_month)
{
    gint64 value;
    gint32 span;
    g_autofree char *day_first = swapped(text, length);
    if (day_first == NULL)
        return FALSE;
    parse_function parse = of_month ? parse_month : parse_day;
    return !parse(text, length, &value, &span) &&
           parse(day_first, strlen(day_first), &value, &span);
}

gboolean parse_count(const char *text, gsize length, gint64 *value, gint32 *span)
{
    *span = 0;
    return length > 0 && g_ascii_isdigit(*text) && decimal_parse_whole(text, (gssize)length, value);
}

/* Digits with at most two decimals behind a mark, as hundredths up to a hundred; -1: they are none.
 */
static gint64 hundredths(const char *text, gsize length)
{
    gint64 number = 0;
    gsize mark = length;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            number = 10 * number + (text[i] - '0');
        else if ((text[i] == ',' || text[i] == '.') && mark == length && i > 0)
            mark = i;
        else
            return -1;
        if (number > 10000)
            return -1;
    }
    gsize decimals = mark < length ? length - mark - 1 : 0;
    if (length == 0 || decimals > 2 || mark + 1 == length)
        return -1;
    for (; decimals < 2; decimals++)
        number *= 10;
    return number <= 10000 ? number : -1;
}

gboolean parse_percent(const char *text, gsize length, gint64 *value, gint32 *span)
{
    gboolean has_sign = length > 0 && text[length - 1] == '%';
    length -= has_sign;
    while (has_sign && length > 0 && text[length - 1] == ' ')
        length--;
    *span = 0;
    *value = hundredths(text, length);
    return *value == 0 || (has_sign ? *value > 0 : *value > 100);
}

gboolean parse_points(const char *text, gsize length, gint64 *value, gint32 *span)
{
    *span = 0;
    *value = hundredths(text, length);
    return *value >= 0;
}

/* The mark between all groups of three digits, and how many there are; 0: it is nothing such. */
static char group_mark(const char *text, guint *marks)
{
    gsize first = strspn(text, "0123456789");
    char mark = text[first];
    *marks = 0;
    if (first < 1 || first > 3 || *text == '0' || mark == '\0' || strchr("., ", mark) == NULL)
        return '\0';
    for (text += first; *text != '\0'; text += 4, (*marks)++) {
        if (*text != mark || strspn(text + 1, "0123456789") < 3 ||
            (text[4] != '\0' && text[4] != mark))
            return '\0';
    }
    return mark;
}

gboolean parse_grouped_count(const char *text, enum number_format format, gint64 *value,
                             gboolean *is_ambiguous)
{
    guint marks;
    char mark = group_mark(text, &marks);
    enum number_format own = mark == '.' ? FORMAT_VI : mark == ',' ? FORMAT_EN : FORMAT_NONE;
    *is_ambiguous = mark != '\0' && own != FORMAT_NONE && format == FORMAT_NONE && marks == 1;
    if (mark == '\0' || *is_ambiguous ||
        (own != FORMAT_NONE && format != FORMAT_NONE && own != format))
        return FALSE;
    g_autoptr(GString) plain = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (*text != mark)
            g_string_append_c(plain, *text);
    }
    return decimal_parse_whole(plain->str, -1, value);
}
