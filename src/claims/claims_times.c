#include "claims/claims_marks.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of the patterns. A day may lack its year when the other end has one. */
#define YEAR(name) "(?<" name ">(?:19|20)\\d\\d)"
#define MONTH(name) "(?<" name ">1[0-2]|0?[1-9])"
#define DAY(d, m, y) "(?<" d ">\\d{1,2})[/.-]" MONTH(m) "(?:[/.-]" YEAR(y) ")?"
#define NUMBER "(?<n>\\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười)"
#define OF_YEAR "(?: năm |/| )"
#define DASH " ?[-–] ?"

enum row_kind {
    ROW_DAYS,
    ROW_DAY,
    ROW_MONTHS,
    ROW_MONTH,
    ROW_QUARTER,
    ROW_FIRST_MONTHS,
    ROW_LAST_MONTHS,
    ROW_YEARS,
    ROW_YEAR,
    ROW_YEAR_UP_TO,
    ROW_UP_TO,
    ROW_UP_TO_YEAR,
    ROW_SHIFT_YEAR,
    ROW_SHIFT_MONTH,
    ROW_SHIFT_QUARTER,
    ROW_SAME_YEAR,
    ROW_OPEN,
};

/* Each blank of a pattern is any white space; the longest match counts. */
static const struct {
    enum row_kind kind;
    const char *pattern;
} rows[] = {
    {ROW_DAYS,
     "(?:từ )?(?:ngày )?" DAY("d", "m", "y") "(?: đến| tới|" DASH
                                             ")(?: hết)?(?: ngày)? ?" DAY("d2", "m2", "y2")},
    {ROW_DAYS, "(?:từ )?(?:ngày )?" DAY(
                   "d", "m", "y") " ?(?:đến|tới|[-–]) ?(?:hết )?(?:ngày )?" DAY("d2", "m2", "y2")},
    {ROW_DAY, "(?:trong )?ngày " DAY("d", "m", "y")},
    {ROW_MONTHS, "(?:từ )?tháng " MONTH("m") "(?:" OF_YEAR YEAR(
                     "y") ")? (?:đến|tới) (?:hết )?(?:tháng )?" MONTH("m2") OF_YEAR YEAR("y2")},
    {ROW_MONTH, "(?:trong )?tháng " MONTH("m") OF_YEAR YEAR("y")},
    {ROW_QUARTER, "(?:trong )?quý (?<q>iii|ii|iv|i|[1-4])" OF_YEAR YEAR("y")},
    {ROW_FIRST_MONTHS, "(?:trong )?" NUMBER " tháng(?: đầu)?(?: của)? năm " YEAR("y")},
    {ROW_FIRST_MONTHS, "(?:trong )?(?<half>nửa đầu) năm " YEAR("y")},
    {ROW_LAST_MONTHS, "(?:trong )?" NUMBER " tháng cuối(?: của)? năm " YEAR("y")},
    {ROW_LAST_MONTHS, "(?:trong )?(?<half>nửa cuối) năm " YEAR("y")},
    {ROW_YEARS,
     "(?:trong |qua )?(?:" NUMBER " năm |các năm |giai đoạn |nhiệm kỳ |những năm |từ năm )"
     "\\(?" YEAR("y") "(?: đến(?: hết)?(?: năm)? |" DASH ")" YEAR("y2") "\\)?"},
    {ROW_YEARS, "từ " YEAR("y") " đến(?: năm)? " YEAR("y2")},
    {ROW_YEARS, "năm " YEAR("y") "(?: đến(?: hết)? năm |" DASH ")" YEAR("y2")},
    {ROW_YEARS, YEAR("y") "(?:" DASH ")" YEAR("y2")},
    {ROW_YEAR, "(?:trong |cả )?năm(?: học| công tác)? " YEAR("y")},
    {ROW_YEAR_UP_TO,
     "(?:từ )?đầu năm (?:" YEAR("y3") " )?(?:đến|tới) (?:hết )?(?:ngày )?" DAY("d", "m", "y")},
    {ROW_YEAR_UP_TO, "(?:từ )?đầu năm (?:" YEAR("y3") " )?(?:đến|tới) (?:hết )?tháng " MONTH("m")
                         OF_YEAR YEAR("y")},
    {ROW_UP_TO, "(?:tính )?(?:đến|tới) (?:hết )?(?:thời điểm )?(?:ngày )?" DAY("d", "m", "y")},
    {ROW_UP_TO, "(?:tính )?(?:đến|tới) (?:hết |cuối )?tháng " MONTH("m") OF_YEAR YEAR("y")},
    {ROW_UP_TO_YEAR, "(?:tính )?(?:đến|tới) (?:hết |cuối )?năm " YEAR("y")},
    {ROW_UP_TO_YEAR, "cuối năm " YEAR("y")},
    {ROW_SHIFT_YEAR, "(?:cùng kỳ )?năm (?:trước|ngoái)"},
    {ROW_SHIFT_YEAR, "cùng kỳ"},
    {ROW_SHIFT_MONTH, "tháng trước"},
    {ROW_SHIFT_QUARTER, "quý trước"},
    {ROW_SAME_YEAR, "cùng kỳ(?: của)? (?:năm )?" YEAR("y")},
    {ROW_OPEN, "(?:từ |kể từ )?(?:đầu|năm " YEAR("y") "|đầu năm(?: " YEAR(
                   "y2") ")?|đầu nhiệm kỳ|đó|trước)(?: đến| tới) nay"},
    {ROW_OPEN, "(?:từ )?đầu nhiệm kỳ"},
};

struct claims_time_words {
    GRegex *regex[G_N_ELEMENTS(rows)];
};

struct claims_time_words *time_words_new(void)
{
    struct claims_time_words *words = g_new0(struct claims_time_words, 1);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) pieces = g_strsplit(rows[i].pattern, " ", -1);
        g_autofree char *spaced = g_strjoinv("\\s", pieces);
        g_autofree char *pattern = g_strconcat(spaced, "(?![\\d\\p{L}]|[/.-]\\d)", NULL);
        /* "\s?" of an optional blank stays one; others may be several. */
        words->regex[i] = g_regex_new(pattern, G_REGEX_ANCHORED | G_REGEX_DUPNAMES, 0, NULL);
        g_assert(words->regex[i] != NULL);
    }
    return words;
}

void time_words_free(struct claims_time_words *words)
{
    if (words == NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_regex_unref(words->regex[i]);
    g_free(words);
}

/* A number of a match; 0 if it is not there. */
static int number(const GMatchInfo *match, const char *name)
{
    static const char *const words[] = {"một", "hai", "ba",   "bốn",  "năm",      "sáu",
                                        "bảy", "tám", "chín", "mười", "mười một", "mười hai"};
    static const char *const roman[] = {"i", "ii", "iii", "iv"};
    g_autofree char *text = g_match_info_fetch_named(match, name);
    if (text == NULL)
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(text, words[i]) == 0)
            return (int)i + 1;
    for (guint i = 0; i < G_N_ELEMENTS(roman); i++)
        if (strcmp(text, roman[i]) == 0)
            return (int)i + 1;
    return atoi(text);
}

/* First day of a month; months may run beyond the year. */
static date month_begin(int year, int month)
{
    return date_add_months(date_from_civil(year, 1, 1), month - 1);
}

static gboolean set_months(struct claims_time *mention, int year, int month, int year2, int month2)
{
    mention->first = month_begin(year, month);
    mention->last = date_month_end(month_begin(year2, month2));
    return mention->first <= mention->last;
}

static gboolean set_day(date *day, int y, int m, int d)
{
    if (y == 0 || !date_is_valid(y, m, d))
        return FALSE;
    *day = date_from_civil(y, m, d);
    return TRUE;
}

static gboolean set_days(struct claims_time *mention, const GMatchInfo *match)
{
    int year2 = number(match, "y2"), year = number(match, "y");
    return set_day(&mention->first, year != 0 ? year : year2, number(match, "m"),
                   number(match, "d")) &&
           set_day(&mention->last, year2, number(match, "m2"), number(match, "d2")) &&
           mention->first <= mention->last;
}

static gboolean set_up_to(struct claims_time *mention, const GMatchInfo *match)
{
    int year = number(match, "y"), month = number(match, "m"), day = number(match, "d");
    mention->kind = TIME_UP_TO;
    if (month == 0)
        month = 12;
    if (day > 0)
        return set_day(&mention->last, year, month, day);
    mention->last = date_month_end(month_begin(year, month));
    return TRUE;
}

static gboolean set_shift(struct claims_time *mention, int months)
{
    mention->kind = TIME_SHIFT;
    mention->months = months;
    return TRUE;
}

static gboolean set_some_months(struct claims_time *mention, const GMatchInfo *match, gboolean last)
{
    int year = number(match, "y"), count = number(match, "n");
    if (count == 0)
        count = 6;
    if (count > 12)
        return FALSE;
    return last ? set_months(mention, year, 13 - count, year, 12)
                : set_months(mention, year, 1, year, count);
}

static gboolean set_mention(struct claims_time *mention, enum row_kind kind,
                            const GMatchInfo *match)
{
    int year = number(match, "y"), year2 = number(match, "y2"), month = number(match, "m");
    switch (kind) {
    case ROW_DAYS:
        return set_days(mention, match);
    case ROW_DAY:
        return set_day(&mention->first, year, month, number(match, "d")) &&
               set_day(&mention->last, year, month, number(match, "d"));
    case ROW_MONTHS:
        return set_months(mention, year != 0 ? year : year2, month, year2, number(match, "m2"));
    case ROW_MONTH:
        return set_months(mention, year, month, year, month);
    case ROW_QUARTER:
        return set_months(mention, year, 3 * number(match, "q") - 2, year, 3 * number(match, "q"));
    case ROW_FIRST_MONTHS:
    case ROW_LAST_MONTHS:
        return set_some_months(mention, match, kind == ROW_LAST_MONTHS);
    case ROW_YEARS:
        return (number(match, "n") == 0 || number(match, "n") == year2 - year + 1 ||
                number(match, "n") == year2 - year) &&
               set_months(mention, year, 1, year2, 12);
    case ROW_YEAR:
        return set_months(mention, year, 1, year, 12);
    case ROW_YEAR_UP_TO:
        if (!set_up_to(mention, match))
            return FALSE;
        mention->kind = TIME_DAYS;
        mention->first = date_from_civil(year, 1, 1);
        return number(match, "y3") == 0 || number(match, "y3") == year;
    case ROW_UP_TO:
    case ROW_UP_TO_YEAR:
        return set_up_to(mention, match);
    case ROW_SHIFT_YEAR:
        return set_shift(mention, 12);
    case ROW_SHIFT_MONTH:
        return set_shift(mention, 1);
    case ROW_SHIFT_QUARTER:
        return set_shift(mention, 3);
    case ROW_SAME_YEAR:
        mention->kind = TIME_SAME;
        return set_months(mention, year, 1, year, 12);
    default:
        mention->kind = TIME_UNKNOWN;
        return TRUE;
    }
}

gboolean time_words_at(const struct claims_time_words *words, const char *text, gsize at,
                       gsize *length, struct claims_time *mention)
{
    *length = 0;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        struct claims_time found = {.kind = TIME_DAYS};
        int begin, end;
        if (!g_regex_match_full(words->regex[i], text, -1, (gssize)at, 0, &match, NULL) ||
            !g_match_info_fetch_pos(match, 0, &begin, &end) || (gsize)(end - begin) <= *length ||
            !set_mention(&found, rows[i].kind, match))
            continue;
        *length = (gsize)(end - begin);
        *mention = found;
    }
    return *length > 0;
}
