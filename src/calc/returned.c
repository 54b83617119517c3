#include "calc/returned.h"

#include <string.h>

/* What a period is: so many months; or of a year only one quarter (1 to 3). */
struct beat {
    int months;
    int quarter;
};

struct returned {
    const struct unit_tree *tree;
    struct beat beat;
    gboolean stock;
    int asked_quarter; /* whose rows are returns: fact_quarter_asked() */
    struct period asked;
    int first;                  /* the number of month or year that period 0 has */
    gint back;                  /* the lowest number of a period, 0 or below */
    guint periods;              /* those asked for */
    guint all;                  /* with those before */
    int answer;                 /* column that must not be blank; -1: none */
    guint8 *bit;                /* units x all: enum return_state */
    struct returned_days *days; /* by period, from `back` on */
};

struct returned_days {
    date first, last;
};

static int number_of(date day, int months)
{
    return date_month_number(day) / months;
}

static void span_of(int number, struct beat beat, date *first, date *last)
{
    int month = number * beat.months + (beat.quarter > 0 ? 3 * (beat.quarter - 1) : 0);
    int months = beat.quarter > 0 ? 3 : beat.months;
    *first = date_from_civil(month / 12, month % 12 + 1, 1);
    *last = date_month_end(date_add_months(*first, months - 1));
}

/* The periods that lie wholly between two days, by their own numbers. */
static void numbers_inside(date first, date last, struct beat beat, int *low, int *high)
{
    date begin, end;
    *low = number_of(first, beat.months);
    *high = number_of(last, beat.months);
    span_of(*low, beat, &begin, &end);
    *low += begin < first;
    span_of(*high, beat, &begin, &end);
    *high -= end > last;
}

/* The last period that has begun on a day. */
static int number_begun(date day, struct beat beat)
{
    date first, last;
    int number = number_of(day, beat.months);
    span_of(number, beat, &first, &last);
    return first > day ? number - 1 : number;
}

static gboolean is_key(const struct dataset *dataset, const char *column)
{
    for (guint i = 0; i < dataset->keys_count; i++)
        if (names_hold(&dataset->keys[i].columns, column))
            return TRUE;
    return FALSE;
}

int returned_answer(const struct dataset *dataset)
{
    for (guint i = 0; i < dataset->columns_count; i++) {
        const struct column *column = &dataset->columns[i];
        if (!column->optional && !column->time && column->type != COLUMN_UNIT &&
            !is_key(dataset, column->name))
            return (int)i;
    }
    return -1;
}

/* Room for periods from `low` on; the asked ones are those from `first` to `high`. */
static void set_periods(struct returned *returned, int low, int first, int high)
{
    returned->first = first;
    returned->periods = high < first ? 0 : (guint)(high - first + 1);
    returned->back = MIN(low - first, 0);
    returned->all = returned->periods + (guint)-returned->back;
    returned->bit = g_malloc0(MAX((gsize)unit_tree_count(returned->tree) * returned->all, 1));
    returned->days = g_new(struct returned_days, returned->all + 1);
    for (guint i = 0; i < returned->all; i++) {
        struct returned_days *days = &returned->days[i];
        if (returned->stock)
            *days = (struct returned_days){returned->asked.first, returned->asked.last};
        else
            span_of(first + returned->back + (int)i, returned->beat, &days->first, &days->last);
    }
}

static gboolean owes_quarters(const struct dataset *dataset)
{
    return dataset->columns[dataset_column_of_type(dataset, COLUMN_QUARTER)].owed != 0;
}

static struct returned *new_with_beat(const struct dataset *dataset, const struct unit_tree *tree,
                                      struct period period, struct beat beat)
{
    struct returned *returned = g_new0(struct returned, 1);
    returned->tree = tree;
    returned->asked = period;
    returned->stock = dataset->kind == DATASET_STOCK;
    returned->asked_quarter = FACT_OF_ANY;
    returned->beat = beat;
    returned->answer = returned->stock ? -1 : returned_answer(dataset);
    return returned;
}

/* The periods that are due by the day of the data, and those before them that figures look back to.
 */
static void find_periods(struct returned *returned, date reach, gboolean owed)
{
    const struct period *asked = &returned->asked;
    int low, first, high, unused;
    numbers_inside(asked->first, asked->last, returned->beat, &first, &high);
    numbers_inside(reach != DATE_NONE ? reach : asked->first, asked->last, returned->beat, &low,
                   &unused);
    high = MIN(high, number_begun(period_cut(asked, asked->last, 0, FALSE), returned->beat));
    set_periods(returned, low, first, owed ? high : first - 1);
}

struct returned *returned_new(const struct dataset *dataset, const struct unit_tree *tree,
                              struct period period, date reach)
{
    int time = dataset_time_column(dataset);
    int quarter = fact_quarter_asked(dataset, period.first, period.last);
    gboolean months = time >= 0 && dataset->columns[time].type == COLUMN_MONTH;
    struct beat beat = {months ? 1 : 12, MAX(quarter, 0)};
    struct returned *returned = new_with_beat(dataset, tree, period, beat);
    returned->asked_quarter = quarter;
    if (returned->stock)
        set_periods(returned, 0, 0, 0);
    else
        find_periods(returned, reach, quarter <= 0 || owes_quarters(dataset));
    return returned;
}

struct returned *returned_new_by_quarter(const struct dataset *dataset,
                                         const struct unit_tree *tree, struct period period,
                                         date reach)
{
    struct returned *returned = new_with_beat(dataset, tree, period, (struct beat){3, 0});
    find_periods(returned, reach, TRUE);
    return returned;
}

struct returned *returned_new_like(const struct returned *returned)
{
    if (returned == NULL)
        return NULL;
    struct returned *like = g_memdup2(returned, sizeof *returned);
    like->bit = g_malloc0(MAX((gsize)unit_tree_count(like->tree) * like->all, 1));
    like->days = g_memdup2(returned->days, (returned->all + 1) * sizeof *returned->days);
    return like;
}

void returned_free(struct returned *returned)
{
    if (returned == NULL)
        return;
    g_free(returned->bit);
    g_free(returned->days);
    g_free(returned);
}

static guint8 *bit_at(const struct returned *returned, gint32 unit, gint period)
{
    return &returned->bit[(gsize)unit * returned->all + (guint)(period - returned->back)];
}

static gboolean is_known(const struct returned *returned, gint period)
{
    return period >= returned->back && period < (gint)returned->periods;
}

gint returned_period_of(const struct returned *returned, const struct fact *fact)
{
    if (returned->stock)
        return fact->first == DATE_NONE ||
                       (fact->first <= returned->asked.last && fact->last >= returned->asked.last)
                   ? 0
                   : G_MININT;
    if (fact->first == DATE_NONE || !fact_is_of_quarter(fact, returned->asked_quarter))
        return G_MININT;
    return number_of(fact->last, returned->beat.months) - returned->first;
}

/* Whether the fact says what it is asked for. */
static gboolean answers(const struct returned *returned, const struct fact *fact)
{
    return returned->answer < 0 || fact->value[returned->answer] != FACT_BLANK;
}

gint32 returned_number(const struct returned *returned, const struct fact *fact)
{
    gint period = answers(returned, fact) ? returned_period_of(returned, fact) : -1;
    return period >= 0 && is_known(returned, period) ? period : -1;
}

gboolean returned_note(struct returned *returned, const struct fact *fact, gint period)
{
    if (!is_known(returned, period))
        return TRUE;
    if (!answers(returned, fact))
        return FALSE;
    *bit_at(returned, fact->unit, period) = RETURN_WHOLE;
    return TRUE;
}

void returned_take(struct returned *returned, const struct fact *fact)
{
    returned_note(returned, fact, returned_period_of(returned, fact));
}

void returned_merge(struct returned *to, const struct returned *from)
{
    gsize size = to == NULL ? 0 : (gsize)unit_tree_count(to->tree) * to->all;
    for (gsize i = 0; i < size; i++)
        to->bit[i] |= from->bit[i];
}

void returned_set(struct returned *returned, gint32 unit, gint period, enum return_state state)
{
    g_assert(is_known(returned, period));
    *bit_at(returned, unit, period) = (guint8)state;
}

guint returned_periods(const struct returned *returned)
{
    return returned->periods;
}

gint returned_first(const struct returned *returned)
{
    return returned->back;
}

gboolean returned_in_months(const struct returned *returned)
{
    return returned->beat.months == 1;
}

gint returned_in_a_year(const struct returned *returned)
{
    return 12 / returned->beat.months;
}

struct returned_window returned_window(const struct returned *returned, date first, date last)
{
    if (returned->stock)
        return (struct returned_window){0, last < first ? -1 : 0};
    int low, high;
    numbers_inside(first, last, returned->beat, &low, &high);
    return (struct returned_window){MAX(low - returned->first, returned->back),
                                    MIN(high - returned->first, (gint)returned->periods - 1)};
}

void returned_period(const struct returned *returned, gint number, date *first, date *last)
{
    g_assert(is_known(returned, number));
    *first = returned->days[number - returned->back].first;
    *last = returned->days[number - returned->back].last;
}

enum return_state returned_state(const struct returned *returned, gint32 unit, gint period)
{
    return is_known(returned, period) ? *bit_at(returned, unit, period) : RETURN_NONE;
}

struct unit_answers returned_answers(const struct returned *returned)
{
    return (struct unit_answers){returned->bit, returned->all};
}

gint returned_marked_period(const struct returned *returned, date day, int months)
{
    if (day == DATE_NONE)
        return G_MININT;
    gint period = number_of(date_add_months(day, months), returned->beat.months) - returned->first;
    return is_known(returned, period) ? period : G_MININT;
}

gboolean returned_marks(const struct returned *returned, gint32 unit, date day, int months)
{
    return returned_state(returned, unit, returned_marked_period(returned, day, months)) ==
           RETURN_WHOLE;
}

/* ---- months that have rows ---- */

#define YEARS 10000
#define MONTHS (YEARS * 12)

/* So few months tell nothing of how rows follow one another. */
#define TOO_FEW 5

struct months_met {
    guint8 met[MONTHS / 8]; /* a bit a month */
    date first, last;
    guint stages;
    guint8 *stage_met; /* stages x years */
};

struct months_met *months_met_new(guint stages)
{
    struct months_met *met = g_new0(struct months_met, 1);
    met->stages = stages;
    met->stage_met = g_malloc0((gsize)stages * YEARS + 1);
    met->first = G_MAXINT32;
    met->last = DATE_NONE;
    return met;
}

void months_met_free(struct months_met *met)
{
    if (met == NULL)
        return;
    g_free(met->stage_met);
    g_free(met);
}

static gsize year_of(date day)
{
    return (gsize)(date_month_number(day) / 12);
}

void months_met_take(struct months_met *met, date day, gint64 stage)
{
    if (day == DATE_NONE)
        return;
    int month = date_month_number(day);
    met->met[month / 8] |= (guint8)(1 << month % 8);
    met->first = MIN(met->first, day);
    met->last = MAX(met->last, day);
    if (stage >= 0 && stage < met->stages)
        met->stage_met[(gsize)stage * YEARS + year_of(day)] = 1;
}

gboolean months_met_has_stage(const struct months_met *met, guint stage, date first, date last)
{
    for (gsize year = year_of(first); year <= year_of(last); year++)
        if (met->stage_met[(gsize)stage * YEARS + year])
            return TRUE;
    return FALSE;
}

void months_met_merge(struct months_met *to, const struct months_met *from)
{
    for (guint i = 0; i < G_N_ELEMENTS(to->met); i++)
        to->met[i] |= from->met[i];
    for (gsize i = 0; i < (gsize)to->stages * YEARS; i++)
        to->stage_met[i] |= from->stage_met[i];
    to->first = MIN(to->first, from->first);
    to->last = MAX(to->last, from->last);
}

/* Most months without rows between two that have some; all there are if those are too few. */
static int longest_gap(const struct months_met *met)
{
    int before = date_month_number(met->first), end = date_month_number(met->last), longest = 0;
    guint count = 1;
    for (int month = before + 1; month <= end; month++) {
        if ((met->met[month / 8] >> month % 8 & 1) == 0)
            continue;
        longest = MAX(longest, month - before - 1);
        before = month;
        count++;
    }
    return count > TOO_FEW ? longest : MONTHS;
}

gboolean months_met_end_early(const struct months_met *met, struct period period, date *last)
{
    *last = met->last;
    return met->last >= period.first && met->last < period.last &&
           date_month_number(period.last) - date_month_number(met->last) > longest_gap(met);
}
