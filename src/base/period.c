#include "base/period.h"

#include <string.h>

#define RANGE_MARK ".."

static const char *const kind_names[] = {
    [PERIOD_DAY] = "day",   [PERIOD_MONTH] = "month", [PERIOD_QUARTER] = "quarter",
    [PERIOD_HALF] = "half", [PERIOD_YEAR] = "year",   [PERIOD_RANGE] = "range",
};

/* The months of a kind that is made of whole months, and the letter before its number. */
static const struct period_step steps[] = {
    {PERIOD_YEAR, 12, '\0', "Năm"},
    {PERIOD_HALF, 6, 'H', NULL},
    {PERIOD_QUARTER, 3, 'Q', "Quý"},
    {PERIOD_MONTH, 1, '-', "Tháng"},
};

const char *period_kind_name(enum period_kind kind)
{
    return kind_names[kind];
}

gboolean period_kind_from_name(const char *name, enum period_kind *kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(kind_names); i++) {
        if (strcmp(name, kind_names[i]) == 0) {
            *kind = i;
            return TRUE;
        }
    }
    return FALSE;
}

static const struct period_step *months_of_kind(enum period_kind kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (steps[i].kind == kind)
            return &steps[i];
    }
    return NULL;
}

const struct period_step *period_step(const char *name)
{
    enum period_kind kind;
    if (name == NULL || !period_kind_from_name(name, &kind))
        return NULL;
    const struct period_step *step = months_of_kind(kind);
    return step != NULL && step->heading != NULL ? step : NULL;
}

int period_step_number(const struct period_step *step, date day)
{
    return date_month_number(day) / step->months;
}

date period_step_first(const struct period_step *step, int number)
{
    int month = number * step->months;
    return date_from_civil(month / 12, month % 12 + 1, 1);
}

date period_step_last(const struct period_step *step, int number)
{
    return date_month_end(date_add_months(period_step_first(step, number), step->months - 1));
}

char *period_step_code(const struct period_step *step, int number)
{
    int in_year = 12 / step->months;
    if (step->kind == PERIOD_YEAR)
        return g_strdup_printf("%04d", number);
    return g_strdup_printf("%04d%c%0*d", number / in_year, step->letter,
                           step->kind == PERIOD_MONTH ? 2 : 1, number % in_year + 1);
}

char *period_step_label(const struct period_step *step, int number)
{
    if (step->kind == PERIOD_MONTH)
        return g_strdup_printf("%02d/%04d", number % 12 + 1, number / 12);
    return step->kind == PERIOD_QUARTER
               ? g_strdup_printf("%s %s/%d", step->heading, date_quarter_name(number % 4 + 1),
                                 number / 4)
               : g_strdup_printf("%s %d", step->heading, number);
}

/* Sets kind, ends and name: the number-th (from 1) half, quarter or month of the year. */
static void set_part_of_year(struct period *period, const struct period_step *row, int year,
                             int number)
{
    int first_month = (number - 1) * row->months + 1;

    period->kind = row->kind;
    period->as_of = DATE_NONE;
    period->first = date_from_civil(year, first_month, 1);
    period->last = date_month_end(date_from_civil(year, first_month + row->months - 1, 1));
    g_autofree char *name = period_step_code(row, year * 12 / row->months + number - 1);
    g_strlcpy(period->name, name, sizeof period->name);
}

static void set_day(struct period *period, date day)
{
    g_autofree char *iso = date_iso(day);

    period->kind = PERIOD_DAY;
    period->as_of = DATE_NONE;
    period->first = period->last = day;
    g_strlcpy(period->name, iso, sizeof period->name);
}

/* The one of this kind that holds the day. */
static void set_around(struct period *period, enum period_kind kind, date day)
{
    const struct period_step *row = months_of_kind(kind);
    int year, month, day_of_month;

    if (row == NULL) {
        set_day(period, day);
        return;
    }
    date_to_civil(day, &year, &month, &day_of_month);
    set_part_of_year(period, row, year, (month - 1) / row->months + 1);
}

static gboolean parse_last(const char *text, date today, struct period *period)
{
    static const enum period_kind kinds[] = {PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR};

    if (!g_str_has_prefix(text, "last-"))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(text + strlen("last-"), kind_names[kinds[i]]) != 0)
            continue;
        struct period current;
        set_around(&current, kinds[i], today);
        if (current.first == date_from_civil(1, 1, 1))
            return FALSE; /* no day before it can be said */
        set_around(period, kinds[i], current.first - 1);
        return TRUE;
    }
    return FALSE;
}

/* 2024, 2024H1, 2024Q3, 2024-08: the name that is made must be the text itself. */
static gboolean parse_part_of_year(const char *text, struct period *period)
{
    int year = 0;
    const char *p = text;

    for (; p < text + 4; p++) {
        if (!g_ascii_isdigit(*p))
            return FALSE;
        year = year * 10 + g_ascii_digit_value(*p);
    }
    if (year == 0)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        const struct period_step *row = &steps[i];
        if (*p != row->letter)
            continue;
        int number = row->kind == PERIOD_YEAR ? 1 : (int)g_ascii_strtoull(p + 1, NULL, 10);
        if (number < 1 || number > 12 / row->months)
            return FALSE;
        set_part_of_year(period, row, year, number);
        return strcmp(period->name, text) == 0;
    }
    return FALSE;
}

static gboolean parse_single(const char *text, date today, struct period *period)
{
    date day;

    /* date_parse() also reads day first; a period is written the ISO way only. */
    if (strlen(text) == strlen("2024-08-15") && text[4] == '-' && date_parse(text, -1, &day)) {
        set_day(period, day);
        return TRUE;
    }
    return parse_part_of_year(text, period) || parse_last(text, today, period);
}

static void set_range(struct period *range, const struct period *from, const struct period *to)
{
    range->kind = PERIOD_RANGE;
    range->as_of = DATE_NONE;
    range->first = from->first;
    range->last = to->last;
    g_snprintf(range->name, sizeof range->name, "%s" RANGE_MARK "%s", from->name, to->name);
}

static gboolean is_of_our_time(const struct period *period)
{
    return period->first >= date_from_civil(PERIOD_FIRST_YEAR, 1, 1) &&
           period->last <= date_from_civil(PERIOD_LAST_YEAR, 12, 31);
}

gboolean period_parse(const char *text, date today, struct period *period)
{
    struct period from = {0}, to = {0}, whole;
    g_auto(GStrv) parts = g_strsplit(text, RANGE_MARK, 2);

    if (parts[0] == NULL || !parse_single(parts[0], today, &from))
        return FALSE;
    whole = from;
    if (parts[1] != NULL) {
        if (!parse_single(parts[1], today, &to) || from.first > to.last)
            return FALSE;
        set_range(&whole, &from, &to);
    }
    if (!is_of_our_time(&whole))
        return FALSE;
    *period = whole;
    return TRUE;
}

static gboolean is_month_end(date d)
{
    return date_month_end(d) == d;
}

/* Whether one period of this kind, or several in a row, fill the stretch exactly. */
static gboolean is_whole(date first, date last, enum period_kind kind)
{
    struct period head, tail;

    set_around(&head, kind, first);
    set_around(&tail, kind, last);
    return head.first == first && tail.last == last;
}

/*
 * The coarsest kind whose whole periods fill the range; days when it is written in
 * days, because who gives the days wants to read them.
 */
static enum period_kind range_grain(const struct period *range)
{
    const char *mark = strstr(range->name, RANGE_MARK);
    gsize length_of_day = strlen("2024-08-15");

    if (mark != NULL && ((gsize)(mark - range->name) == length_of_day ||
                         strlen(mark + strlen(RANGE_MARK)) == length_of_day))
        return PERIOD_DAY;
    if (is_whole(range->first, range->last, PERIOD_YEAR))
        return PERIOD_YEAR;
    return is_whole(range->first, range->last, PERIOD_MONTH) ? PERIOD_MONTH : PERIOD_DAY;
}

static date shift_end(date d, int months)
{
    date shifted = date_add_months(d, months);

    return is_month_end(d) ? date_month_end(shifted) : shifted;
}

struct period period_shift(struct period period, int months)
{
    date first = shift_end(period.first, months);
    date last = shift_end(period.last, months);
    struct period shifted, from, to;

    set_around(&shifted, period.kind, first);
    if (period.kind != PERIOD_RANGE && shifted.first == first && shifted.last == last)
        return shifted;

    /* A range, or a year moved by less than a year. */
    enum period_kind grain = period.kind == PERIOD_RANGE ? range_grain(&period) : PERIOD_MONTH;
    if (!is_whole(first, last, grain))
        grain = PERIOD_MONTH;
    set_around(&from, grain, first);
    set_around(&to, grain, last);
    set_range(&shifted, &from, &to);
    return shifted;
}

gboolean period_holds(struct period period, date first, date last)
{
    return period.first <= first && last <= period.last;
}

date period_day(const struct period *period)
{
    return period->as_of != DATE_NONE ? period->as_of : period->last;
}

struct period period_year_end(const struct period *period)
{
    int year = date_month_number(period_day(period) + 1) / 12 - 1;
    struct period whole = {.first = date_from_civil(year, 1, 1),
                           .last = date_from_civil(year, 12, 31),
                           .kind = PERIOD_YEAR,
                           .as_of = period->as_of};
    g_snprintf(whole.name, sizeof whole.name, "%d", year);
    return whole;
}

char *period_length(const struct period *period)
{
    date last = period_day(period);
    int begin = date_month_number(period->first), end = date_month_number(last + 1);
    if (begin == date_month_number(period->first - 1) || end == date_month_number(last)) {
        g_autofree char *from = date_vietnamese(period->first), *to = date_vietnamese(last);
        return g_strdup_printf("từ %s đến %s", from, to);
    }
    return end - begin != 12 ? g_strdup_printf("trong %d tháng", end - begin) : NULL;
}

gboolean period_is_to_come(const struct period *period, date begin)
{
    return period->as_of != DATE_NONE && begin > period->as_of;
}

date period_cut(const struct period *period, date last, int back, gboolean whole)
{
    if (period->as_of == DATE_NONE)
        return last;
    date day = back != 0 ? date_add_months(period->as_of, -back) : period->as_of;
    return MIN(last, whole ? date_month_end(day) : day);
}

static char *words_of_range(const struct period *range)
{
    enum period_kind grain = range_grain(range);
    struct period only;

    set_around(&only, grain, range->first);
    if (only.last == range->last) /* 2024-08..2024-08 */
        return period_words(only);

    int year, month, day, last_year, last_month, last_day;

    date_to_civil(range->first, &year, &month, &day);
    date_to_civil(range->last, &last_year, &last_month, &last_day);
    switch (grain) {
    case PERIOD_YEAR:
        return g_strdup_printf("giai đoạn %d–%d", year, last_year);
    case PERIOD_MONTH:
        return g_strdup_printf("từ tháng %d/%d đến tháng %d/%d", month, year, last_month,
                               last_year);
    default: {
        g_autofree char *first = date_vietnamese(range->first);
        g_autofree char *last = date_vietnamese(range->last);
        return g_strdup_printf("từ ngày %s đến ngày %s", first, last);
    }
    }
}

char *period_words(struct period period)
{
    int year, month, day;

    date_to_civil(period.first, &year, &month, &day);
    switch (period.kind) {
    case PERIOD_YEAR:
        return g_strdup_printf("năm %d", year);
    case PERIOD_HALF:
        return g_strdup_printf("6 tháng %s năm %d", month == 1 ? "đầu" : "cuối", year);
    case PERIOD_QUARTER:
        return g_strdup_printf("quý %s năm %d", date_quarter_name((month + 2) / 3), year);
    case PERIOD_MONTH:
        return g_strdup_printf("tháng %d năm %d", month, year);
    case PERIOD_DAY: {
        g_autofree char *written = date_vietnamese(period.first);
        return g_strdup_printf("ngày %s", written);
    }
    case PERIOD_RANGE:
    default:
        return words_of_range(&period);
    }
}
