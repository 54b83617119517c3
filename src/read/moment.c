#include "read/moment.h"

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

static gboolean written_day(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    return (date_parse(text, (gssize)length, &day) || short_year(text, length, &day)) &&
           set_span(day, day, value, span);
}

gboolean moment_day(const char *text, gsize length, gint64 *value, gint32 *span)
{
    date day;
    return written_day(text, length, value, span) ||
           (day_number(text, length, &day) && set_span(day, day, value, span));
}

gboolean moment_period(const char *text, gsize length, gint64 *value, gint32 *span)
{
    return moment_year(text, length, value, span) || moment_month(text, length, value, span) ||
           written_day(text, length, value, span);
}

gboolean moment_count(const char *text, gsize length, gint64 *value, gint32 *span)
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

gboolean moment_percent(const char *text, gsize length, gint64 *value, gint32 *span)
{
    gboolean has_sign = length > 0 && text[length - 1] == '%';
    length -= has_sign;
    while (has_sign && length > 0 && text[length - 1] == ' ')
        length--;
    *span = 0;
    *value = hundredths(text, length);
    return *value == 0 || (has_sign ? *value > 0 : *value > 100);
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

gboolean moment_grouped_count(const char *text, enum number_format format, gint64 *value,
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
