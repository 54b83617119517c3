#include "read/wide_period.h"

#include <string.h>

#include "base/text.h"

/* Further times of a title are not looked at. */
#define MOST_TIMES 8

enum time_kind { TIME_YEAR, TIME_QUARTER, TIME_MONTH, TIME_OTHER };

struct time_said {
    enum time_kind kind;
    guint year, number; /* of the quarter or the month */
};

struct times_said {
    struct time_said time[MOST_TIMES];
    guint count;
};

static void add_time(struct times_said *times, struct time_said time)
{
    for (guint i = 0; i < times->count; i++) {
        const struct time_said *known = &times->time[i];
        if (known->kind == time.kind && known->year == time.year && known->number == time.number)
            return;
    }
    if (times->count < MOST_TIMES)
        times->time[times->count++] = time;
}

/* Digits only; 0: it is no number. */
static guint number_of(const char *word)
{
    gsize digits = strspn(word, "0123456789");
    return digits > 0 && word[digits] == '\0' && digits <= 4
               ? (guint)g_ascii_strtoull(word, NULL, 10)
               : 0;
}

static guint year_of(const char *word)
{
    guint year = number_of(word);
    return strlen(word) == 4 && year >= 1930 && year <= 2099 ? year : 0;
}

static guint quarter_of(const char *word)
{
    static const char *const roman[] = {"i", "ii", "iii", "iv"};
    for (guint i = 0; i < G_N_ELEMENTS(roman); i++)
        if (strcmp(word, roman[i]) == 0 || (word[0] == (char)('1' + i) && word[1] == '\0'))
            return i + 1;
    return 0;
}

/* The word so many places before another; "" if there is none. */
static const char *before(char **words, guint at, guint places)
{
    return at >= places ? words[at - places] : "";
}

/* "đến ngày 31/12/2024": the last of a year stands for it. */
static gboolean is_day_of_data(char **words, guint at)
{
    gboolean is_last =
        strcmp(before(words, at, 1), "12") == 0 && strcmp(before(words, at, 2), "31") == 0;
    return is_last && (strcmp(before(words, at, 3), "den") == 0 ||
                       (strcmp(before(words, at, 3), "ngay") == 0 &&
                        strcmp(before(words, at, 4), "den") == 0));
}

/* A year among the words of a title; `at` is that of the year. */
static void read_year(struct times_said *times, char **words, guint at)
{
    gboolean is_named = strcmp(before(words, at, 1), "nam") == 0;
    guint step = is_named ? 2 : 1;
    const char *number = before(words, at, step), *what = before(words, at, step + 1);
    struct time_said time = {.year = year_of(words[at])};
    if (is_day_of_data(words, at)) {
        time.kind = TIME_YEAR;
    } else if (strcmp(what, "quy") == 0 && quarter_of(number) > 0) {
        time.kind = TIME_QUARTER;
        time.number = quarter_of(number);
    } else if (strcmp(what, "thang") == 0 && number_of(number) > 0) {
        if (strcmp(before(words, at, step + 3), "ngay") == 0)
            return;
        time.kind = TIME_MONTH;
        time.number = number_of(number);
    } else if (strcmp(number, "dau") == 0 || strcmp(number, "cuoi") == 0) {
        time.kind = TIME_OTHER; /* "6 tháng đầu năm 2024" */
    } else if (!is_named) {
        return;
    }
    add_time(times, time);
}

static void read_title(const char *title, struct times_said *times)
{
    g_auto(GStrv) lines = g_strsplit(title, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *code = text_code(*line, -1);
        g_auto(GStrv) words = g_strsplit(code, "_", -1);
        for (guint i = 0; words[i] != NULL; i++)
            if (year_of(words[i]) > 0)
                read_year(times, words, i);
    }
}

/* Years that stand alone: one with a number beside it may be a month or a day. */
static void read_name(const char *name, struct times_said *times)
{
    g_autofree char *code = text_code(name, -1);
    g_auto(GStrv) words = g_strsplit(code, "_", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        struct time_said time = {.kind = TIME_YEAR, .year = year_of(words[i])};
        if (time.year == 0)
            continue;
        if (number_of(before(words, i, 1)) > 0 ||
            (words[i + 1] != NULL && number_of(words[i + 1]) > 0))
            time.kind = TIME_OTHER;
        add_time(times, time);
    }
}

static char *text_of(const struct time_said *time)
{
    if (time->kind == TIME_QUARTER)
        return g_strdup_printf("%uQ%u", time->year, time->number);
    if (time->kind == TIME_MONTH)
        return g_strdup_printf("%u-%02u", time->year, time->number);
    return g_strdup_printf(time->kind == TIME_YEAR ? "%u" : "… %u", time->year);
}

/* The column of the dataset that holds times of a kind, or -1. */
static int column_for(const struct dataset *dataset, enum time_kind kind)
{
    int time = dataset_time_column(dataset);
    enum column_type type = dataset->columns[time].type;
    if (kind == TIME_QUARTER)
        return dataset_column_of_type(dataset, COLUMN_QUARTER);
    if (kind == TIME_YEAR)
        return type == COLUMN_YEAR || type == COLUMN_PERIOD ? time : -1;
    return kind == TIME_MONTH && (type == COLUMN_MONTH || type == COLUMN_PERIOD) ? time : -1;
}

struct wide_period wide_period_find(const struct dataset *dataset, const char *title,
                                    const char *name)
{
    struct times_said times = {.count = 0};
    struct wide_period period = {.column = -1};
    g_autoptr(GString) said = g_string_new(NULL);
    read_title(title, &times);
    if (times.count == 0)
        read_name(name, &times);
    for (guint i = 0; i < times.count; i++) {
        g_autofree char *text = text_of(&times.time[i]);
        g_string_append_printf(said, "%s%s", i > 0 ? ", " : "", text);
    }
    period.said = g_string_free(g_steal_pointer(&said), FALSE);
    if (times.count == 1)
        period.column = column_for(dataset, times.time[0].kind);
    if (period.column >= 0)
        period.text = text_of(&times.time[0]);
    return period;
}
