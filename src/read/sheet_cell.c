#include "read/sheet_cell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* So many digits of a number are certain. */
#define DIGITS 15

/* Days of 1900 are counted from 1, as if that year had a 29 February; those of 1904 from 0. */
#define LEAP_DAY_1900 60
#define LAST_SERIAL 2958465
#define DAY_SECONDS 86400

/* ---- numbers ---- */

/* The digits of a number without zeros around; the point stands before digit[point]. */
struct digits {
    char digit[DIGITS + 1];
    int count, point;
    gboolean is_negative;
};

static struct digits digits_of(double value)
{
    struct digits digits = {.is_negative = value < 0};
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.14e", fabs(value));
    const char *at = text;
    for (; *at != 'e'; at++)
        if (*at != '.')
            digits.digit[digits.count++] = *at;
    digits.point = (int)g_ascii_strtoll(at + 1, NULL, 10) + 1;
    while (digits.count > 0 && digits.digit[digits.count - 1] == '0')
        digits.count--;
    return digits;
}

/* Half away from zero. */
static void round_digits(struct digits *digits, int decimals)
{
    int kept = digits->point + decimals;
    if (kept >= digits->count)
        return;
    gboolean is_up = kept >= 0 && digits->digit[kept] >= '5';
    digits->count = MAX(kept, 0);
    while (is_up && digits->count > 0 && digits->digit[digits->count - 1] == '9')
        digits->count--;
    if (is_up && digits->count > 0) {
        digits->digit[digits->count - 1]++;
    } else if (is_up) {
        digits->digit[digits->count++] = '1';
        digits->point++;
    }
    while (digits->count > 0 && digits->digit[digits->count - 1] == '0')
        digits->count--;
    if (digits->count == 0)
        digits->point = 0;
}

/* With so many digits before the point at least. */
static void append_digits(GString *out, const struct digits *digits, int whole, int decimals)
{
    int first = MIN(digits->point, 0), end = MAX(digits->count, digits->point + decimals);
    if (digits->is_negative && digits->count > 0)
        g_string_append_c(out, '-');
    for (int i = MAX(digits->point, 0); i < whole; i++)
        g_string_append_c(out, '0');
    for (int i = first; i < MAX(end, digits->point); i++) {
        if (i == digits->point)
            g_string_append_c(out, '.');
        g_string_append_c(out, i >= 0 && i < digits->count ? digits->digit[i] : '0');
    }
}

static gboolean parse_number(const char *text, double *value)
{
    char *end;
    *value = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*value) && fabs(*value) < 1e300;
}

static gboolean is_plain(const char *text)
{
    gsize length = strspn(text, "0123456789");
    return length > 0 && length <= DIGITS && text[length] == '\0' && (*text != '0' || length == 1);
}

/* Beyond this a number is written as the file has it. */
#define LONGEST 40

void sheet_cell_append_number(GString *out, const char *text, int shift, int decimals)
{
    double value;
    if ((shift == 0 && decimals <= 0 && is_plain(text)) || !parse_number(text, &value)) {
        g_string_append(out, text);
        return;
    }
    struct digits digits = digits_of(value);
    digits.point = digits.count > 0 ? digits.point + shift : 1;
    if (ABS(digits.point) > LONGEST) {
        g_string_append(out, text);
        return;
    }
    if (decimals >= 0)
        round_digits(&digits, decimals);
    append_digits(out, &digits, 1, 0);
}

static gboolean is_whole(const char *text)
{
    double value;
    return is_plain(text) || (parse_number(text, &value) && value == floor(value));
}

/* "0123" of a number that is shown by "0000": nothing of it is hidden. FALSE: it is shown
 * otherwise. */
static gboolean append_shown_zeros(GString *out, const struct sheet_cell *cell)
{
    double value;
    const struct workbook_format *format = &cell->format;
    if (format->kind != WORKBOOK_FIXED || format->digits == 0 ||
        (format->digits == 1 && format->decimals == 0) || !parse_number(cell->text, &value))
        return FALSE;
    struct digits digits = digits_of(value);
    if (digits.count == 0 || digits.is_negative || digits.point > DIGITS ||
        digits.count > digits.point + format->decimals)
        return FALSE;
    append_digits(out, &digits, format->digits, format->decimals);
    return TRUE;
}

/* ---- days ---- */

static void append_time(GString *out, int seconds)
{
    g_string_append_printf(out, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void append_day(GString *out, date day, int seconds, guint8 shows)
{
    int year, month, of_month;
    date_to_civil(day, &year, &month, &of_month);
    if (shows == WORKBOOK_SHOWS_YEAR) {
        g_string_append_printf(out, "%04d", year);
    } else if (shows == (WORKBOOK_SHOWS_YEAR | WORKBOOK_SHOWS_MONTH)) {
        g_string_append_printf(out, "%02d/%04d", month, year);
    } else {
        g_string_append_printf(out, "%02d/%02d/%04d", of_month, month, year);
        if (seconds != 0) {
            g_string_append_c(out, ' ');
            append_time(out, seconds);
        }
    }
}

/* The day of a number that is counted in days; the leap day that 1900 never had stays one. */
static void append_serial(GString *out, const struct sheet_cell *cell)
{
    double value;
    if (!parse_number(cell->text, &value) || value < 0 || value > LAST_SERIAL + 1) {
        g_string_append(out, cell->text);
        return;
    }
    double days = floor(value);
    int seconds = (int)lround((value - days) * DAY_SECONDS);
    if (seconds == DAY_SECONDS) {
        days++;
        seconds = 0;
    }
    if (cell->format.kind == WORKBOOK_TIME && days < 1)
        append_time(out, seconds);
    else if (!cell->is_1904 && days == LEAP_DAY_1900)
        g_string_append(out, "29/02/1900");
    else if (!cell->is_1904 && days < 1)
        g_string_append(out, cell->text);
    else
        append_day(out,
                   cell->is_1904
                       ? date_from_civil(1904, 1, 1) + (date)days
                       : date_from_civil(1899, 12, 30) + (date)days + (days < LEAP_DAY_1900),
                   seconds, cell->format.shows);
}

/* 2024-08-31, 2024-08-31T14:30:00 */
static void append_iso(GString *out, const struct sheet_cell *cell)
{
    int year, month, day, hour = 0, minute = 0, second = 0;
    if (sscanf(cell->text, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute,
               &second) < 3 ||
        !date_is_valid(year, month, day) || hour > 23 || minute > 59 || second > 59)
        g_string_append(out, cell->text);
    else
        append_day(out, date_from_civil(year, month, day), 3600 * hour + 60 * minute + second,
                   cell->format.shows);
}

/* ---- by kind and column ---- */

static void append_mark(GString *out, enum sheet_mark mark, int type)
{
    if (type == SHEET_NO_COLUMN)
        return;
    g_string_append(out, SHEET_MARK);
    g_string_append_c(out, (char)mark);
}

static gboolean takes_day(int type)
{
    return type == COLUMN_DATE || type == COLUMN_MONTH || type == COLUMN_PERIOD ||
           type == COLUMN_YEAR || type == COLUMN_QUARTER || type == COLUMN_TEXT ||
           type == COLUMN_BAND;
}

static gboolean is_code(int type)
{
    return type == COLUMN_UNIT || type == COLUMN_KEY;
}

static gboolean is_day(const struct sheet_cell *cell)
{
    return cell->kind == WORKBOOK_DATE ||
           (cell->kind == WORKBOOK_NUMBER &&
            (cell->format.kind == WORKBOOK_DAY || cell->format.kind == WORKBOOK_TIME));
}

static void append_day_cell(GString *out, const struct sheet_cell *cell, int type)
{
    if (!takes_day(type))
        append_mark(out, SHEET_DAY, type);
    if (cell->kind == WORKBOOK_DATE)
        append_iso(out, cell);
    else
        append_serial(out, cell);
}

static void append_number_cell(GString *out, const struct sheet_cell *cell, int type)
{
    gboolean is_percent = cell->format.kind == WORKBOOK_PERCENT && !is_code(type);
    gboolean is_rounded = type == COLUMN_POINTS && cell->format.kind == WORKBOOK_FIXED;
    if (is_code(type) && append_shown_zeros(out, cell))
        return;
    if (type == COLUMN_UNIT || (type == COLUMN_COUNT && !is_whole(cell->text)) ||
        (type == COLUMN_DATE && cell->is_1904))
        append_mark(out, SHEET_NUMBER, type);
    sheet_cell_append_number(out, cell->text, is_percent ? 2 : 0,
                             is_percent || is_rounded ? cell->format.decimals : -1);
    if (is_percent)
        g_string_append_c(out, '%');
}

/* The sign that "_x0041_" stands for; 0: none. */
static gunichar escaped_sign(const char *text, gsize length)
{
    gunichar sign = 0;
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return 0;
    for (guint i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(text[i]))
            return 0;
        sign = sign * 16 + (gunichar)g_ascii_xdigit_value(text[i]);
    }
    return g_unichar_validate(sign) ? sign : 0;
}

/* A text that begins with one of our marks is not ours. */
static void append_text(GString *out, const char *text, gsize length)
{
    while (sheet_mark_of(text, length) != SHEET_PLAIN) {
        text += SHEET_MARK_BYTES;
        length -= SHEET_MARK_BYTES;
    }
    const char *end = text + length;
    for (const char *mark; (mark = memchr(text, '_', (gsize)(end - text))) != NULL;) {
        gunichar sign = escaped_sign(mark, (gsize)(end - mark));
        g_string_append_len(out, text, mark - text + (sign == 0));
        if (sign != 0)
            g_string_append_unichar(out, sign);
        text = mark + (sign != 0 ? 7 : 1);
    }
    g_string_append_len(out, text, end - text);
}

gboolean sheet_cell_is_number_of_code(const struct sheet_cell *cell, int type)
{
    return is_code(type) && cell->kind == WORKBOOK_NUMBER && !is_day(cell);
}

void sheet_cell_append(GString *out, const struct sheet_cell *cell, int type)
{
    if (is_day(cell)) {
        append_day_cell(out, cell, type);
    } else if (cell->kind == WORKBOOK_NUMBER) {
        append_number_cell(out, cell, type);
    } else if (cell->kind == WORKBOOK_BOOLEAN) {
        g_string_append(out, strcmp(cell->text, "1") == 0 ? "TRUE" : "FALSE");
    } else if (cell->kind == WORKBOOK_TEXT) {
        append_text(out, cell->text, cell->length);
    } else {
        append_mark(out, cell->kind == WORKBOOK_ERROR ? SHEET_ERROR : SHEET_NO_VALUE, type);
        append_text(out, cell->text, cell->length);
    }
}
