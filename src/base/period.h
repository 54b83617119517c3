/*
 * period - the stretch of days that a report is about.
 *
 * Both ends are included. `name` is what the user wrote, with last-month,
 * last-quarter and last-year made plain (2024-08), so that a file name never
 * depends on the day it was made. With it goes the day up to which the data go, so that whoever is
 * told of the period knows what can have come in.
 */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "base/date.h"

enum period_kind {
    PERIOD_DAY,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF,
    PERIOD_YEAR,
    PERIOD_RANGE, /* A..B */
};

struct period {
    date first, last;
    enum period_kind kind;
    char name[48];
    date as_of; /* day up to which the data go; DATE_NONE: none was given */
};

/* No period at all: its name is empty. */
#define PERIOD_NONE                                                                                \
    {                                                                                              \
        .as_of = DATE_NONE                                                                         \
    }

/* Years that reports are asked of: a row a month, a year before and after stay within reason. */
#define PERIOD_FIRST_YEAR 1900
#define PERIOD_LAST_YEAR 2100

/* "day" "month" "quarter" "half" "year" "range": the names templates use. */
const char *period_kind_name(enum period_kind kind);
gboolean period_kind_from_name(const char *name, enum period_kind *kind);

/*
 * The stretches of time that rows and columns of a table may stand for: months, quarters, years.
 * They are numbered in a row from the year 0 on.
 */
struct period_step {
    enum period_kind kind;
    int months; /* of one */
    char letter;
    const char *heading; /* over its rows: "Tháng"; NULL: no table is made of such */
};

/* The step of that name ("month"); NULL if there is none, or no name. */
const struct period_step *period_step(const char *name);
int period_step_number(const struct period_step *step, date day);
date period_step_first(const struct period_step *step, int number);
date period_step_last(const struct period_step *step, int number);
/* "2024", "2024Q3", "2024-08": the name of the period; "Năm 2024", "Quý III/2024", "08/2024". New
 * strings. */
char *period_step_code(const struct period_step *step, int number);
char *period_step_label(const struct period_step *step, int number);

/*
 * 2024, 2024H1, 2024Q3, 2024-08, 2024-08-15, A..B of any two of these with A not
 * after B, last-month, last-quarter, last-year (the last closed one before
 * `today`). FALSE when the text is none of them, or reaches beyond the years of reports below. No
 * day of the data is set.
 */
gboolean period_parse(const char *text, date today, struct period *period);

/*
 * Both ends moved by whole months (a month end stays a month end). A year moved by
 * less than a year becomes a range, and so on.
 */
struct period period_shift(struct period period, int months);

gboolean period_holds(struct period period, date first, date last);

/* The day on which the figures stand: up to which the data go, else the period's last. */
date period_day(const struct period *period);

/* The last year that ends on or before that day. */
struct period period_year_end(const struct period *period);

/*
 * How long the data of the period are of, in words: "trong 32 tháng", or "từ 05/01/2024 đến
 * 20/08/2024" where it is not of whole months. NULL: a year. New string.
 */
char *period_length(const struct period *period);

/* Whether what begins on that day is still to come in: it lies after the day of the data. */
gboolean period_is_to_come(const struct period *period, date begin);

/*
 * `last`, or the day of the data where that comes first; `back` months are taken off that one, so
 * that last year is counted up to the same time. `whole`: the month that it lies in counts whole.
 */
date period_cut(const struct period *period, date last, int back, gboolean whole);

/*
 * In words: "năm 2024", "tháng 8 năm 2024", "quý III năm 2024", "6 tháng đầu năm 2024",
 * "ngày 05/07/2022"; a range in the words it is written in: whole years "giai đoạn
 * 2022–2024", whole months "từ tháng 8/2020 đến tháng 8/2024", and if an end is
 * written as a day "từ ngày 01/09/2021 đến ngày 31/08/2024".
 */
char *period_words(struct period period);

#endif
