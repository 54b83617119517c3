#include "calc/months_met.h"

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
